"""Band powers of the trunk's features: conversion to and from features, levels in physical units, the shape of noise.

A *frame* of this package lasts 20 ms, as a row of the network's output and its labels do. Its power has two *halves* of 10 ms, the
frames of the features. So powers are ``[T, 2, 102]`` and features ``[2 T, 102]``.

The features weight the spectrum by their pre-emphasis. A level in dB is that of the sound itself: 0 dB is the power of a full-scale
square wave, and only frequencies from 60 Hz to 7.8 kHz count.
"""
from __future__ import annotations

import numpy as np
from scipy.linalg import toeplitz

from ..signal.device_features import BANDS_BELOW_7800_HZ as BANDS
from ..signal.device_features import SILENCE, band_gains, edges_hz, filterbank, to_feature, window_and_weights

HALVES = 2
HALF_SECONDS = 0.01
RATE_HZ = 16000
LOWEST_HZ, HIGHEST_HZ = 60.0, 7800.0
QUIET = 1e-12  # power below which a level is no longer measured

EDGES_HZ = edges_hz()[:BANDS + 2]
BAND_HZ = EDGES_HZ[1:-1]
BAND_WIDTH_HZ = (EDGES_HZ[2:] - EDGES_HZ[:-2]) / 2
GAIN = band_gains() / BAND_WIDTH_HZ  # power in a band of a sound that has a power of 1 there
LEVEL_WEIGHTS = np.where(BAND_HZ >= LOWEST_HZ, 1 / GAIN, 0).astype(np.float32)

BIN_HZ = np.arange(len(filterbank(RATE_HZ))) * RATE_HZ / (2 * (len(filterbank(RATE_HZ)) - 1))
AUDIBLE_BINS = (BIN_HZ >= LOWEST_HZ) & (BIN_HZ <= HIGHEST_HZ)


def powers_of_float16() -> np.ndarray:
    """Returns ``[65536]``, float32: the band power of every float16 feature, by its bits. Silence, as float16, has power 0."""
    with np.errstate(over="ignore", invalid="ignore"):
        value = np.arange(65536, dtype=np.uint16).view(np.float16).astype(np.float64)
        power = np.exp(5 * value - 4.5) - np.exp(5 * float(np.float16(SILENCE)) - 4.5)
        return np.where(np.isfinite(power) & (value < 6), np.maximum(power, 0), 0).astype(np.float32)


POWERS = powers_of_float16()


def to_power(features: np.ndarray) -> np.ndarray:
    """Converts features ``[2 T, 102]`` to powers without the floor, ``[T, 2, 102]``, float32, in the resolution of float16."""
    return POWERS[np.asarray(features, dtype=np.float16).view(np.uint16)].reshape(-1, HALVES, BANDS)


def from_power(power: np.ndarray) -> np.ndarray:
    """Converts powers ``[..., T, 2, 102]`` to features ``[..., 2 T, 102]``, float32; adds the floor."""
    flat = power.reshape(*power.shape[:-3], -1, BANDS)
    return to_feature(np.asarray(flat, dtype=np.float32))


def total_power(power: np.ndarray, lowest_band: int = 0) -> np.ndarray:
    """Returns the power of the sound in band powers ``[..., 102]``, from ``lowest_band`` on."""
    return power[..., lowest_band:] @ LEVEL_WEIGHTS[lowest_band:]


def level_db(power: np.ndarray, lowest_band: int = 0) -> np.ndarray:
    """Returns the level of each frame ``[T]``, dB, of ``power [T, 2, 102]``, from ``lowest_band`` on."""
    return 10 * np.log10(total_power(power, lowest_band).mean(axis=1) + QUIET)


def window_spectrum() -> np.ndarray:
    """Returns the shares of a sine's power in the bins around it, symmetric: the spectrum of the features' window."""
    window, size = window_and_weights(RATE_HZ, np.float64)[0], 2 * (len(BIN_HZ) - 1)
    half = np.abs(np.fft.fft(window, size)[:12]) ** 2
    both = np.concatenate([half[:0:-1], half])
    return both / both.sum()


WINDOW_SPECTRUM = window_spectrum()


def bands_of(density: np.ndarray) -> np.ndarray:
    """Returns the mean band powers ``[102]`` of a sound with the power spectral ``density`` (per Hz) at the bins ``BIN_HZ``."""
    return np.convolve(density, WINDOW_SPECTRUM, mode="same") @ filterbank(RATE_HZ)


def noise_shape() -> np.ndarray:
    """Returns ``[102]``: the shape of the gamma distribution of a band's power in Gaussian noise, (mean / standard deviation)²."""
    window, weights = window_and_weights(RATE_HZ, np.float64)
    correlation = np.abs(np.fft.fft(window ** 2, 2 * (len(weights) - 1))[:len(weights)] / np.sum(window ** 2)) ** 2
    return weights.sum(axis=0) ** 2 / np.sum(weights * (toeplitz(correlation) @ weights), axis=0)


NOISE_SHAPE = noise_shape()
# Share of the half before in the power of a half of noise, and the shape of the parts: their windows overlap by 15 ms, so the powers of
# neighbouring halves correlate by 0.12.
OVERLAP = 0.12
PART_SHAPE = NOISE_SHAPE * (1 + OVERLAP ** 2) / (1 + OVERLAP) ** 2


def scatter(frames: int, rng: np.random.Generator) -> np.ndarray:
    """Returns ``[frames, 2, 102]``, float32: the factors, of mean 1, by which the band powers of steady Gaussian noise scatter."""
    parts = rng.standard_gamma(np.broadcast_to(PART_SHAPE.astype(np.float32), (HALVES * frames + 1, BANDS)), dtype=np.float32)
    parts /= (PART_SHAPE * (1 + OVERLAP)).astype(np.float32)
    return (parts[1:] + np.float32(OVERLAP) * parts[:-1]).reshape(frames, HALVES, BANDS)
