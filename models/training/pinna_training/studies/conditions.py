"""The conditions under which ablations.py measures a network. Each is a disturbance that some augmentation imitates."""
from __future__ import annotations

from typing import Callable

import numpy as np

from ..examples.augment import BAND_HZ, BAND_WIDTH_HZ, NOISE_SHAPE, decibels, reverberate
from ..examples.sounds import to_power
from ..signal.features import FLOOR_POWER

Condition = Callable[[np.ndarray, np.random.Generator], np.ndarray]
GAIN_DB = -30.0
NOISE_SNR_DB = 20.0


def quieter(power: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Reduces the level by 30 dB, down to the floor of the features."""
    return power * decibels(GAIN_DB)


def in_pink_noise(power: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Adds pink noise 20 dB below the clip's mean power."""
    shape = BAND_WIDTH_HZ / BAND_HZ
    level = power.sum(axis=1).mean() * decibels(-NOISE_SNR_DB)
    gamma = rng.standard_gamma(np.broadcast_to(NOISE_SHAPE, power.shape)) / NOISE_SHAPE
    return power + level * (shape / shape.sum() * gamma)


CONDITIONS: dict[str, Condition] = {"quieter": quieter, "noise": in_pink_noise, "room": reverberate}


def under(condition: str, clip: np.ndarray, seed: int) -> np.ndarray:
    """Applies one of ``CONDITIONS`` to ``clip``, features ``[T, 64]`` dB; the same seed gives the same result."""
    power = CONDITIONS[condition](to_power(clip), np.random.default_rng(seed))
    return (10 * np.log10(power + FLOOR_POWER)).astype(np.float32)
