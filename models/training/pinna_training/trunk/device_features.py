"""Computes the trunk's features at the sample rate of any device, as models/FORMAT.md defines ``emphasised-log-mel``.

``features.log_mel`` defines what the trunk learned from, at 32 kHz. This module computes the same picture without a resampler: power
spectral density under triangles, with the pre-emphasis as a gain in Hz. All arithmetic is float64. The result is float32.
"""
from __future__ import annotations

from functools import lru_cache

import numpy as np

from ..signal.features import fft_size, round_half_up, triangle_integral
from .features import BANDS_BELOW_7800_HZ, BANK, FFT, TRUNK_RATE_HZ, WINDOW
from .network import BANDS, FRAMES_PER_SECOND, SILENCE

F_MAX_HZ = 15000.0
WINDOW_SECONDS = 0.025
PRE_EMPHASIS = 0.97
FLOOR_POWER = 1e-5
DB_PER_UNIT = 50 / np.log(10)  # a feature is (ln(power) + 4.5) / 5


def edges_hz() -> np.ndarray:
    """Returns the ``[130]`` corners of the triangles in Hz, evenly spaced in mel from 0 to 15 kHz."""
    return 700 * np.expm1(np.linspace(0, np.log1p(F_MAX_HZ / 700), BANDS + 2))


def emphasis(hz: np.ndarray) -> np.ndarray:
    """Returns the power gain of the pre-emphasis, a difference of neighbouring samples at 32 kHz."""
    return 1 + PRE_EMPHASIS ** 2 - 2 * PRE_EMPHASIS * np.cos(2 * np.pi * hz / TRUNK_RATE_HZ)


def band_gains() -> np.ndarray:
    """Returns ``[102]``: the power that ``features.log_mel`` gives for white noise with a density of 1 per Hz."""
    bins = np.arange(FFT // 2) * TRUNK_RATE_HZ / FFT
    return TRUNK_RATE_HZ / 2 * np.sum(np.hanning(WINDOW) ** 2) * (emphasis(bins) @ BANK[:, :BANDS_BELOW_7800_HZ])


@lru_cache(maxsize=None)
def filterbank(fs: float) -> np.ndarray:
    """Returns ``[M/2 + 1, 102]``: weights that turn a power spectral density into the power in each band.

    A weight is the triangle's integral over the bin, times the emphasis at the bin's centre. Each band's weights are scaled so that they
    sum to the band's gain, at every rate. Bin 0 has no weight. Bins above ``fs / 2`` count in that sum, but are left out of the result.
    """
    size, edges = fft_size(fs), edges_hz()
    bin_hz = fs / size
    bins = np.arange(max(size // 2, round_half_up(edges[BANDS_BELOW_7800_HZ + 1] / bin_hz)) + 1)
    upper, lower = (bins + 0.5) * bin_hz, (bins - 0.5) * bin_hz
    weights = np.stack([triangle_integral(upper, *edges[b:b + 3]) - triangle_integral(lower, *edges[b:b + 3])
                        for b in range(BANDS_BELOW_7800_HZ)], axis=1) * emphasis(bins * bin_hz)[:, None]
    weights[0] = 0
    return (weights * (band_gains() / weights.sum(axis=0)))[:size // 2 + 1]


def log_mel(samples: np.ndarray, fs: float, block: int = 2048) -> np.ndarray:
    """Maps ``samples [n]`` (full scale = 1) at ``fs`` Hz to ``[frames, 128]``; computes ``block`` frames at a time.

    Frame i begins at sample ``floor(i * fs / 100 + 0.5)``. A last partial frame is left out. Samples that are not finite count as 0.
    """
    samples = np.asarray(samples, dtype=np.float64)
    samples = np.where(np.isfinite(samples), samples, 0.0)
    hop, length, size = fs / FRAMES_PER_SECOND, round_half_up(WINDOW_SECONDS * fs), fft_size(fs)
    frames = max(0, int(np.ceil((len(samples) - length + 0.5) / hop)))
    starts = np.floor(np.arange(frames) * hop + 0.5).astype(int)
    window = np.hanning(length)
    scale = np.full(size // 2 + 1, 2 / (fs * np.sum(window ** 2)))
    scale[-1] /= 2
    weights = scale[:, None] * filterbank(fs)
    out = np.full((frames, BANDS), SILENCE, dtype=np.float32)
    for first in range(0, frames, block):
        view = samples[starts[first:first + block, None] + np.arange(length)]
        spectrum = np.fft.rfft(view * window, n=size, axis=1)
        power = (spectrum.real ** 2 + spectrum.imag ** 2) @ weights
        out[first:first + block, :BANDS_BELOW_7800_HZ] = (np.log(power + FLOOR_POWER) + 4.5) / 5
    return out
