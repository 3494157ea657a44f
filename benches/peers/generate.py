"""The sample's text as one long booklet for chapbook, and the same text for its peers.

Usage: generate.py CHAPTERS FOLDER [TYPST-LEADING]

Chapters are those of the sample, over and over. Each peer gets the same words with the same
structure, page and sizes, and Typst and WeasyPrint the same links and pictures too; what they do not
know (boxes to tick, ruled lines, codes to scan, the contact section) is left out for them, so that
the comparison favours the peers.
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


def filled(text: str, values: dict[str, str]) -> str:
    """Words with their marks and without values."""
    return re.sub(r"\{([a-z][a-z0-9_-]*)\}", lambda m: values.get(m[1], m[1]), text)


MARK = re.compile(
    r"\\(?P<escaped>.)|\[(?P<words>[^\]]*)\]\((?P<target>[^)]*)\)|<(?P<url>[^>]*)>"
    r"|\*\*(?P<strong>[^*]+)\*\*|\*(?P<stress>[^*]+)\*"
)


def target(text: str) -> str | None:
    """Where a link leads, where that is out of the booklet."""
    if text.startswith(("http:", "https:", "mailto:", "tel:")):
        return text.replace(" ", "")
    return None


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
            "#show heading.where(level: 1): it => { pagebreak(weak: true); it }",
            "#title[Getting a second opinion]\n#outline()",
        ]

    @staticmethod
    def escape(text: str) -> str:
        return re.sub(r"([#$@<>_`*\[\]~\\])", r"\\\1", text)

    def marked(self, text: str) -> str:
        """The text in this peer's own marks."""
        out, at = [], 0
        for mark in MARK.finditer(text):
            out.append(self.escape(text[at : mark.start()]))
            at = mark.end()
            if mark["escaped"]:
                out.append(self.escape(mark["escaped"]))
            elif mark["words"] is not None:
                out.append(self.link(target(mark["target"]), mark["words"]))
            elif mark["url"]:
                words = re.sub("^https?://", "", mark["url"])
                scheme = "" if ":" in mark["url"] else "mailto:" if "@" in words else "https://"
                out.append(self.link(scheme + mark["url"], words))
            else:
                out.append(self.strong(mark["strong"] or mark["stress"]))
        return "".join([*out, self.escape(text[at:])])

    def link(self, target: str | None, words: str) -> str:
        words = self.marked(words)
        return f'#link("{target}")[{words}]' if target else words

    def strong(self, words: str) -> str:
        return f"#strong[{self.escape(words)}]"

    def picture(self, path: str, alt: str, caption: str | None) -> None:
        words = f", caption: [{self.marked(caption)}]" if caption else ""
        path = f"booklet/chapters/{path}"
        if not alt:
            self.out.append(f'#pdf.artifact(image("{path}"))\n')
            return
        self.out.append(f'#figure(image("{path}", alt: "{alt}"){words}, supplement: none)\n')

    def heading(self, level: int, text: str) -> None:
        self.out.append(f"{'=' * level} {self.marked(text)}\n")

    def paragraph(self, text: str) -> None:
        self.out.append(self.marked(text) + "\n")

    def listing(self, kind: str, items: list, depth: int = 0) -> None:
        for text, inner in items:
            sign = "+" if kind == "steps" else "-"
            self.out.append(f"{'  ' * depth}{sign} {self.marked(text)}")
            for kind_within, within in inner:
                self.listing(kind_within, within, depth + 1)
        if depth == 0:
            self.out.append("")

    def table(self, columns: list[str], rows: list[list[str]]) -> None:
        cell = lambda text: f"[{self.marked(text)}]"
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
            "@page { size: A5; margin: 15mm 14mm 18mm 16mm; @bottom-center { content: counter(page) } }",
            "h1 { break-before: page } li a::after { content: target-counter(attr(href), page) }",
            "li:not(.entry) a::after { content: none } img { width: 100% }",
            "body { font: 14pt/20pt A } p { margin: 0 0 16pt } li { margin-bottom: 8pt }",
            "h1 { font: bold 22pt/27pt A } h2 { font: bold 18pt/24pt A }",
            "</style></head><body><p>Getting a second opinion</p>",
        ]
        self.titles: list[str] = []
        self.contents = len(self.out)

    def heading(self, level: int, text: str) -> None:
        place = ""
        if level == 1:
            self.titles.append(self.marked(text))
            place = f' id="c{len(self.titles)}"'
        self.out.append(f"<h{level}{place}>{self.marked(text)}</h{level}>")

    def link(self, target: str | None, words: str) -> str:
        words = self.marked(words)
        return f'<a href="{target}">{words}</a>' if target else words

    def strong(self, words: str) -> str:
        return f"<strong>{self.escape(words)}</strong>"

    def picture(self, path: str, alt: str, caption: str | None) -> None:
        words = f"<figcaption>{self.marked(caption)}</figcaption>" if caption else ""
        image = f'<img src="booklet/chapters/{path}" alt="{self.escape(alt)}">'
        self.out.append(f"<figure>{image}{words}</figure>")

    @staticmethod
    def escape(text: str) -> str:
        return html.escape(text)

    def paragraph(self, text: str) -> None:
        self.out.append(f"<p>{self.marked(text)}</p>")

    def listing(self, kind: str, items: list, depth: int = 0) -> None:
        tag = "ol" if kind == "steps" else "ul"
        self.out.append(f"<{tag}>")
        for text, inner in items:
            self.out.append(f"<li>{self.marked(text)}")
            for kind_within, within in inner:
                self.listing(kind_within, within, depth + 1)
            self.out.append("</li>")
        self.out.append(f"</{tag}>")

    def table(self, columns: list[str], rows: list[list[str]]) -> None:
        cells = lambda row, tag: "".join(f"<{tag}>{self.marked(text)}</{tag}>" for text in row)
        body = "".join(f"<tr>{cells(row, 'td')}</tr>" for row in rows)
        self.out.append(f"<table><thead><tr>{cells(columns, 'th')}</tr></thead>{body}</table>")

    def text(self) -> str:
        entry = '<li class="entry"><a href="#c{}">{}</a></li>'
        entries = [entry.format(at, title) for at, title in enumerate(self.titles, 1)]
        contents = ["<h1>Contents</h1><ol>", *entries, "</ol>"]
        head, body = self.out[: self.contents], self.out[self.contents :]
        return "\n".join([*head, *contents, *body, "</body></html>"])


class Lines(Typst):
    """A line a paragraph, with a mark for what it is: for genpdf."""

    def __init__(self) -> None:
        self.out = ["1 Getting a second opinion"]

    @staticmethod
    def escape(text: str) -> str:
        return text

    def link(self, _: str | None, words: str) -> str:
        return words

    def strong(self, words: str) -> str:
        return words

    def picture(self, path: str, alt: str, caption: str | None) -> None:
        self.paragraph(caption or alt)

    def heading(self, level: int, text: str) -> None:
        self.out.append(f"{level} {self.marked(text)}")

    def paragraph(self, text: str) -> None:
        self.out.append("p " + " ".join(self.marked(text).split()))

    def listing(self, kind: str, items: list, depth: int = 0) -> None:
        for text, inner in items:
            self.out.append(f"{'o' if kind == 'steps' else 'b'} {self.marked(text)}")
            for kind_within, within in inner:
                self.listing(kind_within, within, depth + 1)

    def table(self, columns: list[str], rows: list[list[str]]) -> None:
        for row in [columns, *rows]:
            self.out.append("p " + " – ".join(map(self.marked, row)))


def items(raw: list, values: dict[str, str]) -> list:
    found = []
    for item in raw:
        text, inner = (item, []) if isinstance(item, str) else (item["text"], [])
        if not isinstance(item, str):
            inner = [(kind, items(item[kind], values)) for kind in LISTS if kind in item]
        found.append((filled(text, values), inner))
    return found


def write(peer: Typst, block: dict, values: dict[str, str]) -> None:
    for kind, value in block.items():
        match kind:
            case "text":
                for paragraph in re.split(r"\n\s*\n", value.strip()):
                    peer.paragraph(filled(paragraph, values))
            case "heading" | "subheading":
                peer.heading(2 if kind == "heading" else 3, filled(value, values))
            case "bullets" | "steps" | "checklist":
                peer.listing(kind, items(value, values))
            case "callout":
                peer.paragraph(filled(value["title"], values))
                write(peer, {k: v for k, v in value.items() if k != "title"}, values)
            case "quote":
                peer.paragraph(filled(value["text"], values))
            case "definitions":
                for definition in value:
                    peer.paragraph(f"{definition['term']}: {filled(definition['meaning'], values)}")
            case "table":
                row = lambda cells: [filled(cell, values) for cell in cells]
                peer.table(row(value["columns"]), [row(cells) for cells in value["rows"]])
            case "figure":
                peer.picture(value["image"], value["alt"], value.get("caption"))
            case "illustrated":
                for row in value:
                    peer.picture(row["image"], row.get("alt", ""), row.get("caption"))
                    words = {key: row[key] for key in ("text", *LISTS) if key in row}
                    write(peer, words, values)
            case "writing_lines":
                peer.paragraph(filled(value["prompt"], values))


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
            peer.heading(1, filled(parsed["title"], values))
            for block in parsed["block"]:
                write(peer, block, values)
        (folder / name).write_text(peer.text())


if __name__ == "__main__":
    main()
