"""Links as programs find them: over each word of a link its own address, over others none."""

import ctypes
import pathlib
import random
import re
import subprocess
import sys

import pymupdf
import pypdfium2
import pypdfium2.raw as pdfium

CHAPBOOK = pathlib.Path("target/release/chapbook")
FOLDER = pathlib.Path("target/ci/links")
PLAIN = {"en-GB": "plain", "he": "שבבש"}
# Letters that stand for the digits of a link's number in its words.
SIGNS = {"en-GB": "bcdfghkmnp", "he": "אגהזחטכלנס"}


class Writer:
    """A chapter whose links have words that name them."""

    def __init__(self, language: str, seed: int) -> None:
        self.dice = random.Random(seed)
        self.language = language
        self.targets: list[str] = []

    def token(self, number: int) -> str:
        signs = SIGNS[self.language]
        word = "".join(signs[int(digit)] for digit in f"{number:03}")
        # Programs give words from right to left in either order: these are the same in both.
        return word + word[::-1]

    def link(self, most: int) -> str:
        number = len(self.targets)
        inner = self.dice.random() < 0.2
        self.targets.append("" if inner else f"https://example.org/{number}")
        words = " ".join([self.token(number)] * self.dice.randint(1, most))
        words = f"**{words}**" if self.dice.random() < 0.3 else words
        return f"[{words}]({'#places' if inner else self.targets[-1]})"

    def passage(self, links: int, most: int) -> str:
        plain = PLAIN[self.language]
        parts = [plain] * self.dice.randint(1, 5)
        for _ in range(links):
            parts.append(self.link(most))
            parts += [plain] * self.dice.randint(0, 4)
        return " ".join(parts)

    def block(self) -> str:
        kind = self.dice.randrange(4)
        if kind == 0:
            a, b, c, d = (self.passage(2, 4) for _ in range(4))
            return (
                "[block.table]\ncaption = 'plain'\ncolumns = ['plain', 'plain']\n"
                f"rows = [['{a}', '{b}'], ['{c}', '{d}']]\n"
            )
        if kind == 1:
            return f"bullets = ['{self.passage(2, 8)}', '{self.passage(1, 24)}']\n"
        if kind == 2:
            return f"[block.callout]\ntitle = 'plain'\ntext = '{self.passage(2, 12)}'\n"
        return f"text = '{self.passage(4, self.dice.choice([3, 24]))}'\n"


def booklet(language: str) -> tuple[pathlib.Path, Writer]:
    folder = FOLDER / language
    folder.mkdir(parents=True, exist_ok=True)
    writer = Writer(language, 16)
    blocks = "".join(f"[[block]]\n{writer.block()}" for _ in range(60))
    (folder / "places.toml").write_text(f"title = 'plain'\n{blocks}")
    (folder / "booklet.toml").write_text(
        f"title = 'plain'\nslug = 'links-{language.lower()}'\nlanguage = '{language}'\n"
        "chapters = ['places.toml']\ncontents = true\n[theme]\nlink_addresses = false\n"
        "[contact]\nheading = 'plain'\n[[contact.point]]\nname = 'plain'\nphone = '01632 960 000'\n"
    )
    return folder, writer


def number(word: str, signs: str) -> int | None:
    """The link that a word names."""
    word = word.strip("().,")
    if len(word) != 6 or word != word[::-1] or any(letter not in signs for letter in word):
        return None
    return int("".join(str(signs.index(letter)) for letter in word[:3]))


def opened_by_pdfium(document, page, x: float, y: float) -> str | None:
    """The address, empty for a place in the booklet, None where there is no link."""
    link = pdfium.FPDFLink_GetLinkAtPoint(page, x, page.get_height() - y)
    if not link:
        return None
    if pdfium.FPDFLink_GetDest(document, link):
        return ""
    action = pdfium.FPDFLink_GetAction(link)
    length = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFAction_GetURIPath(document, action, buffer, length)
    return buffer.value.decode()


def opened_by_mupdf(links, x: float, y: float) -> list[str]:
    return [link.get("uri", "") for link in links if link["from"].contains(pymupdf.Point(x, y))]


def check(path: pathlib.Path, writer: Writer) -> list[str]:
    faults, clicks, rows = [], 0, {}
    signs, plain = SIGNS[writer.language], PLAIN[writer.language]
    fine, other = pymupdf.open(path), pypdfium2.PdfDocument(path)
    for index, page in enumerate(fine):
        links = page.get_links()
        for x0, y0, x1, y1, word, *_ in page.get_text("words"):
            known = number(word, signs)
            if known is None and word not in (plain, plain[::-1]):
                continue
            wanted = None if known is None else writer.targets[known]
            x, y = (x0 + x1) / 2, (y0 + y1) / 2
            by_mupdf, by_pdfium = opened_by_mupdf(links, x, y), opened_by_pdfium(other, other[index], x, y)
            clicks += 1
            if wanted is not None:
                rows.setdefault(known, set()).add((index, round(y)))
                if by_mupdf != [wanted] or by_pdfium != wanted:
                    faults.append(f"page {index + 1}: “{wanted}” opens {by_mupdf} and {by_pdfium}")
            # On the second page are the contents, whose entries lead to their chapters.
            elif index != 1 and (by_mupdf or by_pdfium is not None):
                faults.append(f"page {index + 1}: a word of no link opens {by_mupdf} {by_pdfium}")
    lines = [len(places) for places in rows.values()]
    over_pages = sum(len({page for page, _ in places}) > 1 for places in rows.values())
    print(
        f"{path.name}: {clicks} clicks, {len(rows)} links, {sum(n == 2 for n in lines)} over two lines, "
        f"{sum(n > 2 for n in lines)} over more, {over_pages} over two pages, {len(faults)} faults"
    )
    if len(rows) < 0.9 * len(writer.targets) or sum(n > 2 for n in lines) < 10 or not over_pages:
        faults.append("too few of the links were found for this to mean anything")
    return faults


def main() -> int:
    faults = []
    for language in PLAIN:
        folder, writer = booklet(language)
        out = FOLDER / "out"
        command = [CHAPBOOK, "build", folder, "--out", out, "--edition", "screen", "--edition", "large-print"]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        for edition in ("", "-large-print"):
            faults += check(out / f"links-{language.lower()}{edition}.pdf", writer)
    print("\n".join(faults[:20]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
