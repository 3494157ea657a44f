"""chapbook beside its peers: CPU, wall time, peak memory, size, pages and veraPDF's verdict.

Usage: python benches/peers/run.py [CHAPTERS…]      (default: 5 45 455, about 16, 100, 1000 pages)

Needs `cargo build --profile dist`, the command `typst` (`cargo install typst-cli`), and a Python with
the package weasyprint (a virtual environment will do). Where there is no command `typst`, the package
typst from PyPI takes its place, and what it costs to start Python and to load it is taken off. The
programs run in turn, each on one thread, so that a machine that changes its speed changes it for all;
medians are told. Every one sets the same words in the same font and size on A5.
"""

import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
FONTS = ROOT / "fonts"
TYPST = (
    "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]], "
    "ignore_system_fonts=True, pdf_standards=['ua-1'])"
)
WEASYPRINT = (
    "import sys, weasyprint; "
    "weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2], pdf_variant='pdf/ua-1')"
)


def once(command: list[str]) -> tuple[float, float, float]:
    """CPU and wall seconds and peak megabytes of one run."""
    environment = {**os.environ, "RAYON_NUM_THREADS": "1"}
    start = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if status != 0:
        raise SystemExit(f"failed: {' '.join(command)[:200]}")
    return usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024


def typst(source: pathlib.Path, target: pathlib.Path) -> list[str]:
    command = shutil.which("typst")
    if command is None:
        return [sys.executable, "-c", TYPST, str(source), str(target), str(FONTS)]
    options = ["-j", "1", "--ignore-system-fonts", "--font-path", str(FONTS), "--pdf-standard", "ua-1"]
    return [command, "compile", *options, str(source), str(target)]


def peers(folder: pathlib.Path) -> dict[str, tuple[list[str], pathlib.Path]]:
    chapbook, genpdf = ROOT / "target/dist/chapbook", HERE / "genpdf/target/release/peer-genpdf"
    out = folder / "out"
    atkinson = FONTS / "atkinson-hyperlegible-next"
    found = {
        "chapbook": (
            [str(chapbook), "build", str(folder / "booklet"), "--edition", "screen",
             "--no-verify", "--jobs", "1", "--out", str(out)],
            out / "getting-a-second-opinion.pdf",
        ),
        "typst": (typst(folder / "t.typ", folder / "typst.pdf"), folder / "typst.pdf"),
        "weasyprint": (
            [sys.executable, "-c", WEASYPRINT, str(folder / "t.html"), str(folder / "weasyprint.pdf")],
            folder / "weasyprint.pdf",
        ),
    }
    if genpdf.exists():
        command = [str(genpdf), str(atkinson), str(folder / "t.txt"), str(folder / "genpdf.pdf")]
        found["genpdf"] = (command, folder / "genpdf.pdf")
    return found


def pages(path: pathlib.Path) -> int:
    told = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    return int(re.search(r"Pages:\s+(\d+)", told)[1])


def verdict(path: pathlib.Path) -> str:
    told = subprocess.run([ROOT / ".ci/verapdf/run", "ua1", path], capture_output=True, text=True)
    return "passes" if "compliant=true" in told.stdout else "fails"


def measure(chapters: int, runs: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        subprocess.run([sys.executable, HERE / "generate.py", str(chapters), folder], check=True)
        programs = peers(folder)
        if shutil.which("typst") is None:
            programs["start"] = ([sys.executable, "-c", "import typst"], folder)
        taken: dict[str, list] = {program: [] for program in programs}
        for run in range(runs + 1):
            for program, (command, _) in programs.items():
                figures = once(command)
                if run > 0:
                    taken[program].append(figures)
        middle = {
            program: [statistics.median(column) for column in zip(*figures)]
            for program, figures in taken.items()
        }
        if start := middle.pop("start", None):
            middle["typst"] = [figure - cost for figure, cost in zip(middle["typst"], start)]
        print(f"\n{chapters} chapters, median of {runs} runs\n")
        print("| program | pages | CPU s | wall s | peak MB | KB | PDF/UA-1 | CPU to chapbook's |")
        print("| --- | ---: | ---: | ---: | ---: | ---: | --- | ---: |")
        for program, (cpu, wall, memory) in middle.items():
            path = programs[program][1]
            print(
                f"| {program} | {pages(path)} | {cpu:.3f} | {wall:.3f} | {memory:.0f} "
                f"| {path.stat().st_size / 1000:.0f} | {verdict(path)} "
                f"| {cpu / middle['chapbook'][0]:.1f} |",
                flush=True,
            )


if __name__ == "__main__":
    for count in [int(word) for word in sys.argv[1:]] or [5, 45, 455]:
        measure(count, 3 if count > 100 else 7)
