"""Paths of the project's folders: configurations, run folders, features, model folders."""
from __future__ import annotations

from pathlib import Path

TRAINING = Path(__file__).parents[1]
CONFIGS = TRAINING / "configs"
CACHE = TRAINING / "cache"
RUNS = TRAINING / "runs"
CARDS = TRAINING / "cards"
MODEL_FOLDERS = TRAINING.parent
