"""Frames from a formula alone, so that any language can reproduce every bit: the input of golden.json for networks on a trunk."""
from __future__ import annotations

import numpy as np

from ..signal.device_features import DB_PER_UNIT
from .network import BANDS, SILENCE

SILENT_FRAMES, SEED, RANGE_DB = 40, 3, 60.0


def frames(count: int) -> np.ndarray:
    """Returns ``[count, 128]``, float32: silence, then noise. From ``state = seed``, for each value in order of time and band,
    ``state = (1664525 * state + 1013904223) mod 2**32`` and the value is ``range * state / 2**32`` dB above silence."""
    values, state = np.full((count, BANDS), SILENCE), SEED
    for i in range(SILENT_FRAMES, count):
        for band in range(BANDS):
            state = (1664525 * state + 1013904223) % 2 ** 32
            values[i, band] += RANGE_DB / DB_PER_UNIT * state / 2 ** 32
    return values.astype(np.float32)


def description(count: int) -> dict:
    """Returns the entries of golden.json that describe ``frames(count)``."""
    return {"frames": count, "silentFrames": SILENT_FRAMES, "seed": SEED, "rangeDb": RANGE_DB}
