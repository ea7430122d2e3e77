"""Mixes pairs of the same background without and with a bird: the bird is the only difference between the two.

In an ESC-50 clip the position of the bird is known: it is the active part. A field recording is only known to hold a bird somewhere
in its ten seconds, so its loudest part above 800 Hz is used. In about half of the recordings (by the spectrograms of the 20
validation recordings) that part is a step, a voice, rain or wind, and the bird is fainter or elsewhere. The two kinds of pairs
therefore have separate names, and the stated ratio is that of the bird only for ESC-50.
"""
from __future__ import annotations

from pathlib import Path
from typing import Iterator

import numpy as np

from ..data.labels import BIRD_SETS, is_background
from ..data.manifest import Row
from ..examples.mixtures import CONTINUOUS
from ..examples.sounds import ACTIVE_DB, WEAK_ACTIVE_DB
from ..signal import waveforms
from ..signal.waveforms import FS

SECONDS = 10  # length of a member of a pair
SNR_DB = (0.0, 20.0)
GAIN_DB = (-30.0, 0.0)
BIRD_HZ = 800.0
MOST_BIRD_SECONDS = 6.0
BACKGROUND_DB = -26.0
# Minimum level above 800 Hz that is assumed of a background, dBFS, so that the bird over it has a reasonable level.
LEAST_BACKGROUND_DB = -70.0


def bird_alone(samples: np.ndarray) -> tuple[np.ndarray, float]:
    """Returns the part of a recording around its loudest bird, faded at both ends, and the power above 800 Hz of its active windows
    (20 ms windows within 20 dB of the loudest)."""
    high = waveforms.high_pass(samples, BIRD_HZ)
    peak = int(np.argmax(waveforms.window_power(high))) * waveforms.STEP_SAMPLES
    spans = waveforms.active_spans(high, WEAK_ACTIVE_DB, 0.5)
    onset, offset = min(spans, key=lambda span: max(span[0] - peak, peak - span[1], 0))
    half = int(MOST_BIRD_SECONDS * FS / 2)
    start = max(onset - waveforms.FADE_SAMPLES, peak - half, 0)
    end = min(offset + waveforms.FADE_SAMPLES, peak + half, len(samples))
    return waveforms.faded(samples[start:end]), waveforms.active_power(high[start:end], WEAK_ACTIVE_DB)


def with_bird(background: np.ndarray, bird: np.ndarray, bird_power: float, start: int, snr_db: float) -> np.ndarray:
    """Mixes ``bird`` over ``background`` from sample ``start``. Above 800 Hz its active part is ``snr_db`` above the background at
    that place."""
    where = slice(start, start + len(bird))
    below = np.mean(waveforms.high_pass(background, BIRD_HZ)[where] ** 2)
    below = max(below, 10 ** (LEAST_BACKGROUND_DB / 10))
    out = background.copy()
    out[where] += bird * waveforms.gain_for_ratio(bird_power, below, snr_db)
    return out


class Backgrounds:
    """Draws sounds without birds, 10 s each: ambience, field recordings, continuous ESC-50 sounds, noise, with equal chances."""

    def __init__(self, rows: list[Row], data: Path):
        quiet = [row for row in rows if row.bird == 0]
        self.data = data
        self.pools = [[row for row in quiet if is_background(row)],
                      [row for row in quiet if row.dataset in BIRD_SETS],
                      [row for row in quiet if row.dataset == "esc50" and row.events[0] in CONTINUOUS]]

    def draw(self, rng: np.random.Generator) -> tuple[np.ndarray, list[Row]]:
        """Returns ``[10 s]`` at −26 dBFS, and the rows in it."""
        kind = rng.integers(len(self.pools) + 1)
        if kind == len(self.pools):
            colour = (waveforms.WHITE, waveforms.PINK, waveforms.BROWN)[rng.integers(3)]
            samples, rows = waveforms.Noise(rng, colour)(SECONDS * FS), []
        else:
            rows = [self.pools[kind][rng.integers(len(self.pools[kind]))]]
            whole = waveforms.read_mono(self.data / rows[0].path)
            spans = waveforms.active_spans(whole, ACTIVE_DB, len(whole) / FS)
            samples = waveforms.looped(whole[slice(*spans[0])], SECONDS * FS)
        return samples * waveforms.gain_for_ratio(np.mean(samples ** 2), 1.0, BACKGROUND_DB), rows


def bird_pairs(rows: list[Row], data: Path, pairs: int, rng: np.random.Generator
               ) -> Iterator[tuple[np.ndarray, np.ndarray, list[Row], Row, float]]:
    """Yields samples without a bird, samples with one, the background's rows, the bird's row and the ratio in dB. Both members have
    the same gain and went through one codec, as all sounds of the corpus did."""
    backgrounds = Backgrounds(rows, data)
    birds = [[row for row in rows if row.bird == 1 and row.dataset == name] for name in ("esc50", "ff1010bird")]
    for _ in range(pairs):
        background, background_rows = backgrounds.draw(rng)
        pool = birds[rng.integers(len(birds))]
        row = pool[rng.integers(len(pool))]
        bird, power = bird_alone(waveforms.read_mono(data / row.path))
        snr_db = rng.uniform(*SNR_DB)
        both = with_bird(background, bird, power, int(rng.integers(len(background) - len(bird) + 1)), snr_db)
        peak = max(np.abs(background).max(), np.abs(both).max())
        gain = min(10 ** (rng.uniform(*GAIN_DB) / 20), waveforms.PEAK / peak)
        yield (waveforms.through_opus(background * gain), waveforms.through_opus(both * gain), background_rows, row, snr_db)
