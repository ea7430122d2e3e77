"""Writes tables of the contents of each split, and checks that no recording is in two splits.

    python3 models/training/split_report.py --data DIR [--esc50 DIR …] [--out splits.md]

Prints Markdown. Exits with 1 if a group, or a Freesound recording across data sets, is in two splits.
"""
from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from ..data import corpus
from ..data.labels import EVENTS, GENRES
from ..data.manifest import Row
from ..data.splits import groups_in_two_splits, without_leaks
from ..measuring.markdown import NUMBER, table

SPLITS = ("train", "val", "test")


def sizes(rows: list[Row]) -> str:
    """Returns the table of clips, groups and minutes of each data set and split."""
    lines = []
    for dataset in sorted({row.dataset for row in rows}):
        for split in SPLITS:
            own = [row for row in rows if row.dataset == dataset and row.split == split]
            if own:
                minutes = sum(row.seconds for row in own) / 60
                lines.append([f"{dataset} {split}", len(own), len({row.group for row in own}), f"{minutes:.1f}"])
    for split in SPLITS:
        own = [row for row in rows if row.split == split]
        minutes = sum(row.seconds for row in own) / 60
        lines.append([f"**all {split}**", len(own), len({row.group for row in own}), f"{minutes:.1f}"])
    return table(["data set and split", "clips", "groups", "minutes"], lines, NUMBER)


def labels_of(row: Row) -> list[str]:
    """Lists all labels of a clip, in the words of the table."""
    flags = [f"{name} {'present' if flag else 'absent'}" for name, flag in
             (("bird", row.bird), ("speech", row.speech), ("music", row.music)) if flag is not None]
    return [f"event {name}" for name in row.events] + ([f"genre {row.genre}"] if row.genre else []) + flags


def classes(rows: list[Row]) -> str:
    """Returns the table of clips of each class in each split."""
    counts = {split: Counter(name for row in rows if row.split == split for name in labels_of(row)) for split in SPLITS}
    names = [*(f"event {name}" for name in EVENTS), *(f"genre {name}" for name in GENRES),
             *(f"{name} {state}" for name in ("bird", "speech", "music") for state in ("present", "absent"))]
    return table(["label", *SPLITS], [[name, *(counts[split][name] for split in SPLITS)] for name in names], NUMBER)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    corpus.add_data_arguments(parser)
    parser.add_argument("--out", type=Path, help="Markdown file to write as well as printing")
    arguments = parser.parse_args()
    rows = corpus.rows_of_arguments(arguments)
    used = without_leaks(rows)
    double = groups_in_two_splits(used)
    verdict = "No group is in two splits." if not double else f"In two splits: {', '.join(double)}."
    text = "\n\n".join([sizes(used), f"{len(rows) - len(used)} clips are left out because another split holds the same "
                        f"Freesound recording. {verdict}", classes(used)]) + "\n"
    print(text, end="")
    if arguments.out:
        arguments.out.write_text(text)
    sys.exit(1 if double else 0)
