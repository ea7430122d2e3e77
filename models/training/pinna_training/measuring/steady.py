"""Makes steady sounds of an hour, without events: no detector should report anything.

Levels are those of the mean power, dBFS (a full-scale sine has −3). All but digital silence is dithered to 16 bits.
"""
from __future__ import annotations

from pathlib import Path
from typing import Callable

import numpy as np
import soundfile

from ..signal import waveforms
from ..signal.waveforms import FS

Generator = Callable[[int, int], np.ndarray]
BLOCK_SECONDS = 60
FAN_NOISE_DB, FAN_TONE_DB, FAN_BLADE_HZ = -40.0, -46.0, 142.0
HUM_DB, HUM_HARMONICS = -40.0, 12
PINK_DB = (-60, -50, -40, -30)
OTHERS_OF_A_KIND, OTHER_DB, OTHER_BLADE_HZ = 4, (-70.0, -22.0), (60.0, 320.0)


def amplitude(level_db: float) -> float:
    return 10 ** (level_db / 20)


def harmonics(rng: np.random.Generator, fundamental_hz: float, weights: np.ndarray, level_db: float) -> Generator:
    """Returns a generator of a steady tone, with partials of the given relative amplitudes and random phases."""
    weights = weights * amplitude(level_db) / np.sqrt(np.sum(weights ** 2) / 2)
    phases = rng.uniform(0, 2 * np.pi, len(weights))

    def block(first: int, samples: int) -> np.ndarray:
        t = np.arange(first, first + samples) / FS
        return sum(w * np.sin(2 * np.pi * fundamental_hz * k * t + phase)
                   for k, (w, phase) in enumerate(zip(weights, phases), 1))

    return block


def coloured(rng: np.random.Generator, colour: tuple[list[float], list[float]], level_db: float) -> Generator:
    noise = waveforms.Noise(rng, colour)
    return lambda first, samples: noise(samples) * amplitude(level_db)


def both(one: Generator, other: Generator) -> Generator:
    return lambda first, samples: one(first, samples) + other(first, samples)


def fan(rng: np.random.Generator, level_db: float = FAN_NOISE_DB, blade_hz: float = FAN_BLADE_HZ) -> Generator:
    """Returns a generator of a fan: brown noise of moving air and the tone of the blades."""
    air = coloured(rng, waveforms.BROWN, level_db)
    return both(air, harmonics(rng, blade_hz, 1 / np.arange(1, 5) ** 2, level_db + FAN_TONE_DB - FAN_NOISE_DB))


def hum(rng: np.random.Generator, mains_hz: float, level_db: float = HUM_DB) -> Generator:
    """Returns a generator of mains hum, with stronger even harmonics (rectifiers, transformers)."""
    k = np.arange(1, HUM_HARMONICS + 1)
    return harmonics(rng, mains_hz, np.where(k % 2 == 0, 1.0, 0.5) / k, level_db)


def steady_sounds(rng: np.random.Generator) -> dict[str, Generator | None]:
    """Returns the generators by name. Each makes samples ``first`` to ``first + samples``; None: digital silence."""
    return {"digital-silence": None, "fan": fan(rng), "hum-50Hz": hum(rng, 50.0), "hum-60Hz": hum(rng, 60.0),
            **{f"pink{level}dBFS": coloured(rng, waveforms.PINK, level) for level in PINK_DB}}


def other_noises(rng: np.random.Generator) -> dict[str, Generator]:
    """Returns the generators of other steady sounds, by name. The decisions are fitted with them."""
    noises: dict[str, Generator] = {}
    for i in range(OTHERS_OF_A_KIND):
        for colour in ("WHITE", "PINK", "BROWN"):
            noises[f"{colour.lower()}-{i}"] = coloured(rng, getattr(waveforms, colour), rng.uniform(*OTHER_DB))
        noises[f"fan-{i}"] = fan(rng, rng.uniform(*OTHER_DB), rng.uniform(*OTHER_BLADE_HZ))
        noises[f"hum-{i}"] = hum(rng, (50.0, 60.0)[i % 2], rng.uniform(*OTHER_DB))
        pink = coloured(rng, waveforms.PINK, rng.uniform(*OTHER_DB))
        noises[f"hum-and-pink-{i}"] = both(hum(rng, (60.0, 50.0)[i % 2], rng.uniform(*OTHER_DB)), pink)
    return noises


def write_steady(path: Path, block: Generator | None, seconds: float, rng: np.random.Generator) -> None:
    """Writes a 16-bit WAV file, a minute at a time."""
    total, step = int(seconds * FS), BLOCK_SECONDS * FS
    with soundfile.SoundFile(path, "w", FS, 1, "PCM_16") as file:
        for first in range(0, total, step):
            samples = min(step, total - first)
            sound = np.zeros(samples) if block is None else block(first, samples) + waveforms.triangular_dither(rng, samples)
            file.write(waveforms.to_int16(sound))
