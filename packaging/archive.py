"""Packs a folder with its name, the same bytes each time.

Usage: archive.py tar|pack FOLDER INTO
"""

import pathlib
import sys

import lib

how, folder, into = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
if how == "tar":
    lib.tar(folder, into / f"{folder.name}.tar.gz")
else:
    lib.pack(folder, into / f"{folder.name}.zip")
