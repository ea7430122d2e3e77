"""The conditions under which ablations.py measures a network. Each is a disturbance that some augmentation imitates."""
from __future__ import annotations

from typing import Callable

import numpy as np

from ..examples.augment import decibels, reverberate
from ..examples.bands import BIN_HZ, bands_of, from_power, scatter, to_power, total_power

Condition = Callable[[np.ndarray, np.random.Generator], np.ndarray]
GAIN_DB = -30.0
NOISE_SNR_DB = 20.0


def quieter(power: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Reduces the level by 30 dB, down to the floor of the features."""
    return power * decibels(GAIN_DB)


def in_pink_noise(power: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Adds pink noise 20 dB below the clip's mean power."""
    shape = bands_of(1 / np.maximum(BIN_HZ, BIN_HZ[1]))
    level = total_power(power).mean() * decibels(-NOISE_SNR_DB)
    return power + scatter(len(power), rng) * (level / total_power(shape) * shape).astype(np.float32)


CONDITIONS: dict[str, Condition] = {"quieter": quieter, "noise": in_pink_noise, "room": reverberate}


def under(condition: str, clip: np.ndarray, seed: int) -> np.ndarray:
    """Applies one of ``CONDITIONS`` to ``clip``, features ``[2 T, 102]``; the same seed gives the same result."""
    return from_power(CONDITIONS[condition](to_power(clip), np.random.default_rng(seed)))
