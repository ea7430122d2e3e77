"""Paths of the project's folders, and of the distilled trunk."""
from __future__ import annotations

from pathlib import Path

TRAINING = Path(__file__).parents[1]
CONFIGS = TRAINING / "configs"
CACHE = TRAINING / "cache"
RUNS = TRAINING / "runs"
CARDS = TRAINING / "cards"
TRUNK = TRAINING / "trunk" / "causal.npz"
MODEL_FOLDERS = TRAINING.parent
