"""The decisions of src/decisions for sigmoid heads, for measuring thresholds: smoothing, hysteresis, duration, merging."""
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


def hysteresis(scores: np.ndarray, on: np.ndarray, off: np.ndarray) -> np.ndarray:
    """``[T, classes]`` booleans: on from reaching ``on [classes]`` until below ``off [classes]``."""
    out = np.zeros(scores.shape, dtype=bool)
    state = np.zeros(scores.shape[1], dtype=bool)
    for t, row in enumerate(scores):
        state = row >= np.where(state, off, on)
        out[t] = state
    return out


def detections(on: np.ndarray, min_duration: float, merge_gap: float) -> list[tuple[int, int]]:
    """Spans ``[first, last + 1)`` of ``on [T]``, gaps up to ``merge_gap`` seconds merged, on for ``min_duration`` in all."""
    spans: list[list[int]] = []
    for t in np.flatnonzero(on):
        if spans and t - spans[-1][1] <= merge_gap / HOP_SECONDS + 1e-6:
            spans[-1][1] = t + 1
            spans[-1][2] += 1
        else:
            spans.append([t, t + 1, 1])
    return [(start, end) for start, end, count in spans if count * HOP_SECONDS >= min_duration - 1e-6]
