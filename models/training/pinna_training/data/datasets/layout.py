"""Checks that all readers share: that the folder has the published layout."""
from __future__ import annotations

import csv
from pathlib import Path

import soundfile


class LayoutError(ValueError):
    """The folder does not have the published layout of the data set; the message names the problem."""


def read_table(path: Path, columns: set[str], title: str) -> list[dict[str, str]]:
    """Reads the lines of a CSV file that must have at least ``columns``."""
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
    """Reads the length of a sound file from its header, s; raises ``LayoutError`` if it is missing or is not a sound file."""
    if not path.is_file():
        raise LayoutError(f"{title}: {path} is missing")
    try:
        info = soundfile.info(path)
    except RuntimeError as problem:
        raise LayoutError(f"{title}: {path} cannot be read as sound") from problem
    return info.frames / info.samplerate


def whole_number(text: str, path: Path, title: str) -> int:
    """Parses an integer in the file ``path``."""
    try:
        return int(text)
    except ValueError:
        raise LayoutError(f"{title}: {path} has {text!r} where a number belongs") from None
