"""Words of the structure that plain extraction finds, in percent, held to a floor for each file."""

import pathlib
import re
import subprocess
import sys
import unicodedata

import pypdfium2

CHAPBOOK = pathlib.Path("target/release/chapbook")

# Words that stand for a drawing (a tick box) and descriptions of pictures are in the structure
# alone, so that no file reaches 100.
FLOOR = 90
# Nastaliq climbs within a word. Both programs take each step for a line of its own; the structure
# has the words whole, and tests/booklets.rs holds it to the source.
# Thai and Chinese have no blanks: what stands between two line ends counts as a word here.
# pdfium passes over characters without ink, which carry marks over letters and joiners here.
FLOORS = {
    "language-ur": 45,
    "language-th": 80,
    "language-zh": 80,
    "language-ar": 80,
    "language-fa": 80,
}

INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\u2066-\u2069\u202a-\u202e\ufeff]")
# Letters with the marks on them, and joiners within words.
MARKS = "\u0300-\u036f\u0590-\u05c7\u064b-\u0670\u0900-\u0dff\u0e31-\u0e4e\u200c\u200d"
BETWEEN = re.compile(f"[^\\w{MARKS}]+")


def words(text: str) -> set[str]:
    text = INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return {word for word in BETWEEN.split(text) if word}


def printed(*command: str) -> str:
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def structure(path: str) -> str:
    lines = printed(str(CHAPBOOK), "read", path).splitlines()
    texts = (re.search(r'"((?:[^"\\]|\\.)*)"$', line) for line in lines)
    return " ".join(text.group(1).replace('\\"', '"') for text in texts if text)


def pdfium(path: str) -> str:
    pages = pypdfium2.PdfDocument(path)
    return " ".join(page.get_textpage().get_text_range() for page in pages)


def floor(path: str) -> int:
    stem = pathlib.Path(path).stem
    return next((low for start, low in FLOORS.items() if stem.startswith(start)), FLOOR)


def main() -> int:
    failed = 0
    for path in sys.argv[1:]:
        said = words(structure(path))
        found = {"poppler": words(printed("pdftotext", path, "-")), "pdfium": words(pdfium(path))}
        shares = {name: 100 * len(said & text) / len(said) for name, text in found.items()}
        low = [name for name, share in shares.items() if share < floor(path)]
        failed += bool(low)
        told = ", ".join(f"{name} {share:.0f} %" for name, share in shares.items())
        print(f"{path}: {len(said)} words, {told}{'  BELOW ' + str(floor(path)) if low else ''}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
