"""Reads the layout of the Bird Audio Detection challenge: a CSV file with ``itemid`` and ``hasbird``, ``wav/<itemid>.wav``."""
from __future__ import annotations

import hashlib
from pathlib import Path

from ..manifest import Row
from .layout import LayoutError, read_table, seconds_of


def split_of(group: str) -> str:
    """Returns the split of a group by its hash: 80 % train, 10 % val, 10 % test, independent of all other groups."""
    tenth = int(hashlib.sha256(group.encode()).hexdigest(), 16) % 10
    return "test" if tenth == 9 else "val" if tenth == 8 else "train"


def read_bird_audio_detection(folder: Path, dataset: str, title: str, licence: str) -> list[Row]:
    """Reads the rows: one clip per recording; the item's number or name is the group."""
    tables = sorted(folder.glob("*.csv"))
    if len(tables) != 1:
        raise LayoutError(f"{title}: {folder} should hold one CSV file with itemid and hasbird, not {len(tables)}")
    rows = []
    for line in read_table(tables[0], {"itemid", "hasbird"}, title):
        if line["hasbird"] not in ("0", "1"):
            raise LayoutError(f"{title}: {tables[0]} has hasbird {line['hasbird']!r} for {line['itemid']}; it must be 0 or 1")
        path, group = folder / "wav" / f"{line['itemid']}.wav", f"{dataset}:{line['itemid']}"
        rows.append(Row(str(path.resolve()), dataset, split_of(group), group, (), bird=int(line["hasbird"]), music=None,
                        speech=None, genre=None, licence=licence, seconds=seconds_of(path, title)))
    return rows
