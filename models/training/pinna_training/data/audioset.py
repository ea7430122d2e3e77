"""Reads the AudioSet ontology: the 527 classes of the pretrained trunk in the order of its outputs, and their families.

``audioset_classes.csv`` lists index, id, name and parents (ids, separated by spaces) of each class, and then the abstract families, which
have no index. The ontology is by Google, under CC BY-SA 4.0 (https://research.google.com/audioset/ontology).
"""
from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("audioset_classes.csv")


@dataclass(frozen=True)
class Entry:
    """A class, or an abstract family (without ``index``). ``parents`` are ids."""
    index: int | None
    name: str
    parents: tuple[str, ...]


def read_ontology() -> dict[str, Entry]:
    """Returns all entries by id, the classes first, in their order."""
    with FILE.open(newline="") as file:
        return {row["mid"]: Entry(int(row["index"]) if row["index"] else None, row["name"], tuple(row["parents"].split()))
                for row in csv.DictReader(file)}


ONTOLOGY = read_ontology()
CLASS_IDS = [identifier for identifier, entry in ONTOLOGY.items() if entry.index is not None]


def plain_name(name: str) -> str:
    """Returns ``name`` in lower case, with ``_`` for every run of characters other than letters and digits."""
    return re.sub("[^a-z0-9]+", "_", name.lower()).strip("_")


def unique(names: list[str]) -> list[str]:
    """Returns ``names``, in which the second of the same name ends in ``_2``, the third in ``_3``, and so on."""
    return [name if (number := names[:i + 1].count(name)) == 1 else f"{name}_{number}" for i, name in enumerate(names)]


def ancestors(identifier: str) -> set[str]:
    """Returns the ids of the parents of an entry, of their parents, and so on."""
    parents = ONTOLOGY[identifier].parents
    return set(parents).union(*(ancestors(parent) for parent in parents))
