"""Sounds as samples at 16 kHz: reading, levels, mixing at a given ratio, noise, the effects of a converter and a codec."""
from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path

import numpy as np
import soundfile
from scipy.signal import butter, lfilter, resample_poly, sosfiltfilt

FS = 16000  # Hz
WINDOW_SAMPLES, STEP_SAMPLES = 320, 80  # 20 ms windows every 5 ms
FLOOR_POWER = 1e-10
FADE_SAMPLES = 320
PEAK = 0.98  # maximum amplitude of mixed sounds, full scale = 1
# Filter coefficients. Pink: 1/f within half a decibel from 20 Hz to 7 kHz (Smith, Spectral Audio Signal Processing). Brown: 1/f²
# above 13 Hz.
PINK = [0.049922035, -0.095993537, 0.050612699, -0.004408786], [1, -2.494956002, 2.017265875, -0.522189400]
BROWN = [1.0], [1, -0.995]
WHITE = [1.0], [1.0]


@lru_cache(maxsize=128)
def read_mono(path: Path) -> np.ndarray:
    """Reads a file, mixed to mono, at 16 kHz: ``[samples]``, full scale = 1."""
    samples, fs = soundfile.read(path, always_2d=True)
    mono = samples.mean(axis=1)
    return mono if fs == FS else resample_poly(mono, FS, fs)


def power_db(power: float | np.ndarray) -> float | np.ndarray:
    """Converts power (full-scale square wave = 1) to dBFS, at least −100."""
    return 10 * np.log10(np.maximum(power, FLOOR_POWER))


def window_power(samples: np.ndarray) -> np.ndarray:
    """Returns the mean power of the 20 ms windows that begin every 5 ms, ``[windows]``."""
    total = np.concatenate([[0.0], np.cumsum(samples ** 2)])
    starts = np.arange(0, max(1, len(samples) - WINDOW_SAMPLES + 1), STEP_SAMPLES)
    ends = np.minimum(starts + WINDOW_SAMPLES, len(samples))
    return (total[ends] - total[starts]) / WINDOW_SAMPLES


def active_windows(samples: np.ndarray, within_db: float) -> np.ndarray:
    """Returns ``[windows]`` booleans: the level is within ``within_db`` of the loudest window, and above the floor."""
    level = power_db(window_power(samples))
    return (level > level.max() - within_db) & (level > power_db(FLOOR_POWER))


def active_power(samples: np.ndarray, within_db: float) -> float:
    """Returns the mean power of the active windows; 0 for silence."""
    active = active_windows(samples, within_db)
    return float(window_power(samples)[active].mean()) if active.any() else 0.0


def active_spans(samples: np.ndarray, within_db: float, gap_seconds: float) -> list[tuple[int, int]]:
    """Returns onset and offset, samples, of each active span; a span may have gaps of at most ``gap_seconds``. The onset is in the
    last step of the first active window, the offset in the first step of the last one, so both fit a single click."""
    active = np.flatnonzero(active_windows(samples, within_db))
    if len(active) == 0:
        return []
    onset = active * STEP_SAMPLES + WINDOW_SAMPLES - STEP_SAMPLES
    offset = (active + 1) * STEP_SAMPLES
    onset[active == 0] = 0
    breaks = np.flatnonzero(onset[1:] - offset[:-1] > gap_seconds * FS)
    first, last = np.append(0, breaks + 1), np.append(breaks, len(active) - 1)
    return [(int(onset[a]), int(max(offset[b], onset[a] + STEP_SAMPLES))) for a, b in zip(first, last)]


def gain_for_ratio(signal_power: float, noise_power: float, ratio_db: float) -> float:
    """Returns the amplitude factor that puts the signal's power ``ratio_db`` above the noise."""
    return float(np.sqrt(noise_power / signal_power * 10 ** (ratio_db / 10)))


def high_pass(samples: np.ndarray, hz: float) -> np.ndarray:
    """Filters with zero phase, by a fourth-order filter in each direction."""
    return sosfiltfilt(butter(4, hz, "highpass", fs=FS, output="sos"), samples)


def faded(samples: np.ndarray, fade: int = FADE_SAMPLES) -> np.ndarray:
    """Returns ``samples`` with raised-cosine fades of at most ``fade`` samples at both ends."""
    fade = min(fade, len(samples) // 2)
    ramp = 0.5 - 0.5 * np.cos(np.pi * (np.arange(fade) + 0.5) / fade) if fade else np.empty(0)
    out = samples.copy()
    out[:fade] *= ramp
    out[len(out) - fade:] *= ramp[::-1]
    return out


def looped(samples: np.ndarray, length: int, fade: int = 800) -> np.ndarray:
    """Repeats a sound up to ``length`` samples, with crossfades of constant power."""
    fade = min(fade, len(samples) // 2)
    out = samples
    ramp = np.sin(0.5 * np.pi * (np.arange(fade) + 0.5) / max(fade, 1))
    while len(out) < length:
        seam = out[len(out) - fade:] * ramp[::-1] + samples[:fade] * ramp
        out = np.concatenate([out[:len(out) - fade], seam, samples[fade:]])
    return out[:length]


class Noise:
    """Gaussian noise of one colour and of power 1, continuous from call to call."""

    def __init__(self, rng: np.random.Generator, colour: tuple[list[float], list[float]]):
        self.rng, self.colour = rng, colour
        numerator, denominator = colour
        self.state = np.zeros(max(len(numerator), len(denominator)) - 1)
        self.scale = 1 / np.sqrt(np.sum(lfilter(numerator, denominator, np.eye(1, 2 * FS)[0]) ** 2))
        self(FS)  # skips the transient of the filter

    def __call__(self, samples: int) -> np.ndarray:
        out, self.state = lfilter(*self.colour, self.rng.standard_normal(samples), zi=self.state)
        return out * self.scale


def within_full_scale(samples: np.ndarray) -> np.ndarray:
    """Scales ``samples`` down if their peak is above ``PEAK``."""
    return samples * (PEAK / max(np.abs(samples).max(), PEAK))


def to_int16(samples: np.ndarray) -> np.ndarray:
    """Rounds to 16 bits and clips at full scale."""
    return np.clip(np.round(samples * 32768), -32768, 32767).astype(np.int16)


def triangular_dither(rng: np.random.Generator, samples: int) -> np.ndarray:
    """Returns noise of triangular density, ±1 step of 16 bits."""
    return (rng.random(samples, dtype=np.float32) - rng.random(samples, dtype=np.float32)) / 32768


def through_opus(samples: np.ndarray) -> np.ndarray:
    """Encodes ``samples`` as Ogg Opus and decodes them again; the length stays the same."""
    file = io.BytesIO()
    soundfile.write(file, np.clip(samples, -1, 1), FS, format="OGG", subtype="OPUS")
    file.seek(0)
    decoded = soundfile.read(file)[0]
    return np.pad(decoded, (0, max(0, len(samples) - len(decoded))))[:len(samples)]
