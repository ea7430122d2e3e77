"""What every reader checks: that the folder is what it is said to be."""
from __future__ import annotations

import csv
from pathlib import Path

import soundfile


class LayoutError(ValueError):
    """The folder does not hold the data set in the layout it is published in; the message says what is missing."""


def read_table(path: Path, columns: set[str], title: str) -> list[dict[str, str]]:
    """The lines of a CSV file that has at least ``columns``."""
    if not path.is_file():
        raise LayoutError(f"{title}: {path} is missing")
    with open(path, newline="", encoding="utf-8-sig") as file:
        table = csv.DictReader(file)
        lacking = columns - set(table.fieldnames or [])
        if lacking:
            raise LayoutError(f"{title}: {path} has no column {', '.join(sorted(lacking))}")
        lines = list(table)
    if not lines:
        raise LayoutError(f"{title}: {path} has no lines")
    return lines


def seconds_of(path: Path, title: str) -> float:
    """Length by the header, which shows as well that the file is there and is sound."""
    if not path.is_file():
        raise LayoutError(f"{title}: {path} is missing")
    try:
        info = soundfile.info(path)
    except RuntimeError as problem:
        raise LayoutError(f"{title}: {path} cannot be read as sound") from problem
    return info.frames / info.samplerate


def whole_number(text: str, path: Path, title: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise LayoutError(f"{title}: {path} has {text!r} where a number belongs") from None
