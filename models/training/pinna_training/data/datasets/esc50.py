"""Reads ESC-50 (Piczak 2015): ``meta/esc50.csv`` and ``audio/<fold>-<Freesound number>-<take>-<target>.wav``."""
from __future__ import annotations

from pathlib import Path

from ..labels import ESC50
from ..manifest import Row
from .layout import LayoutError, read_table, seconds_of, whole_number

TITLE = "ESC-50"
# Fold 5 is the test split: neither training nor calibration reads it.
SPLIT_OF_FOLD = {1: "train", 2: "train", 3: "train", 4: "val", 5: "test"}
BIRDS = {"chirping_birds", "crow", "rooster", "hen"}
# Sounds that people make; some of them also talk.
MAYBE_SPEECH = {"breathing", "clapping", "coughing", "crying_baby", "laughing", "sneezing", "snoring"}


def read_esc50(folder: Path) -> list[Row]:
    table, rows = folder / "meta" / "esc50.csv", []
    for line in read_table(table, {"filename", "fold", "category"}, TITLE):
        name, category = line["filename"], line["category"]
        fold = whole_number(line["fold"], table, TITLE)
        if category not in ESC50 or fold not in SPLIT_OF_FOLD or name.count("-") != 3:
            raise LayoutError(f"{TITLE}: {table} has the line {name!r}, fold {fold}, category {category!r}")
        path = folder / "audio" / name
        rows.append(Row(str(path.resolve()), "esc50", SPLIT_OF_FOLD[fold], f"esc50:{name.split('-')[1]}", (category,),
                        bird=int(category in BIRDS), music=0, speech=None if category in MAYBE_SPEECH else 0,
                        genre=None, licence="CC BY-NC 3.0", seconds=seconds_of(path, TITLE)))
    return rows
