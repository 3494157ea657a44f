#!/usr/bin/env python3
"""Looks whether the packages for Windows are whole: archive and wheel, by other programs than made them.

Usage: packages.py FOLDER PROGRAM
"""

import base64
import csv
import hashlib
import io
import pathlib
import subprocess
import sys
import tempfile
import zipfile

folder, program = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).read_bytes()


def only(pattern: str) -> pathlib.Path:
    found = list(folder.glob(pattern))
    assert len(found) == 1, f"{pattern}: {found}"
    return found[0]


archive = zipfile.ZipFile(only("chapbook-*-windows-x86_64.zip"))
assert archive.testzip() is None
names = archive.namelist()
top = names[0].split("/")[0]
assert all(name.startswith(f"{top}/") and "\\" not in name for name in names), names
assert archive.read(f"{top}/chapbook.exe") == program
for wanted in ("Start here.html", "sample/booklet.toml", "licences/THIRD-PARTY.txt"):
    assert archive.read(f"{top}/{wanted}"), wanted
windows = "windows-sys" in archive.read(f"{top}/licences/THIRD-PARTY.txt").decode()
assert windows, "the licences are those of another system"

path = only("chapbook-*-py3-none-win_amd64.whl")
wheel = zipfile.ZipFile(path)
assert wheel.testzip() is None
info = next(name.split("/")[0] for name in wheel.namelist() if name.endswith("/RECORD"))
rows = list(csv.reader(io.StringIO(wheel.read(f"{info}/RECORD").decode())))
assert sorted(row[0] for row in rows) == sorted(wheel.namelist())
for name, digest, size in rows:
    if digest:
        data = wheel.read(name)
        made = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        assert (digest, int(size)) == (f"sha256={made}", len(data)), name
assert "Tag: py3-none-win_amd64" in wheel.read(f"{info}/WHEEL").decode().splitlines()
with tempfile.TemporaryDirectory() as target:
    # pip takes it for Windows, and lays the program where programs lie.
    command = [sys.executable, "-m", "pip", "install", "-q", "--no-index", "--no-deps", "--target", target]
    command += ["--platform", "win_amd64", "--only-binary", ":all:", str(path)]
    subprocess.run(command, check=True)
    placed = list(pathlib.Path(target).rglob("chapbook.exe"))
    assert len(placed) == 1 and placed[0].read_bytes() == program, placed
for it in (archive, wheel):
    print(f"{pathlib.Path(it.filename).name}: {pathlib.Path(it.filename).stat().st_size:,} bytes, whole")
