"""Turns frame logits into scores, with the smoothing and pooling of src/decisions, and computes figures of merit."""
from __future__ import annotations

import numpy as np
from scipy.signal import lfilter

from ..signal.features import HOP_SECONDS


def activate(logits: np.ndarray, activation: str, temperature: float = 1.0) -> np.ndarray:
    """Returns the scores of ``logits [..., classes]``."""
    z = np.asarray(logits, dtype=np.float64) / temperature
    if activation == "sigmoid":
        return 1 / (1 + np.exp(-np.clip(z, -60, 60)))
    z = np.exp(z - z.max(axis=-1, keepdims=True))
    return z / z.sum(axis=-1, keepdims=True)


def clip_score(logits: np.ndarray, activation: str, pooling: str, temperature: float = 1.0) -> np.ndarray:
    """Pools ``[T, classes]`` to ``[classes]``, as FORMAT.md defines each pooling."""
    if pooling == "mean-logit":
        return activate(np.asarray(logits, dtype=np.float64).mean(axis=0), activation, temperature)
    p = activate(logits, activation, temperature)
    if pooling == "mean-probability":
        return p.mean(axis=0)
    if pooling == "linear-softmax":
        return (p * p).sum(axis=0) / p.sum(axis=0)
    if pooling == "max":
        return p.max(axis=0)
    raise ValueError(f"unknown clip pooling {pooling!r}")


POOLINGS = ("mean-logit", "mean-probability", "linear-softmax", "max")


def smoothed(scores: np.ndarray, seconds: float) -> np.ndarray:
    """Smooths ``scores [T, classes]`` by one pole with the time constant ``seconds``, from the first value on."""
    if len(scores) == 0 or seconds <= 0:
        return scores
    keep = np.exp(-HOP_SECONDS / seconds)
    return lfilter([1 - keep], [1, -keep], scores, axis=0, zi=keep * scores[:1])[0]


def pooled_logits(logits: np.ndarray, seconds: float) -> np.ndarray:
    """Returns the leaky mean of ``logits [T, classes]`` with the time constant ``seconds``, unbiased from the first frame on."""
    keep = np.exp(-HOP_SECONDS / seconds)
    weights = lfilter([1], [1, -keep], np.ones(len(logits)))
    return lfilter([1], [1, -keep], logits, axis=0) / weights[:, None]


def auc(scores: np.ndarray, positive: np.ndarray) -> float:
    """Returns the area under the ROC curve. Ties count half. NaN if there are no positives or no negatives."""
    scores, positive = np.asarray(scores), np.asarray(positive, dtype=bool)
    count = int(positive.sum())
    if count == 0 or count == len(positive):
        return float("nan")
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    return float((ranks[positive].sum() - count * (count + 1) / 2) / (count * (len(positive) - count)))


def average_precision(scores: np.ndarray, positive: np.ndarray) -> float:
    """Returns the mean over the positives of the precision at their rank."""
    order = np.argsort(-np.asarray(scores), kind="stable")
    hits = np.asarray(positive, dtype=bool)[order]
    return float((np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits].mean()) if hits.any() else float("nan")
