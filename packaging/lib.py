"""What the scripts of this folder share: the crate's own data, and archives with the same bytes each time."""

import gzip
import io
import json
import pathlib
import subprocess
import tarfile
import time
import tomllib
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
PACKAGE = tomllib.loads((ROOT / "Cargo.toml").read_text())["package"]
NAME, VERSION = PACKAGE["name"], PACKAGE["version"]


def epoch() -> int:
    """The time that all files in archives have: that of the commit, so that they are the same each time."""
    command = ["git", "log", "-1", "--format=%ct"]
    return int(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)


def crates(target: str | None = None) -> list[dict]:
    """The crates that are compiled into the program, by name and version; those of tests are not."""
    command = ["cargo", "metadata", "--format-version", "1", "--locked"]
    if target:
        command += ["--filter-platform", target]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    tree = json.loads(told)
    packages = {package["id"]: package for package in tree["packages"]}
    nodes = {node["id"]: node for node in tree["resolve"]["nodes"]}
    found, waiting = set(), [tree["resolve"]["root"]]
    while waiting:
        node = nodes[waiting.pop()]
        if node["id"] in found:
            continue
        found.add(node["id"])
        for dependency in node["deps"]:
            if any(kind["kind"] != "dev" for kind in dependency["dep_kinds"]):
                waiting.append(dependency["pkg"])
    found.discard(tree["resolve"]["root"])
    return sorted((packages[id] for id in found), key=lambda it: (it["name"], it["version"]))


def is_program(path: pathlib.Path) -> bool:
    return path.suffix == ".exe" or path.name == NAME


def files(folder: pathlib.Path) -> list[pathlib.Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def tar(folder: pathlib.Path, target: pathlib.Path) -> None:
    """`folder` with its name as a .tar.gz."""
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for path in files(folder):
            entry = tarfile.TarInfo(str(path.relative_to(folder.parent)))
            entry.size, entry.mtime = path.stat().st_size, epoch()
            entry.mode = 0o755 if is_program(path) else 0o644
            with path.open("rb") as content:
                archive.addfile(entry, content)
    with target.open("wb") as out, gzip.GzipFile("", "wb", 9, out, mtime=epoch()) as packed:
        packed.write(plain.getvalue())


def pack(folder: pathlib.Path, target: pathlib.Path) -> None:
    """`folder` with its name as a .zip, which Windows and macOS open by a double click."""
    when = time.gmtime(epoch())[:6]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in files(folder):
            entry = zipfile.ZipInfo(path.relative_to(folder.parent).as_posix(), when)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = (0o755 if is_program(path) else 0o644) << 16
            archive.writestr(entry, path.read_bytes(), compresslevel=9)
