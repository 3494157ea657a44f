"""Packs a program that was built already as a wheel, with the words that maturin writes for this crate.

maturin makes a wheel of what it builds itself, which it cannot do for Windows with a library of Rust
that is compiled along.

Usage: wheel.py PROGRAM TAG INTO      TAG: win_amd64
"""

import base64
import hashlib
import pathlib
import subprocess
import sys
import tempfile
import time
import zipfile

from lib import NAME, ROOT, VERSION, epoch, files


def described(tag: str) -> dict[str, bytes]:
    """The files of .dist-info by their names, for this tag."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["maturin", "pep517", "write-dist-info", "--metadata-directory", folder]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files(pathlib.Path(folder))}
    about = f"{NAME}-{VERSION}.dist-info/WHEEL"
    lines = found[about].decode().splitlines()
    lines = [f"Tag: py3-none-{tag}" if line.startswith("Tag: ") else line for line in lines]
    found[about] = ("\n".join(lines) + "\n").encode()
    return found


def recorded(content: dict[str, bytes], record: str) -> bytes:
    """The list of all files with their sums, as the form of wheels asks for it."""
    rows = []
    for name, data in content.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        rows.append(f"{name},sha256={digest},{len(data)}\n")
    return ("".join(rows) + f"{record},,\n").encode()


def main() -> None:
    program, tag, into = pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3])
    script = f"{NAME}-{VERSION}.data/scripts/{program.name}"
    content = {script: program.read_bytes(), **described(tag)}
    record = f"{NAME}-{VERSION}.dist-info/RECORD"
    content[record] = recorded(content, record)
    when = time.gmtime(epoch())[:6]
    target = into / f"{NAME}-{VERSION}-py3-none-{tag}.whl"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as wheel:
        for name, data in content.items():
            entry = zipfile.ZipInfo(name, when)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = (0o100755 if name == script else 0o100644) << 16
            wheel.writestr(entry, data, compresslevel=9)
    print(target)


if __name__ == "__main__":
    main()
