"""Makes the Chinese fonts of tests/booklets/languages anew: the signs that they have, and all those of
their booklet and of the program's own words. Run where a sign is lacking.

Usage: tests/fonts/chinese.py PACKAGE…
PACKAGE is an unpacked folder of the npm package @expo-google-fonts/noto-sans-sc or noto-sans-tc, 0.4.3, whose
fonts are whole (Noto Sans CJK 2.004, SIL Open Font License 1.1). Needs fonttools.
"""

import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = pathlib.Path(__file__).parents[2]
FAMILIES = {"NotoSansSC": "zh-Hans", "NotoSansTC": "zh-Hant"}
FACES = {"Regular": "400Regular", "Bold": "700Bold"}


def signs(language: str) -> set[int]:
    booklet = ROOT / "tests/booklets/languages" / language
    files = [*booklet.rglob("*.toml"), ROOT / f"src/languages/{language}.toml"]
    return {ord(sign) for file in files for sign in file.read_text("utf-8") if sign.isprintable()}


def make(whole: pathlib.Path, made: pathlib.Path, wanted: set[int]) -> None:
    font = TTFont(whole, recalcTimestamp=False)
    options = subset.Options(layout_features=["*"], hinting=False, notdef_outline=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted | set(TTFont(made).getBestCmap()))
    subsetter.subset(font)
    font.save(made)


def main() -> None:
    for package in map(pathlib.Path, sys.argv[1:]):
        for family, language in FAMILIES.items():
            for face, folder in FACES.items():
                whole = package / folder / f"{family}_{folder}.ttf"
                if whole.exists():
                    fonts = ROOT / "tests/booklets/languages" / language / "fonts"
                    make(whole, fonts / f"{family}-{face}.ttf", signs(language))


if __name__ == "__main__":
    main()
