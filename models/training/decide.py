"""The decisions of src/decisions for sigmoid heads, for measuring thresholds: smoothing and pooling."""
from __future__ import annotations

import numpy as np
from scipy.signal import lfilter

from features import HOP_SECONDS


def smoothed(scores: np.ndarray, seconds: float) -> np.ndarray:
    """One-pole smoothing of ``scores [T, classes]`` with time constant ``seconds``; begins at the first value."""
    if len(scores) == 0 or seconds <= 0:
        return scores
    keep = np.exp(-HOP_SECONDS / seconds)
    return lfilter([1 - keep], [1, -keep], scores, axis=0, zi=keep * scores[:1])[0]


def pooled_logits(logits: np.ndarray, seconds: float) -> np.ndarray:
    """Leaky mean of ``logits [T, classes]`` with time constant ``seconds``, a true mean from the first frame on."""
    keep = np.exp(-HOP_SECONDS / seconds)
    weights = lfilter([1], [1, -keep], np.ones(len(logits)))
    return lfilter([1], [1, -keep], logits, axis=0) / weights[:, None]
