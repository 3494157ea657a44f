"""The sample's text as one long booklet for chapbook, and the same text for its peers.

Usage: generate.py CHAPTERS FOLDER [TYPST-LEADING]

Chapters are those of the sample, over and over. Each peer gets the same words with the same
structure, page and sizes; what it does not know (boxes to tick, ruled lines) is left out of it, so
that the comparison favours the peers.
"""

import html
import pathlib
import re
import shutil
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
LISTS = ("bullets", "steps", "checklist")


def chapters(count: int) -> list[tuple[str, str]]:
    """Name and TOML of each chapter; links to places are taken out of copies."""
    sample = tomllib.loads((ROOT / "booklet/booklet.toml").read_text())["chapters"]
    written = []
    for index in range(count):
        path = ROOT / "booklet" / sample[index % len(sample)]
        text = path.read_text()
        if index >= len(sample):
            text = re.sub(r"^id = .*$", "", text, flags=re.M)
            text = re.sub(r"\[([^\]]+)\]\(#[^)]*\)", r"\1", text)
            text = f'id = "c{index}"\n{text}'
        elif not re.search(r"^id = ", text.split("[[block]]")[0], re.M):
            text = f'id = "{re.sub("^[0-9]+-", "", path.stem)}"\n{text}'
        written.append((f"{index:04}-{path.name}", text))
    return written


def plain(text: str, values: dict[str, str]) -> str:
    """Words without marks and values."""
    text = re.sub(r"\{([a-z][a-z0-9_-]*)\}", lambda m: values.get(m[1], m[1]), text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"<(https?://|)([^>]*)>", r"\2", text)
    return text.replace("**", "").replace("*", "").replace("\\", "")


class Typst:
    """Typst's markup."""

    def __init__(self) -> None:
        self.out = [
            '#set page(paper: "a5", numbering: "1", '
            "margin: (inside: 16mm, outside: 14mm, top: 15mm, bottom: 18mm))",
            '#set text(font: "Atkinson Hyperlegible Next", size: 14pt, lang: "en", region: "gb")',
            '#set document(title: "Getting a second opinion")',
            # 20 pt from line to line and 16 pt between paragraphs, as chapbook has it.
            "#set par(leading: 10.6pt, spacing: 22pt)",
            "#set list(spacing: 18pt)\n#set enum(spacing: 18pt)",
            "#show heading.where(level: 1): set text(size: 22pt)",
            "#show heading: set block(above: 32pt, below: 18pt)",
            "#title[Getting a second opinion]\n#outline()",
        ]

    @staticmethod
    def escape(text: str) -> str:
        return re.sub(r"([#$@<>_`*\[\]~])", r"\\\1", text)

    def heading(self, level: int, text: str) -> None:
        self.out.append(f"{'=' * level} {self.escape(text)}\n")

    def paragraph(self, text: str) -> None:
        self.out.append(self.escape(text) + "\n")

    def listing(self, kind: str, items: list, depth: int = 0) -> None:
        for text, inner in items:
            sign = "+" if kind == "steps" else "-"
            self.out.append(f"{'  ' * depth}{sign} {self.escape(text)}")
            for kind_within, within in inner:
                self.listing(kind_within, within, depth + 1)
        if depth == 0:
            self.out.append("")

    def table(self, columns: list[str], rows: list[list[str]]) -> None:
        cell = lambda text: f"[{self.escape(text)}]"
        head = ", ".join(map(cell, columns))
        body = ", ".join(cell(text) for row in rows for text in row)
        self.out.append(f"#table(columns: {len(columns)}, table.header({head}), {body})\n")

    def text(self) -> str:
        return "\n".join(self.out)


class Html(Typst):
    """HTML for WeasyPrint."""

    def __init__(self) -> None:
        font = (ROOT / "fonts/atkinson-hyperlegible-next").as_uri()
        self.out = [
            '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">',
            "<title>Getting a second opinion</title><style>",
            f'@font-face {{ font-family: A; src: url("{font}/AtkinsonHyperlegibleNext-Regular.ttf") }}',
            f'@font-face {{ font-family: A; font-weight: bold; src: url("{font}/AtkinsonHyperlegibleNext-Bold.ttf") }}',
            "@page { size: A5; margin: 15mm 14mm 18mm 16mm }",
            "body { font: 14pt/20pt A } p { margin: 0 0 16pt } li { margin-bottom: 8pt }",
            "h1 { font: bold 22pt/27pt A } h2 { font: bold 18pt/24pt A }",
            "</style></head><body>",
        ]

    @staticmethod
    def escape(text: str) -> str:
        return html.escape(text)

    def heading(self, level: int, text: str) -> None:
        self.out.append(f"<h{level}>{self.escape(text)}</h{level}>")

    def paragraph(self, text: str) -> None:
        self.out.append(f"<p>{self.escape(text)}</p>")

    def listing(self, kind: str, items: list, depth: int = 0) -> None:
        tag = "ol" if kind == "steps" else "ul"
        self.out.append(f"<{tag}>")
        for text, inner in items:
            self.out.append(f"<li>{self.escape(text)}")
            for kind_within, within in inner:
                self.listing(kind_within, within, depth + 1)
            self.out.append("</li>")
        self.out.append(f"</{tag}>")

    def table(self, columns: list[str], rows: list[list[str]]) -> None:
        cells = lambda row, tag: "".join(f"<{tag}>{self.escape(text)}</{tag}>" for text in row)
        body = "".join(f"<tr>{cells(row, 'td')}</tr>" for row in rows)
        self.out.append(f"<table><thead><tr>{cells(columns, 'th')}</tr></thead>{body}</table>")

    def text(self) -> str:
        return "\n".join([*self.out, "</body></html>"])


class Lines(Typst):
    """A line a paragraph, with a mark for what it is: for genpdf."""

    def __init__(self) -> None:
        self.out = ["1 Getting a second opinion"]

    def heading(self, level: int, text: str) -> None:
        self.out.append(f"{level} {text}")

    def paragraph(self, text: str) -> None:
        self.out.append("p " + " ".join(text.split()))

    def listing(self, kind: str, items: list, depth: int = 0) -> None:
        for text, inner in items:
            self.out.append(f"{'o' if kind == 'steps' else 'b'} {text}")
            for kind_within, within in inner:
                self.listing(kind_within, within, depth + 1)

    def table(self, columns: list[str], rows: list[list[str]]) -> None:
        for row in [columns, *rows]:
            self.out.append("p " + " – ".join(row))


def items(raw: list, values: dict[str, str]) -> list:
    found = []
    for item in raw:
        text, inner = (item, []) if isinstance(item, str) else (item["text"], [])
        if not isinstance(item, str):
            inner = [(kind, items(item[kind], values)) for kind in LISTS if kind in item]
        found.append((plain(text, values), inner))
    return found


def write(peer: Typst, block: dict, values: dict[str, str]) -> None:
    for kind, value in block.items():
        match kind:
            case "text":
                for paragraph in re.split(r"\n\s*\n", value.strip()):
                    peer.paragraph(plain(paragraph, values))
            case "heading" | "subheading":
                peer.heading(2 if kind == "heading" else 3, plain(value, values))
            case "bullets" | "steps" | "checklist":
                peer.listing(kind, items(value, values))
            case "callout":
                peer.paragraph(plain(value["title"], values))
                write(peer, {k: v for k, v in value.items() if k != "title"}, values)
            case "quote":
                peer.paragraph(plain(value["text"], values))
            case "definitions":
                for definition in value:
                    peer.paragraph(f"{definition['term']}: {plain(definition['meaning'], values)}")
            case "table":
                row = lambda cells: [plain(cell, values) for cell in cells]
                peer.table(row(value["columns"]), [row(cells) for cells in value["rows"]])
            case "writing_lines":
                peer.paragraph(plain(value["prompt"], values))


def main() -> None:
    count, folder = int(sys.argv[1]), pathlib.Path(sys.argv[2])
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "booklet", folder / "booklet")
    shutil.rmtree(folder / "booklet/chapters")
    (folder / "booklet/chapters").mkdir()
    text = (ROOT / "booklet/booklet.toml").read_text()
    written = chapters(count)
    for name, chapter in written:
        (folder / "booklet/chapters" / name).write_text(chapter)
    listed = ", ".join(f'"chapters/{name}"' for name, _ in written)
    text = re.sub(r"chapters = \[.*?\]", lambda _: f"chapters = [{listed}]", text, flags=re.S)
    (folder / "booklet/booklet.toml").write_text(text)
    values = tomllib.loads(text).get("values", {})
    for peer, name in ((Typst(), "t.typ"), (Html(), "t.html"), (Lines(), "t.txt")):
        for _, chapter in written:
            parsed = tomllib.loads(chapter)
            peer.heading(1, plain(parsed["title"], values))
            for block in parsed["block"]:
                write(peer, block, values)
        (folder / name).write_text(peer.text())


if __name__ == "__main__":
    main()
