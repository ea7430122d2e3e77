"""Reads UrbanSound8K (Salamon, Jacoby and Bello 2014): ``metadata/UrbanSound8K.csv`` and ``audio/fold<1 to 10>/<name>.wav``."""
from __future__ import annotations

from pathlib import Path

from ..manifest import Row
from ..splits import with_whole_groups
from .layout import LayoutError, read_table, seconds_of, whole_number

TITLE = "UrbanSound8K"
SPLIT_OF_FOLD = {**{fold: "train" for fold in range(1, 9)}, 9: "val", 10: "test"}
CLASSES = {"air_conditioner": "air_conditioner", "car_horn": "car_horn", "children_playing": "children_playing",
           "dog_bark": "dog", "drilling": "drilling", "engine_idling": "engine", "gun_shot": "gun_shot",
           "jackhammer": "jackhammer", "siren": "siren", "street_music": "music"}
# Classes recorded where music may be present; in the others it counts as absent.
MAYBE_MUSIC = {"children_playing", "dog_bark"}


def music_in(label: str) -> int | None:
    return None if label in MAYBE_MUSIC else int(label == "street_music")


def read_urbansound8k(folder: Path) -> list[Row]:
    """Reads the rows. All slices of one recording (``fsID``) are in the strictest of their splits."""
    table, rows = folder / "metadata" / "UrbanSound8K.csv", []
    for line in read_table(table, {"slice_file_name", "fsID", "fold", "class"}, TITLE):
        fold = whole_number(line["fold"], table, TITLE)
        name = line["slice_file_name"]
        if line["class"] not in CLASSES or fold not in SPLIT_OF_FOLD:
            raise LayoutError(f"{TITLE}: {table} has the line {name!r}, fold {fold}, class {line['class']!r}")
        path = folder / "audio" / f"fold{fold}" / name
        rows.append(Row(str(path.resolve()), "us8k", SPLIT_OF_FOLD[fold], f"us8k:{line['fsID']}", (CLASSES[line["class"]],),
                        bird=None, music=music_in(line["class"]), speech=None, genre=None, licence="CC BY-NC 3.0",
                        seconds=seconds_of(path, TITLE)))
    return with_whole_groups(rows)
