"""Reads freefield1010 (Stowell and Plumbley 2013) with the bird labels of the challenge: ``ff1010bird_metadata.csv``, ``wav/``.

Item ids are Freesound numbers.
"""
from __future__ import annotations

from pathlib import Path

from ..manifest import Row
from .bird_audio_detection import read_bird_audio_detection


def read_freefield1010(folder: Path) -> list[Row]:
    return read_bird_audio_detection(folder, "ff1010bird", "freefield1010", "Freesound CC; CC BY 4.0 challenge release")
