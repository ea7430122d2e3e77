"""Reads GTZAN (Tzanetakis and Cook 2002) with the fault-filtered split of Kereliuk, Sturm and Larsen (2015).

That split leaves out copies and distorted tracks, and keeps each artist in one split. Layout:

``genres/<genre>/<genre>.000NN.wav`` (or ``.au``; or ``genres_original/``, or the genres' folders themselves), and
``train_filtered.txt``, ``valid_filtered.txt``, ``test_filtered.txt`` beside them, with lines like ``blues/blues.00029.wav``.
"""
from __future__ import annotations

from pathlib import Path, PurePosixPath

from ..labels import GENRES
from ..manifest import Row
from .layout import LayoutError, seconds_of

TITLE = "GTZAN"
LISTS = {"train": "train_filtered.txt", "val": "valid_filtered.txt", "test": "test_filtered.txt"}
# A track that the lists name, and that is damaged in the widespread WAV copy.
DAMAGED = "jazz.00054"


def tracks(folder: Path) -> Path:
    """Returns the folder that holds the genres' folders."""
    for candidate in (folder / "genres", folder / "genres_original", folder):
        if (candidate / "blues").is_dir():
            return candidate
    raise LayoutError(f"{TITLE}: {folder} has neither genres/ nor genres_original/ with a folder for each genre")


def read_gtzan(folder: Path) -> list[Row]:
    """Reads the rows. Each track is a separate group; only the split lists know its artist."""
    root, rows = tracks(folder), []
    for split, name in LISTS.items():
        if not (folder / name).is_file():
            raise LayoutError(f"{TITLE}: {folder / name} is missing; it is one of the three lists of the fault-filtered "
                              "split, published with Kereliuk et al., Deep Learning and Music Adversaries (2015)")
        for line in (folder / name).read_text().split():
            track = PurePosixPath(line)
            genre = track.stem.split(".")[0]
            if genre not in GENRES:
                raise LayoutError(f"{TITLE}: {folder / name} has the line {line!r}, which names none of the ten genres")
            wav, au = (root / genre / f"{track.stem}{ending}" for ending in (".wav", ".au"))
            path = au if au.is_file() else wav
            try:
                seconds = seconds_of(path, TITLE)
            except LayoutError:
                if track.stem == DAMAGED:
                    continue
                raise
            rows.append(Row(str(path.resolve()), "gtzan", split, f"gtzan:{track.stem}", ("music",), bird=0, music=1,
                            speech=None, genre=genre, licence="none stated; research only", seconds=seconds))
    return rows
