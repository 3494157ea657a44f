"""Fifty booklets in all editions with one job and with two: wall time, memory, same bytes.

Usage: python benches/many.py        (needs `cargo build --profile dist`)
"""

import filecmp
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
COUNT = 50


def build(shelf: pathlib.Path, out: pathlib.Path, jobs: int) -> tuple[float, float]:
    """Wall seconds and peak megabytes."""
    command = [ROOT / "target/dist/chapbook", "build", shelf, "--out", out, "--no-verify"]
    start = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--jobs", str(jobs)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit("the booklets were not built")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for number in range(COUNT):
            booklet = folder / f"shelf/booklet-{number:02}"
            shutil.copytree(ROOT / "booklet", booklet)
            file = booklet / "booklet.toml"
            text = re.sub(r"^title = .*$", f'title = "Booklet {number}"', file.read_text(), flags=re.M)
            file.write_text(f'slug = "booklet-{number:02}"\n' + re.sub(r"^slug = .*\n", "", text, flags=re.M))
        runs = {1: [], 2: []}
        for _ in range(3):
            for jobs, taken in runs.items():
                taken.append(build(folder / "shelf", folder / f"out-{jobs}", jobs))
        one, two = (min(wall for wall, _ in runs[jobs]) for jobs in (1, 2))
        names = [path.name for path in (folder / "out-1").iterdir()]
        same = filecmp.cmpfiles(folder / "out-1", folder / "out-2", names, shallow=False)
        print(f"{len(names)} files; one job {one:.2f} s, two jobs {two:.2f} s: {one / two:.2f} times")
        print(f"peak {max(mb for _, mb in runs[1]):.0f} MB and {max(mb for _, mb in runs[2]):.0f} MB")
        print("same bytes" if same[1:] == ([], []) else f"different: {same[1:]}")


if __name__ == "__main__":
    main()
