"""Reads Warblr (recordings made with a telephone in the UK, 2015 and 2016): ``warblrb10k_public_metadata.csv``, ``wav/``."""
from __future__ import annotations

from pathlib import Path

from ..manifest import Row
from .bird_audio_detection import read_bird_audio_detection


def read_warblr(folder: Path) -> list[Row]:
    return read_bird_audio_detection(folder, "warblr", "Warblr", "Creative Commons; see its page")
