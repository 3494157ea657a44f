"""Words of the structure that plain extraction finds, in percent, held to a floor for each file and
reader; numbers of right-to-left booklets that pdfium finds whole."""

import json
import os
import pathlib
import re
import subprocess
import sys
import unicodedata

import pypdfium2

HERE = pathlib.Path(__file__).parent
WORK = pathlib.Path("target/ci/extraction")
CHAPBOOK = os.environ.get("CHAPBOOK", "target/release/chapbook")

# Words that stand for a drawing (a tick box) and descriptions of pictures are in the structure
# alone, so that no file reaches 100. Thai and Chinese have no blanks: what stands between two line
# ends counts as a word here. Nastaliq climbs within a word, and all three take each step for a line
# of its own; the structure has the words whole, and tests/integration/booklets.rs holds it to the
# source.
FLOORS = HERE / "floors.tsv"
READERS = ["poppler", "pdfium", "pdf.js"]

# A newer version of a reader may find a word more or less.
SLACK = 1

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
INVISIBLE = re.compile("[\u00ad\u034f\u200b\u200e\u200f\u2060\u2066-\u2069\u202a-\u202e\ufeff]")
# Letters with the marks on them, and joiners within words.
MARKS = "\u0300-\u036f\u0590-\u05c7\u064b-\u0670\u0900-\u0dff\u0e31-\u0e4e\u200c\u200d"
BETWEEN = re.compile(f"[^\\w{MARKS}]+")
# Groups of digits: telephone numbers, and all others.
NUMBER = re.compile("\\+?[0-9]+(?:[ \u00a0][0-9]+)*")


def words(text: str) -> set[str]:
    text = INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return {word for word in BETWEEN.split(text) if word}


def printed(*command: str) -> str:
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def structure(path: str) -> str:
    lines = printed(CHAPBOOK, "read", path).splitlines()
    texts = (re.search(r'(?:^| |alt=)"((?:[^"\\]|\\.)*)"$', line) for line in lines)
    return " ".join(text.group(1).replace('\\"', '"') for text in texts if text)


def pages(path: str) -> list[pypdfium2.PdfTextPage]:
    return [page.get_textpage() for page in pypdfium2.PdfDocument(path)]


def pdfjs(paths: list[str]) -> list[str]:
    return [json.loads(line) for line in printed("node", str(WORK / "words.mjs"), *paths).splitlines()]


def unfound(said: str, found: list[pypdfium2.PdfTextPage]) -> list[str]:
    """Numbers that Chrome's search does not find as they are printed."""
    numbers = {number.replace("\u00a0", " ") for number in NUMBER.findall(said)}
    return sorted(
        number
        for number in numbers
        if not any(page.search(number, match_case=True).get_next() for page in found)
    )


def floors() -> dict[str, list[int]]:
    rows = (line.split("\t") for line in FLOORS.read_text().splitlines()[1:])
    return {row[0]: [int(floor) for floor in row[1:]] for row in rows}


def main() -> int:
    bless = "--bless" in sys.argv
    paths = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    low = {} if bless else floors()
    shares = {}
    failed = []
    for path, firefox in zip(paths, pdfjs(paths), strict=True):
        stem = pathlib.Path(path).stem
        told = structure(path)
        said = words(told)
        chrome = pages(path)
        texts = [
            printed("pdftotext", path, "-"),
            " ".join(page.get_text_range() for page in chrome),
            firefox,
        ]
        shares[stem] = [100 * len(said & words(text)) // len(said) for text in texts]
        below = [
            f"{name} below {floor}"
            for name, share, floor in zip(READERS, shares[stem], low.get(stem, [90, 90, 90]))
            if not bless and share < floor - SLACK
        ]
        if RIGHT_TO_LEFT.search(told):
            below += [f"pdfium lacks {number}" for number in unfound(told, chrome)]
        failed += [f"{path}: {fault}" for fault in below]
        found = ", ".join(f"{name} {share} %" for name, share in zip(READERS, shares[stem]))
        print(f"{path}: {len(said)} words, {found}{''.join('  ' + fault for fault in below)}")
    if bless:
        rows = [[stem, *map(str, found)] for stem, found in sorted(shares.items())]
        lines = ["\t".join(row) for row in [["file", *READERS], *rows]]
        FLOORS.write_text("\n".join(lines) + "\n")
    if failed:
        print("\nworse than before:", *failed, sep="\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
