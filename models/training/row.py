"""One file of the data."""
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One file: ``path`` relative to the data folder, or absolute. ``split`` is train, val or test. ``None`` in bird, music,
    speech means unknown."""
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
