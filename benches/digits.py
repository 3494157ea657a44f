"""How far apart digits stay when they are blurred, for each compiled-in face that may set them.

Usage: pip install pillow numpy && python benches/digits.py        (takes some minutes)

Each character is drawn at 200 pixels to the em, blurred by a Gaussian whose deviation is a share
of the em of the text around it, and laid over every other at the shift (up to 0.12 em) where the
two differ least. The distance is the length of the difference of the two pictures by the
geometric mean of their own lengths: 0 is the same picture, 1.4 are two that share no ink.
"""

import itertools
import pathlib

import numpy
from PIL import Image, ImageDraw, ImageFont

FONTS = pathlib.Path(__file__).resolve().parents[1] / "fonts"
EM = 200
DIGITS = "0123456789"
# Pairs that people take for each other, by RNIB's advice and by the shapes.
TOLD = ["08", "38", "68", "56", "58", "06", "35", "89", "17"]
# A digit and a letter that may stand beside it in a code, a postcode or an address.
LETTERS = ["1l", "1I", "0O", "0o", "5S", "2Z", "8B", "6b"]

ATKINSON = "atkinson-hyperlegible-next/AtkinsonHyperlegibleNext-{}.ttf"
NOTO = "noto-sans/NotoSans-{}.ttf"
# Name, face of the digits, face of the letters beside them, weight, size by that of the text.
WAYS = [
    (f"{name}, {weight.lower()}{told}", digits, letters, weight, size)
    for name, digits, letters in [
        ("Atkinson", ATKINSON, ATKINSON),
        ("Noto Sans beside Atkinson", NOTO, ATKINSON),
        ("Noto Sans", NOTO, NOTO),
    ]
    for weight, size, told in [("Regular", 1, ""), ("Bold", 1, ""), ("Regular", 9 / 7, ", 18 pt among 14")]
]


def drawn(face: str, weight: str, character: str) -> numpy.ndarray:
    font = ImageFont.truetype(FONTS / face.format(weight), EM)
    image = Image.new("L", (2 * EM, 2 * EM))
    draw = ImageDraw.Draw(image)
    left = EM - draw.textlength(character, font=font) / 2
    draw.text((left, 1.4 * EM), character, font=font, fill=255, anchor="ls")
    return numpy.asarray(image, float) / 255


def blurred(image: numpy.ndarray, deviation: float) -> numpy.ndarray:
    reach = int(4 * deviation + 1)
    kernel = numpy.exp(-0.5 * (numpy.arange(-reach, reach + 1) / deviation) ** 2)
    kernel /= kernel.sum()
    for axis in (0, 1):
        image = numpy.apply_along_axis(numpy.convolve, axis, image, kernel, "same")
    return image


def distance(one: numpy.ndarray, other: numpy.ndarray) -> float:
    length = numpy.linalg.norm
    reach = int(0.12 * EM)
    shifts = range(-reach, reach + 1, 2)
    least = min(length(one - numpy.roll(other, shift, 1)) for shift in shifts)
    return least / numpy.sqrt(length(one) * length(other))


def main() -> None:
    for blur in (0.04, 0.06, 0.08):
        print(f"\nblurred by {blur} em of the text: the nearest digits | some pairs | digits and letters")
        for name, digits, letters, weight, size in WAYS:
            face = {c: digits for c in DIGITS} | {c: letters for pair in LETTERS for c in pair[1]}
            images = {
                c: blurred(drawn(path, weight, c), blur * EM / size) for c, path in face.items()
            }
            apart = {
                one + other: distance(images[one], images[other])
                for one, other in [*itertools.combinations(DIGITS, 2), *LETTERS]
            }
            pairs = sorted((pair for pair in apart if pair not in LETTERS), key=apart.get)
            told = " | ".join(
                " ".join(f"{pair} {apart[pair]:.2f}" for pair in part)
                for part in (pairs[:4], TOLD, LETTERS)
            )
            print(f"{name:44} {told}")


if __name__ == "__main__":
    main()
