"""Computes log-mel features, exactly as models/FORMAT.md defines them, at any sample rate.

All arithmetic is float64. The result is float32: ``[frames, 64]`` in dB relative to a power of 1.
"""
from __future__ import annotations

from functools import lru_cache

import numpy as np

BANDS = 64
F_MIN_HZ = 60.0
F_MAX_HZ = 7800.0
WINDOW_SECONDS = 0.032
HOP_SECONDS = 0.02
FLOOR_POWER = 1e-10
MAX_BIN_HZ = 24.0


def round_half_up(value: float) -> int:
    """Rounds as JavaScript's Math.round does (Python's ``round`` rounds halves to even)."""
    return int(np.floor(value + 0.5))


def hop_samples(fs: float) -> int:
    return round_half_up(HOP_SECONDS * fs)


def window_samples(fs: float) -> int:
    return round_half_up(WINDOW_SECONDS * fs)


def fft_size(fs: float) -> int:
    """Returns the smallest power of two whose bins are at most 24 Hz wide."""
    size = 1
    while size < fs / MAX_BIN_HZ:
        size *= 2
    return size


def mel_edges_hz() -> np.ndarray:
    """Returns the ``[66]`` band edges in Hz, evenly spaced in mel from 60 to 7800 Hz."""
    low, high = (2595 * np.log10(1 + f / 700) for f in (F_MIN_HZ, F_MAX_HZ))
    return 700 * (10 ** (np.linspace(low, high, BANDS + 2) / 2595) - 1)


def triangle_integral(x: np.ndarray, left: float, peak: float, right: float) -> np.ndarray:
    """Returns the integral from minus infinity to ``x`` (Hz) of the triangle ``left < peak < right`` of height 1, in Hz."""
    rising = np.clip(x, left, peak) - left
    falling = right - np.clip(x, peak, right)
    return rising ** 2 / (2 * (peak - left)) + (right - peak) / 2 - falling ** 2 / (2 * (right - peak))


@lru_cache(maxsize=None)
def filterbank(fs: float) -> np.ndarray:
    """Returns ``[M/2 + 1, 64]``: the integral of each triangle over each FFT bin, in Hz."""
    size = fft_size(fs)
    bin_hz = fs / size
    edges = mel_edges_hz()
    bins = np.arange(size // 2 + 1)
    upper, lower = (bins + 0.5) * bin_hz, (bins - 0.5) * bin_hz
    return np.stack([triangle_integral(upper, *edges[b:b + 3]) - triangle_integral(lower, *edges[b:b + 3])
                     for b in range(BANDS)], axis=1)


def frame_count(samples: int, fs: float) -> int:
    return max(0, (samples - window_samples(fs)) // hop_samples(fs) + 1)


def log_mel(samples: np.ndarray, fs: float, block: int = 2048) -> np.ndarray:
    """Maps ``samples [n]`` (full scale = 1) at ``fs`` Hz to ``[frames, 64]`` dB, float32; computes ``block`` frames at a time."""
    samples = np.asarray(samples, dtype=np.float64)
    samples = np.where(np.isfinite(samples), samples, 0.0)
    hop, length, size = hop_samples(fs), window_samples(fs), fft_size(fs)
    window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(length) / length)
    scale = np.full(size // 2 + 1, 2 / (fs * np.sum(window ** 2)))
    scale[[0, -1]] /= 2
    weights = scale[:, None] * filterbank(fs)
    frames = frame_count(len(samples), fs)
    out = np.empty((frames, BANDS), dtype=np.float32)
    if frames == 0:
        return out
    view = np.lib.stride_tricks.sliding_window_view(samples, length)[::hop][:frames]
    for start in range(0, frames, block):
        spectrum = np.fft.rfft(view[start:start + block] * window, n=size, axis=1)
        power = (spectrum.real ** 2 + spectrum.imag ** 2) @ weights
        out[start:start + block] = 10 * np.log10(power + FLOOR_POWER)
    return out
