"""Reads the manifest of the data: one row for each audio file."""
from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """One audio file. ``path`` is relative to the data folder, or absolute; ``split`` is train, val or test. ``None`` in ``bird``,
    ``music`` or ``speech`` means unknown."""
    path: str
    dataset: str
    split: str
    group: str
    events: tuple[str, ...]
    bird: int | None
    music: int | None
    speech: int | None
    genre: str | None
    licence: str
    seconds: float | None = None


def read_manifest(data: Path) -> list[Row]:
    def flag(text: str) -> int | None:
        return int(text) if text else None

    with open(data / "manifest.csv", newline="") as file:
        return [Row(r["path"], r["dataset"], r["split"], r["group"],
                    tuple(e for e in r["events"].split(";") if e),
                    flag(r["bird"]), flag(r["music"]), flag(r["speech"]), r["genre"] or None, r["licence"],
                    float(r["seconds"]))
                for r in csv.DictReader(file)]
