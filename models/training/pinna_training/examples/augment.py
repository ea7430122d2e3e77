"""Augmentations of band powers: the effects of rooms, microphones, distance and chance."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.signal import lfilter

from ..signal.device_features import FRAMES_PER_SECOND, WINDOW_SECONDS, band_powers
from .bands import (
    AUDIBLE_BINS, BAND_HZ, BAND_WIDTH_HZ, BANDS, BIN_HZ, GAIN, HALF_SECONDS, HALVES, LOWEST_HZ, NOISE_SHAPE, RATE_HZ, bands_of, scatter,
    total_power,
)
from .sounds import Sound

MOST_SHIFT = 5  # bands; a band is 2.4 % of 700 Hz + f
DECAY_BANDS = 6  # number of neighbouring bands with the same decay


@dataclass(frozen=True)
class Augmentations:
    """Switches of the augmentations, as in the configuration's ``augmentations``. Each can be off, to measure its effect."""
    gain: bool = True
    noise: bool = True
    room: bool = True
    bandwidth: bool = True
    response: bool = True
    clipping: bool = True
    pitch: bool = True
    tempo: bool = True
    mixup: bool = True


def decibels(value: float | np.ndarray) -> np.ndarray:
    """Converts decibels to a factor of power."""
    return np.float32(10) ** (np.asarray(value, dtype=np.float32) / 10)


def equalize(power: np.ndarray, rng: np.random.Generator, strength_db: float) -> np.ndarray:
    """Applies a smooth random curve over the bands plus a tilt; their standard deviation is about ``strength_db``."""
    knots = rng.normal(0, strength_db, 6)
    curve = np.interp(np.arange(BANDS), np.linspace(0, BANDS - 1, 6), knots)
    curve += rng.normal(0, strength_db) * np.linspace(-1, 1, BANDS)
    return power * decibels(curve)


def band_limit(power: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Applies a high-pass at 80 to 400 Hz, a low-pass at 2.5 to 7 kHz, or both (a telephone, a small loudspeaker), of 12 to 36
    dB/octave."""
    curve = np.zeros(BANDS)
    kind = rng.integers(3)
    if kind != 0:
        edge = 80 * 5 ** rng.random()
        curve -= rng.uniform(12, 36) * np.maximum(0, np.log2(edge / BAND_HZ))
    if kind != 1:
        edge = 2500 * 2.8 ** rng.random()
        curve -= rng.uniform(12, 36) * np.maximum(0, np.log2(BAND_HZ / edge))
    return power * decibels(curve)


def reverberate(power: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Applies a random room. An exponential tail decays by 60 dB in 0.15 to 1.2 s, faster in high bands, which walls and air absorb
    more; its energy is −18 (near) to +10 dB (far) of that of the direct sound. The interference of the first reflections
    changes the level of each band separately, of narrow low bands more than of wide high ones."""
    seconds = rng.uniform(0.15, 1.2) * np.linspace(1, rng.uniform(0.5, 1), BANDS)
    flat = power.reshape(-1, BANDS)
    far = rng.uniform(-18, 10)
    colour = rng.normal(0, 1, (2, BANDS)) * (0.5 + 0.15 * (far + 18)) / np.sqrt(NOISE_SHAPE)
    direct, tail = flat * decibels(colour[0]), flat * decibels(colour[1] + far)
    for first in range(0, BANDS, DECAY_BANDS):
        part = slice(first, first + DECAY_BANDS)
        decay = 10 ** (-6 * HALF_SECONDS / seconds[first])
        direct[:, part] += lfilter(np.float32([0, 1 - decay]), np.float32([1, -decay]), tail[:, part], axis=0)
    return direct.reshape(power.shape)


def clip_peaks(power: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Imitates an overdriven input on band powers. Halves above a limit, 1 to 15 dB below the peak, are reduced to it. Of the clipped
    share, 3 to 30 % turns into distortion that falls by about 6 dB per octave."""
    level = total_power(power)
    limit = np.percentile(level, 99) * 10 ** (-rng.uniform(1, 15) / 10)
    over = level > limit
    if limit <= 0 or not over.any():
        return power
    out = power.copy()
    out[over] *= (limit / level[over])[:, None]
    excess = 1 - limit / level[over]
    share = (rng.uniform(0.03, 0.3) * excess)[:, None]
    harmonics = GAIN * BAND_WIDTH_HZ * np.maximum(BAND_HZ, LOWEST_HZ) ** -2.0
    out[over] = (1 - share) * out[over] + share * limit * (harmonics / total_power(harmonics)).astype(np.float32)
    return out


def stretch(sound: Sound, factor: float) -> Sound:
    """Makes a sound ``factor`` times as long, by repeating or skipping halves."""
    frames = int(len(sound) * factor)

    def index(count: int, of: int) -> np.ndarray:
        return np.minimum((np.arange(count) / factor).astype(int), of - 1)

    power = sound.power.reshape(-1, BANDS)[index(HALVES * frames, HALVES * len(sound))].reshape(frames, HALVES, BANDS)
    labels = index(frames, len(sound))
    return Sound(power, sound.present[labels], sound.unknown[labels])


def shift_bands(power: np.ndarray, bands: int) -> np.ndarray:
    """Moves a spectrum ``bands`` bands up (negative: down); the edge band is repeated. A partial keeps its own power."""
    source = np.clip(np.arange(BANDS) - bands, 0, BANDS - 1)
    return power[..., source] * (GAIN / GAIN[source]).astype(np.float32)


def vary(sound: Sound, rng: np.random.Generator, on: Augmentations, strength: float = 1.0) -> Sound:
    """Changes tempo, pitch, room, response, bandwidth and clipping at random. ``strength`` (0 to 1) scales chance and size."""
    if on.tempo and len(sound) > 4 and rng.random() < 0.5 * strength:
        sound = stretch(sound, rng.uniform(0.8, 1.25))
    power = sound.power
    if on.pitch and rng.random() < 0.4 * strength:
        power = shift_bands(power, int(rng.integers(-MOST_SHIFT, MOST_SHIFT + 1)))
    if on.room and rng.random() < 0.3 * strength:
        power = reverberate(power, rng)
    if on.response and rng.random() < 0.7:
        power = equalize(power, rng, 3.0 * strength)
    if on.bandwidth and rng.random() < 0.12 * strength:
        power = band_limit(power, rng)
    if on.clipping and rng.random() < 0.08 * strength:
        power = clip_peaks(power, rng)
    return Sound(power, sound.present, sound.unknown)


def add_line(density: np.ndarray, hz: float, power: float) -> None:
    """Adds a sine of ``hz`` and ``power`` to a power spectral density at the bins ``BIN_HZ``."""
    at = hz / BIN_HZ[1]
    below = int(at)
    density[below] += power / BIN_HZ[1] * (1 - at + below)
    density[below + 1] += power / BIN_HZ[1] * (at - below)


def noise(frames: int, rng: np.random.Generator, low_db: float, high_db: float) -> np.ndarray:
    """Returns ``[frames, 2, 102]`` powers of steady noise of a random colour (white to brown), sometimes with mains hum. Its total level
    lies between the two bounds (dB)."""
    density = (np.maximum(BIN_HZ, BIN_HZ[1]) / 1000) ** -rng.uniform(0, 2)
    if rng.random() < 0.3:
        mains = rng.choice([50.0, 60.0])
        for harmonic in range(1, 9):
            add_line(density, mains * harmonic, density[AUDIBLE_BINS].sum() * BIN_HZ[1] * 10 ** rng.uniform(-2.5, 0))
    shape = equalize(bands_of(density).astype(np.float32), rng, 2.0)
    return scatter(frames, rng) * (shape / total_power(shape) * decibels(rng.uniform(low_db, high_db)))


def steady_tone(frames: int, rng: np.random.Generator, low_db: float, high_db: float) -> np.ndarray:
    """Returns ``[frames, 2, 102]`` powers of a steady tone (mains hum, a motor, the blades of a fan), mostly with noise of air. It is
    made of samples, because the powers of a pure tone, unlike those of noise, do not scatter."""
    t = np.arange(round(RATE_HZ * (WINDOW_SECONDS + (HALVES * frames - 1) / FRAMES_PER_SECOND))) / RATE_HZ
    fundamental = rng.choice([50.0, 60.0, 100.0, 120.0]) if rng.random() < 0.5 else rng.uniform(40, 400)
    partials = np.arange(1, rng.integers(2, 16))
    weights = rng.uniform(0.2, 1, len(partials)) / partials ** rng.uniform(0.5, 2)
    weights[::2] *= rng.uniform(0.3, 1)  # the even partials of mains hum are stronger
    samples = sum(w * np.sin(2 * np.pi * fundamental * k * t + rng.uniform(0, 6.3)) for k, w in zip(partials, weights))
    samples *= 1 + rng.uniform(0, 0.2) * np.sin(2 * np.pi * rng.uniform(0.1, 3) * t)
    level = rng.uniform(low_db, high_db)
    samples *= np.sqrt(10 ** (level / 10) / np.mean(samples ** 2))
    power = band_powers(samples, RATE_HZ, dtype=np.float32).reshape(frames, HALVES, BANDS)
    return power + (noise(frames, rng, level - 40, level + 10) if rng.random() < 0.7 else 0)
