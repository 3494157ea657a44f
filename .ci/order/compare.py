"""Paragraphs that a browser shows in another order than the PDF."""

import ctypes
import json
import pathlib
import sys

import pypdfium2
import pypdfium2.raw as pdfium


# pdfium gives signs that are drawn the other way round by what they look like.
MIRRORED = str.maketrans("([<≤", ")]>≥")


def lines(path: pathlib.Path) -> list[str]:
    """The characters of each line of a PDF from left to right, without blanks."""
    found = []
    for page in pypdfium2.PdfDocument(path):
        text = page.get_textpage()
        rows: dict[int, list[tuple[float, str]]] = {}
        for at in range(text.count_chars()):
            character = chr(pdfium.FPDFText_GetUnicode(text.raw, at))
            x, y = ctypes.c_double(), ctypes.c_double()
            pdfium.FPDFText_GetCharOrigin(text.raw, at, x, y)
            if not pdfium.FPDFText_IsGenerated(text.raw, at) and character.strip("\x00 \xa0\r\n"):
                rows.setdefault(round(y.value), []).append((x.value, character))
        found += ["".join(c for _, c in sorted(rows[y])).translate(MIRRORED) for y in sorted(rows, reverse=True)]
    return found


def main() -> int:
    shown, paths = sys.argv[1], [pathlib.Path(path) for path in sys.argv[2:]]
    failed = 0
    for path, line in zip(paths, pathlib.Path(shown).read_text().splitlines(), strict=True):
        paragraphs = [paragraph.translate(MIRRORED) for paragraph in json.loads(line)]
        rest = iter(lines(path.with_suffix(".pdf")))
        different = 0
        for paragraph in paragraphs:
            letters = sorted(paragraph)
            seen = next((line for line in rest if sorted(line) == letters), None)
            if seen is None:
                print(f"{path}: the PDF has no line “{paragraph}”")
                different += 1
                break
            if seen != paragraph:
                print(f"{path}:\n  browser {ascii(paragraph)}\n  PDF     {ascii(seen)}")
                different += 1
        print(f"{path}: {len(paragraphs)} paragraphs, {different} in another order")
        failed += different + (not paragraphs)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
