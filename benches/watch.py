"""What `chapbook watch` costs: CPU for each save of the sample, and while nothing happens.

Usage: python benches/watch.py [ARGUMENT OF WATCH…]    such as --edition screen

Needs Linux and `cargo build --profile dist`. Milliseconds of CPU of all threads are read from /proc; the
first build, with all that is done at the start, is not counted.
"""

import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
SAVES = 20


def cpu(process: subprocess.Popen) -> float:
    """Milliseconds that the threads of a process have run."""
    threads = pathlib.Path(f"/proc/{process.pid}/task").glob("*/schedstat")
    return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e6


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        shutil.copytree(ROOT / "booklet", folder / "booklet")
        chapter = sorted((folder / "booklet/chapters").iterdir())[1]
        text = chapter.read_text()
        command = [ROOT / "target/dist/chapbook", "watch", folder / "booklet", "--no-verify"]
        process = subprocess.Popen(
            [*command, "--out", folder / "out", *sys.argv[1:]], stderr=subprocess.DEVNULL
        )
        time.sleep(2)
        taken = []
        for save in range(SAVES):
            before = cpu(process)
            chapter.write_text(text.replace(". ", "! " if save % 2 == 0 else ". ", 1))
            time.sleep(0.5)
            taken.append(cpu(process) - before)
        before = cpu(process)
        time.sleep(5)
        idle = (cpu(process) - before) / 5
        process.terminate()
        process.wait()
    print(f"{statistics.median(taken):.1f} ms of CPU a save, {idle:.1f} ms a second without one")


if __name__ == "__main__":
    main()
