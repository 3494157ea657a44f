"""How full pages are: each booklet in chapbook, and the same words in Typst and WeasyPrint.

Usage: python benches/peers/fill.py [BOOKLET…]      (default: the sample and the test booklets)

Needs `cargo build --profile dist`, poppler's pdftoppm, and a Python with the packages pypdf, typst and
weasyprint. Where one of the last two is missing, its column is empty. The peers get the page and sizes
of generate.py, and begin chapters on a page where the booklet does; booklets in a script that their font does not hold are told for chapbook alone.

A page is as full as its lowest ink within the text area. Not counted: the last page of a chapter where
the next begins a page, and the last two pages. For each program: how many pages are counted, the mean
share in percent, how many are under 80 % full, and how many pages the file has.
"""

import importlib.util
import pathlib
import re
import subprocess
import sys
import tempfile
import tomllib

import generate
import run

ROOT = run.ROOT
# Millimetres of generate.py's pages, which are those of chapbook's theme where it says nothing.
TOP, BOTTOM = 15, 18
DOTS = 50
UNDER = 0.8


def booklets(named: list[str]) -> list[pathlib.Path]:
    if named:
        return [pathlib.Path(name).resolve() for name in named]
    tests = sorted((ROOT / "tests/booklets").rglob("booklet.toml"))
    return [ROOT / "booklet", *(path.parent for path in tests)]


def write(peer: generate.Typst, block: dict, values: dict[str, str], base: pathlib.Path) -> None:
    """A block for a peer, kinds that generate.py does not need included."""
    pictures = block.get("illustrated") or block.get("figure")
    rows = pictures if isinstance(pictures, list) else [pictures] if pictures else []
    for row in rows:
        caption = row.get("caption")
        caption = generate.filled(caption, values) if caption else None
        peer.picture(str((base / row["image"]).resolve()), row.get("alt", ""), caption)
        words = {key: row[key] for key in ("text", *generate.LISTS) if key in row}
        generate.write(peer, words, values)
    if not rows:
        generate.write(peer, block, values)


def peers(booklet: pathlib.Path, folder: pathlib.Path, breaks: bool) -> bool:
    """Writes the booklet's words for both; no where their font lacks its script."""
    told = tomllib.loads((booklet / "booklet.toml").read_text())
    values = told.get("values", {})
    typst, page = generate.Typst(), generate.Html()
    sources = [booklet / path for path in told["chapters"]]
    letters = "".join(path.read_text() for path in sources)
    if any(ord(letter) > 0x24F and letter.isalpha() for letter in letters):
        return False
    for path in sources:
        chapter = tomllib.loads(path.read_text())
        for peer in (typst, page):
            peer.heading(1, generate.filled(chapter["title"], values))
            for block in chapter["block"]:
                write(peer, block, values, path.parent)
    # Paths of pictures are whole here, where generate.py has them in a folder of its own.
    texts = {
        "t.typ": typst.text().replace('image("booklet/chapters//', 'image("/'),
        "t.html": page.text().replace('src="booklet/chapters//', 'src="/'),
    }
    for name, text in texts.items():
        if not breaks:
            text = text.replace("pagebreak(weak: true); ", "").replace("h1 { break-before: page } ", "")
        (folder / name).write_text(text)
    return True


def typst(folder: pathlib.Path) -> pathlib.Path | None:
    if importlib.util.find_spec("typst") is None:
        return None
    code = run.TYPST.replace("ignore_system_fonts", "root='/', ignore_system_fonts")
    code = code.replace(", pdf_standards=['ua-1']", "")
    return made([sys.executable, "-c", code, folder / "t.typ", folder / "typst.pdf", run.FONTS])


def weasyprint(folder: pathlib.Path) -> pathlib.Path | None:
    if importlib.util.find_spec("weasyprint") is None:
        return None
    return made([sys.executable, "-c", run.WEASYPRINT, folder / "t.html", folder / "weasyprint.pdf"])


def made(command: list) -> pathlib.Path:
    target = next(pathlib.Path(part) for part in command if str(part).endswith(".pdf"))
    subprocess.run(list(map(str, command)), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    return target


def chapbook(booklet: pathlib.Path, folder: pathlib.Path) -> pathlib.Path:
    command = [ROOT / "target/dist/chapbook", "build", booklet, "--edition", "screen"]
    command += ["--no-verify", "--out", folder / "out", "--root", ROOT]
    subprocess.run(list(map(str, command)), check=True, capture_output=True)
    return next((folder / "out").glob("*.pdf"))


def shares(path: pathlib.Path, margins: tuple[float, float], breaks: bool) -> tuple[list[float], int]:
    """The shares of the pages that are counted, and how many pages there are."""
    import pypdf

    reader = pypdf.PdfReader(path)
    starts = {reader.get_destination_page_number(entry) for entry in top(reader.outline)}
    count = len(reader.pages)
    ends = {start - 1 for start in starts} if breaks else set()
    counted = [page for page in range(count - 2) if page not in ends]
    return [ink(path, page, margins) for page in counted], count


def top(outline: list) -> list:
    """Chapters: the bookmarks of the first level, or of the second under a title that is the only one."""
    entries = [entry for entry in outline if not isinstance(entry, list)]
    within = [entry for entry in outline if isinstance(entry, list)]
    return top(within[0]) if len(entries) == 1 and within else entries


def ink(path: pathlib.Path, page: int, margins: tuple[float, float]) -> float:
    command = ["pdftoppm", "-gray", "-r", str(DOTS), "-f", str(page + 1), "-l", str(page + 1), path]
    picture = subprocess.run(list(map(str, command)), check=True, capture_output=True).stdout
    _, size, _, rest = picture.split(b"\n", 3)
    width, height = map(int, size.split())
    first, last = (round(margin / 25.4 * DOTS) for margin in margins)
    paper = rest[0]
    area = range(first, height - last)
    rows = [row for row in area if any(abs(dot - paper) > 4 for dot in rest[row * width : (row + 1) * width])]
    return (rows[-1] + 1 - first) / len(area) if rows else 0.0


def told(path: pathlib.Path | None, margins: tuple[float, float], breaks: bool) -> str:
    if path is None:
        return f"{'–':>22}"
    found, pages = shares(path, margins, breaks)
    if not found:
        return f"{'–':>17} {pages:>4}"
    under = sum(share < UNDER for share in found)
    return f"{len(found):>6} {sum(found) / len(found):>5.0%} {under:>4} {pages:>4}"


def main() -> None:
    head = " ".join(f"{name:>22}" for name in ("chapbook", "Typst", "WeasyPrint"))
    print(f"{'':<28}{head}")
    print(f"{'':<28}" + " ".join(["pages  mean <80%  all"] * 3))
    for booklet in booklets(sys.argv[1:]):
        theme = tomllib.loads((booklet / "booklet.toml").read_text()).get("theme", {})
        margins = theme.get("margins", {})
        own = (margins.get("top", TOP), margins.get("bottom", BOTTOM))
        breaks = theme.get("chapter_start", "run-on") != "run-on"
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            line = told(chapbook(booklet, folder), own, breaks)
            if peers(booklet, folder, breaks):
                line += " " + told(typst(folder), (TOP, BOTTOM), breaks)
                line += " " + told(weasyprint(folder), (TOP, BOTTOM), breaks)
        base = ROOT / "tests/booklets" if booklet.is_relative_to(ROOT / "tests/booklets") else ROOT
        label = booklet.relative_to(base) if booklet.is_relative_to(base) else booklet
        print(f"{str(label):<28}{line}", flush=True)


if __name__ == "__main__":
    main()
