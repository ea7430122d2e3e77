"""No recording in two splits: within a set by its groups, across the sets whose groups are Freesound numbers by those."""
from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from .manifest import Row

# Sets whose groups are Freesound numbers.
FREESOUND_SETS = {"esc50", "us8k", "ff1010bird"}
STRICTEST_FIRST = ("test", "val", "train")
KEPT_FIRST = ("test", "train", "val")


def freesound_id(row: Row) -> str | None:
    """The Freesound number of the recording that ``row`` is cut from, where its set says it."""
    return row.group.split(":")[-1] if row.dataset in FREESOUND_SETS else None


def with_whole_groups(rows: list[Row]) -> list[Row]:
    """The rows of one set, each group moved as a whole to the strictest of its splits: test, then val, then train."""
    splits: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        splits[row.group].add(row.split)
    strictest = {group: next(split for split in STRICTEST_FIRST if split in found) for group, found in splits.items()}
    return [replace(row, split=strictest[row.group]) for row in rows]


def without_leaks(rows: list[Row]) -> list[Row]:
    """The rows of all sets without those whose Freesound recording another split keeps. Test clips all stay. Between
    training and validation the training clips stay: validation can spare the few it shares."""
    splits: dict[str | None, set[str]] = defaultdict(set)
    for row in rows:
        splits[freesound_id(row)].add(row.split)
    kept = {source: next(split for split in KEPT_FIRST if split in found) for source, found in splits.items()}
    return [row for row in rows if freesound_id(row) is None or row.split == kept[freesound_id(row)]]


def groups_in_two_splits(rows: list[Row]) -> list[str]:
    """Groups, and Freesound recordings across sets, of which more than one split holds a clip; sorted."""
    splits: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        splits[row.group].add(row.split)
        if freesound_id(row) is not None:
            splits[f"freesound:{freesound_id(row)}"].add(row.split)
    return sorted(name for name, found in splits.items() if len(found) > 1)
