"""Writes the licences of all crates that are compiled into the program.

Usage: licences.py FILE [TARGET]
"""

import pathlib
import sys

from lib import NAME, VERSION, crates

NAMES = ("licen", "copying", "notice", "copyright", "unlicense")


def texts(folder: pathlib.Path) -> list[str]:
    found = [path for path in sorted(folder.iterdir()) if path.name.lower().startswith(NAMES)]
    plain = (path.read_text(encoding="utf-8", errors="replace").strip() for path in found if path.is_file())
    return [text for text in plain if text]


def main() -> None:
    target = sys.argv[2] if len(sys.argv) > 2 else None
    out = [
        f"{NAME} {VERSION} is under MIT or Apache-2.0, as you choose; its fonts are under the SIL Open Font",
        "License 1.1; where its dictionaries come from stands in dictionaries/README.md of its sources.",
        "It holds these crates, each under the licence that stands beside it.",
        "",
    ]
    told: dict[str, list[str]] = {}
    for crate in crates(target):
        label = f"{crate['name']} {crate['version']}"
        authors = ", ".join(author.split(" <")[0] for author in crate["authors"])
        out.append(f"  {label}: {crate['license']}" + (f" ({authors})" if authors else ""))
        for text in texts(pathlib.Path(crate["manifest_path"]).parent):
            told.setdefault(text, []).append(label)
    for text, labels in told.items():
        out += ["", "-" * 78, f"Of {', '.join(labels)}:", "", text]
    pathlib.Path(sys.argv[1]).write_text("\n".join(out) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
