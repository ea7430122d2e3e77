"""Computes the trunk's features at the sample rate of any device, as models/FORMAT.md defines ``emphasised-log-mel``.

``trunk/features.py`` defines what the trunk learned from, at 32 kHz. This module computes the same picture without a resampler: power
spectral density under triangles, with the pre-emphasis as a gain in Hz. A feature is (ln(power + 1e-5) + 4.5) / 5.
"""
from __future__ import annotations

from functools import lru_cache

import numpy as np
import scipy.fft

from .features import fft_size, round_half_up, triangle_integral

BANDS, FRAMES_PER_SECOND = 128, 100
BANDS_BELOW_7800_HZ = 102  # the others are at the floor on every device
F_MAX_HZ = 15000.0
WINDOW_SECONDS = 0.025
PRE_EMPHASIS = 0.97
FLOOR_POWER = 1e-5
SILENCE = float((np.log(FLOOR_POWER) + 4.5) / 5)  # a feature at the floor
DB_PER_UNIT = 50 / np.log(10)
FEATURES = {"type": "emphasised-log-mel", "bands": BANDS, "fMin": 0, "fMax": int(F_MAX_HZ), "fLimit": 7800,
            "windowSeconds": WINDOW_SECONDS, "hopSeconds": 1 / FRAMES_PER_SECOND, "floorPower": FLOOR_POWER}
TRUNK_RATE_HZ, TRUNK_WINDOW, TRUNK_FFT = 32000, 800, 1024  # of what the trunk learned from


def trunk_filterbank() -> np.ndarray:
    """Returns ``[512, 128]``: triangles evenly spaced in mel (1127 ln(1 + f / 700)) from 0 to 15 kHz, sampled at the FFT bins of the
    trunk's own features."""
    def mel(hz: np.ndarray | float) -> np.ndarray:
        return 1127 * np.log(1 + np.asarray(hz) / 700)

    edges = np.linspace(mel(0), mel(F_MAX_HZ), BANDS + 2)
    bins = mel(np.arange(TRUNK_FFT // 2) * TRUNK_RATE_HZ / TRUNK_FFT)[:, None]
    left, centre, right = edges[:-2], edges[1:-1], edges[2:]
    return np.maximum(0, np.minimum((bins - left) / (centre - left), (right - bins) / (right - centre)))


def edges_hz() -> np.ndarray:
    """Returns the ``[130]`` corners of the triangles in Hz, evenly spaced in mel from 0 to 15 kHz."""
    return 700 * np.expm1(np.linspace(0, np.log1p(F_MAX_HZ / 700), BANDS + 2))


def emphasis(hz: np.ndarray) -> np.ndarray:
    """Returns the power gain of the pre-emphasis, a difference of neighbouring samples at 32 kHz."""
    return 1 + PRE_EMPHASIS ** 2 - 2 * PRE_EMPHASIS * np.cos(2 * np.pi * hz / TRUNK_RATE_HZ)


def band_gains() -> np.ndarray:
    """Returns ``[102]``: the power that the trunk's own features give for white noise with a density of 1 per Hz."""
    bins = np.arange(TRUNK_FFT // 2) * TRUNK_RATE_HZ / TRUNK_FFT
    return TRUNK_RATE_HZ / 2 * np.sum(np.hanning(TRUNK_WINDOW) ** 2) * (emphasis(bins) @ trunk_filterbank()[:, :BANDS_BELOW_7800_HZ])


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


@lru_cache(maxsize=None)
def window_and_weights(fs: float, dtype: type) -> tuple[np.ndarray, np.ndarray]:
    """Returns the Hann window, and ``[M/2 + 1, 102]``: the weights that turn squared magnitudes of its spectrum into band powers."""
    size, window = fft_size(fs), np.hanning(round_half_up(WINDOW_SECONDS * fs))
    scale = np.full(size // 2 + 1, 2 / (fs * np.sum(window ** 2)))
    scale[-1] /= 2
    return window.astype(dtype), (scale[:, None] * filterbank(fs)).astype(dtype)


def band_powers(samples: np.ndarray, fs: float, block: int = 2048, dtype: type = np.float64) -> np.ndarray:
    """Maps ``samples [n]`` (full scale = 1) at ``fs`` Hz to band powers ``[frames, 102]``; computes ``block`` frames at a time.

    Frame i begins at sample ``floor(i * fs / 100 + 0.5)``. A last partial frame is left out. Samples that are not finite count as 0.
    ``dtype``: float64 is the definition; float32 is faster and agrees within 0.001 dB of a feature.
    """
    samples = np.asarray(samples, dtype=dtype)
    samples = np.where(np.isfinite(samples), samples, dtype(0))
    window, weights = window_and_weights(fs, dtype)
    hop, length = fs / FRAMES_PER_SECOND, len(window)
    frames = max(0, int(np.ceil((len(samples) - length + 0.5) / hop)))
    starts = np.floor(np.arange(frames) * hop + 0.5).astype(int)
    out = np.empty((frames, BANDS_BELOW_7800_HZ), dtype)
    for first in range(0, frames, block):
        view = np.lib.stride_tricks.sliding_window_view(samples, length)[starts[first:first + block]]
        spectrum = scipy.fft.rfft(view * window, n=fft_size(fs), axis=1)
        out[first:first + block] = (spectrum.real ** 2 + spectrum.imag ** 2) @ weights
    return out


def to_feature(power: np.ndarray) -> np.ndarray:
    """Maps band powers to features."""
    return (np.log(power + power.dtype.type(FLOOR_POWER)) + power.dtype.type(4.5)) / power.dtype.type(5)


def log_mel(samples: np.ndarray, fs: float, block: int = 2048) -> np.ndarray:
    """Maps ``samples`` to features ``[frames, 128]``, float32, as ``band_powers`` does. All arithmetic is float64."""
    power = band_powers(samples, fs, block)
    out = np.full((len(power), BANDS), SILENCE, dtype=np.float32)
    out[:, :BANDS_BELOW_7800_HZ] = to_feature(power)
    return out
