"""Mixes soundscapes with exact times: sounds cut out by energy, at random places over a background or silence."""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..data.labels import INSTRUMENTS, SPEECH_SETS, is_background, present_and_unknown
from ..data.manifest import Row
from ..examples.sounds import ACTIVE_DB, WEAK_ACTIVE_DB
from ..signal import waveforms
from ..signal.waveforms import FS, STEP_SAMPLES
from .evaluation_folder import labels_of_mixture

SECONDS = 10.0  # length of a soundscape
MOST_SOUND_SECONDS = 6.0  # maximum length of a sound
GAP_SECONDS = 0.5  # maximum gap inside an event
SNR_DB = (0.0, 30.0)
BACKGROUND_DB = (-55.0, -30.0)
ALONE_DB = (-40.0, -15.0)
COUNT_CHANCES = (0.1, 0.25, 0.3, 0.2, 0.15)  # of zero to four sounds
SHARP_SECONDS, SHARP_DB = 0.04, 20.0
# Chances of the kinds of sounds: ESC-50, UrbanSound8K, speech, instruments.
KIND_CHANCES = (0.55, 0.15, 0.15, 0.15)
# Chances of no background, noise, recorded ambience.
BACKGROUND_CHANCES = (0.2, 0.35, 0.45)
NOISE_COLOURS = (waveforms.WHITE, waveforms.PINK, waveforms.BROWN)


@dataclass
class Event:
    """One event; times in seconds. ``sharp``: in the mixture, the level rises by 20 dB within 40 ms of the onset."""
    onset: float
    offset: float
    name: str
    sharp: bool = False


@dataclass
class Soundscape:
    """One soundscape: ``samples [10 s]``; ``rows`` of the sounds; rows of the ``background``; ``backdrop``: its kind."""
    samples: np.ndarray
    events: list[Event]
    rows: list[Row]
    background: list[Row]
    backdrop: str


def cut_out(samples: np.ndarray, within_db: float) -> tuple[np.ndarray, list[tuple[int, int]], float]:
    """Returns a recording from its first onset on, at most 6 s; its active spans, samples; the mean power of its active windows."""
    spans = waveforms.active_spans(samples, within_db, GAP_SECONDS)
    start = max(0, spans[0][0] - STEP_SAMPLES)
    end = min(len(samples), spans[-1][1] + STEP_SAMPLES, start + int(MOST_SOUND_SECONDS * FS))
    inside = [(onset - start, min(offset, end) - start) for onset, offset in spans if onset < end - STEP_SAMPLES]
    part = waveforms.faded(samples[start:end], STEP_SAMPLES)
    return part, inside, waveforms.active_power(part, within_db)


def merged_events(events: list[Event]) -> list[Event]:
    """Merges events of one class that overlap or leave a gap of at most half a second; sorts by onset."""
    out: list[Event] = []
    last: dict[str, Event] = {}
    for event in sorted(events, key=lambda e: (e.onset, e.name)):
        before = last.get(event.name)
        if before is not None and event.onset - before.offset <= GAP_SECONDS:
            before.offset = max(before.offset, event.offset)
        else:
            last[event.name] = Event(event.onset, event.offset, event.name)
            out.append(last[event.name])
    return out


def is_sharp(samples: np.ndarray, event: Event) -> bool:
    """Whether some 20 ms window that ends within 40 ms of the onset is 20 dB louder than the window that ends just before the onset.
    The reference is at least 30 dB below the event's loudest window, so a slow rise out of silence is not sharp."""
    at = int(round(event.onset * FS)) - STEP_SAMPLES
    before = samples[max(0, at - waveforms.WINDOW_SAMPLES):at]
    after = samples[at:at + STEP_SAMPLES + int(SHARP_SECONDS * FS)]
    if len(before) < waveforms.WINDOW_SAMPLES or len(after) < waveforms.WINDOW_SAMPLES:
        return False
    loudest = waveforms.power_db(waveforms.window_power(samples[at:int(round(event.offset * FS))])).max()
    reference = max(waveforms.power_db(np.mean(before ** 2)), loudest - ACTIVE_DB)
    return bool(waveforms.power_db(waveforms.window_power(after)).max() - reference >= SHARP_DB)


class SoundscapeMaker:
    """Draws soundscapes from rows. A sound is mixed only over sounds that certainly lack its class, so that all times of the class
    are known. Silence and noise allow any sound; ambience allows the classes that are absent from its labels."""

    def __init__(self, rows: list[Row], data: Path):
        self.data = data
        self.ambience = [row for row in rows if is_background(row) and row.speech == 0 and row.music == 0]
        kinds = [[row for row in rows if row.dataset == "esc50"], [row for row in rows if row.dataset == "us8k"],
                 [row for row in rows if row.dataset in SPEECH_SETS],
                 [row for row in rows if row.events and row.events[-1] in INSTRUMENTS]]
        self.kinds = [self.by_class(kind) for kind in kinds]

    @staticmethod
    def by_class(rows: list[Row]) -> list[list[Row]]:
        """Groups rows by their most specific class, so that all classes have equal chances."""
        return [[row for row in rows if row.events[-1] == name] for name in sorted({row.events[-1] for row in rows})]

    def background(self, rng: np.random.Generator) -> tuple[np.ndarray, list[Row]]:
        """Returns ``[10 s]``, and the rows in it."""
        kind = rng.choice(3, p=BACKGROUND_CHANCES)
        length, level = int(SECONDS * FS), rng.uniform(*BACKGROUND_DB)
        if kind == 0:
            return np.zeros(length), []
        if kind == 1:
            samples, rows = waveforms.Noise(rng, NOISE_COLOURS[rng.integers(3)])(length), []
        else:
            rows = [self.ambience[rng.integers(len(self.ambience))]]
            samples = waveforms.looped(waveforms.read_mono(self.data / rows[0].path), length)
        return samples * waveforms.gain_for_ratio(np.mean(samples ** 2), 1.0, level), rows

    def sound(self, rng: np.random.Generator, rows: list[Row], background: list[Row]) -> Row:
        """Draws a sound whose classes are certainly absent from the background and from ``rows``, and which certainly lacks all
        unlabelled classes of theirs."""
        present, possible = labels_of_mixture(rows, background)
        while True:
            classes = self.kinds[rng.choice(len(self.kinds), p=KIND_CHANCES)]
            candidates = classes[rng.integers(len(classes))]
            row = candidates[rng.integers(len(candidates))]
            own_present, own_possible = present_and_unknown(row)
            if not (own_present & possible).any() and not (present & own_possible).any():
                return row

    def draw(self, rng: np.random.Generator) -> Soundscape:
        """Draws one soundscape."""
        samples, background = self.background(rng)
        silent, below = not samples.any(), samples.copy()
        rows: list[Row] = []
        events: list[Event] = []
        for _ in range(rng.choice(len(COUNT_CHANCES), p=COUNT_CHANCES)):
            row = self.sound(rng, rows, background)
            rows.append(row)
            within_db = WEAK_ACTIVE_DB if row.dataset == "us8k" else ACTIVE_DB
            part, spans, power = cut_out(waveforms.read_mono(self.data / row.path), within_db)
            start = int(rng.integers(len(samples) - len(part) + 1))
            where = slice(start, start + len(part))
            level = rng.uniform(*(ALONE_DB if silent else SNR_DB))
            samples[where] += part * waveforms.gain_for_ratio(power, 1.0 if silent else np.mean(below[where] ** 2), level)
            events += [Event((start + onset) / FS, (start + offset) / FS, name) for onset, offset in spans
                       for name in (*row.events, *(("bird",) if row.bird else ()))]
        samples = waveforms.within_full_scale(samples)
        events = merged_events(events)
        for event in events:
            event.sharp = is_sharp(samples, event)
        backdrop = "silence" if silent else "ambience" if background else "noise"
        return Soundscape(samples, events, rows, background, backdrop)
