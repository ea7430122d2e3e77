"""Keeps every recording in one split: by groups within a data set, by Freesound numbers across data sets."""
from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from .manifest import Row

# Data sets whose groups are Freesound numbers.
FREESOUND_SETS = {"esc50", "us8k", "ff1010bird"}
STRICTEST_FIRST = ("test", "val", "train")
KEPT_FIRST = ("test", "train", "val")


def freesound_id(row: Row) -> str | None:
    """Returns the Freesound number of the recording that ``row`` is cut from, if its data set has these numbers."""
    return row.group.split(":")[-1] if row.dataset in FREESOUND_SETS else None


def with_whole_groups(rows: list[Row]) -> list[Row]:
    """Returns the rows of one data set, with each group moved as a whole to the strictest of its splits: test, val, train."""
    splits: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        splits[row.group].add(row.split)
    strictest = {group: next(split for split in STRICTEST_FIRST if split in found) for group, found in splits.items()}
    return [replace(row, split=strictest[row.group]) for row in rows]


def without_leaks(rows: list[Row]) -> list[Row]:
    """Returns the rows of all data sets without those whose Freesound recording is kept in another split. All test clips stay. If
    training and validation share a recording, the training clips stay; validation loses only a few."""
    splits: dict[str | None, set[str]] = defaultdict(set)
    for row in rows:
        splits[freesound_id(row)].add(row.split)
    kept = {source: next(split for split in KEPT_FIRST if split in found) for source, found in splits.items()}
    return [row for row in rows if freesound_id(row) is None or row.split == kept[freesound_id(row)]]


def groups_in_two_splits(rows: list[Row]) -> list[str]:
    """Returns the groups, and the Freesound recordings across data sets, with clips in more than one split; sorted."""
    splits: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        splits[row.group].add(row.split)
        if freesound_id(row) is not None:
            splits[f"freesound:{freesound_id(row)}"].add(row.split)
    return sorted(name for name, found in splits.items() if len(found) > 1)
