"""The training sounds as band powers, with the labels of each frame."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..data.corpus import Features
from ..data.labels import BIRD, BIRD_SETS, COLUMNS, FIELD_SETS, present_and_unknown
from ..data.manifest import Row
from .bands import BAND_HZ, level_db, to_power, total_power

BRIDGE_FRAMES = 15  # maximum gap inside an active span, frames
BIRD_LOWEST_BAND = int(np.searchsorted(BAND_HZ, 800))
WEAK_ACTIVE_DB = 20  # active frames of UrbanSound8K and of birds: within this many dB of the loudest frame
LEAST_ROWS = 20  # a class with fewer rows is not learned from labels
ACTIVE_DB, SILENT_DB = 30, 50  # active and silent frames of other recordings: dB below the loudest frame


@dataclass
class Sound:
    """A sound: ``power [T, 2, 102]``; ``present``, ``unknown [T, COLUMNS]`` booleans, never both true."""
    power: np.ndarray
    present: np.ndarray
    unknown: np.ndarray

    def __len__(self) -> int:
        return len(self.power)

    def cut(self, index: np.ndarray | slice) -> "Sound":
        return Sound(self.power[index], self.present[index], self.unknown[index])


def bridged(active: np.ndarray, gap: int = BRIDGE_FRAMES) -> np.ndarray:
    """Returns ``active [T]`` with inner gaps shorter than ``gap`` frames filled."""
    on = np.flatnonzero(active)
    out = active.copy()
    for before, after in zip(on[:-1], on[1:]):
        if 1 < after - before <= gap:
            out[before:after] = True
    return out


def without_background(power: np.ndarray) -> np.ndarray:
    """Subtracts twice the median of each band from a bird recording; mostly the bird remains."""
    clean = np.maximum(power - 2 * np.median(power, axis=(0, 1)), 0)
    clean[..., :BIRD_LOWEST_BAND] = 0
    return clean


def bird_frames(power: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Returns two ``[T]`` booleans: frames certainly with a bird; frames certainly without one after the background is subtracted."""
    clean = without_background(power)
    level = level_db(clean)
    outstanding = total_power(clean).mean(axis=1) > 0.5 * total_power(power, BIRD_LOWEST_BAND).mean(axis=1)
    return (level > level.max() - 20) & outstanding, level < level.max() - 45


class Library:
    """Holds all sounds of one split, by row; computes levels and activity once. ``rooms``: features of the same sounds in rooms. The
    features stay where they are, as a rule on the disk; a sound is converted to powers when it is used.

    ``learnable [COLUMNS]``: classes of which there are enough rows. Labels of other classes nearly always say absent: a network would
    learn that they never sound. ``has_genres``: whether a row has a genre."""

    def __init__(self, rows: list[Row], features: Features, rooms: Features | None = None):
        self.rows = rows
        self.features = [features[row] for row in rows]
        self.in_room = None if rooms is None else [rooms[row] for row in rows]
        self.labels = [present_and_unknown(row) for row in rows]
        self.learnable = sum((present.astype(int) for present, _ in self.labels), np.zeros(COLUMNS, int)) >= LEAST_ROWS
        self.has_genres = any(row.genre for row in rows)
        self.level = [level_db(to_power(own)) for own in self.features]
        self.active = [bridged(level > level.max(initial=-200) - (WEAK_ACTIVE_DB if row.dataset == "us8k" else ACTIVE_DB))
                       for row, level in zip(rows, self.level)]
        self.bird = {i: bird_frames(to_power(self.features[i])) for i, row in enumerate(rows)
                     if row.bird and row.dataset in BIRD_SETS - FIELD_SETS}

    def of(self, *datasets: str) -> np.ndarray:
        """Returns the indices of the rows of ``datasets``."""
        return np.array([i for i, row in enumerate(self.rows) if row.dataset in datasets], dtype=int)

    def sound(self, i: int, in_room: bool = False) -> Sound:
        """Returns the whole row ``i``. Its classes are present while the sound is active and absent while it is silent. In a field
        recording the bird is unknown in all frames. ``in_room``: the version in a room, if there is one."""
        row, (present, unknown) = self.rows[i], self.labels[i]
        power = to_power(self.in_room[i] if in_room and self.in_room is not None else self.features[i])
        frames = len(power)
        active = self.active[i]
        silent = (self.level[i] < self.level[i].max(initial=-200) - SILENT_DB) & (row.dataset != "us8k") & ~active
        on = present[None] & active[:, None]
        maybe = (present[None] & (~active & ~silent)[:, None]) | np.broadcast_to(unknown, (frames, COLUMNS))
        if i in self.bird:
            on[:, BIRD] = self.bird[i][0]
            maybe[:, BIRD] = ~self.bird[i][0]
        elif row.bird and row.dataset in FIELD_SETS:
            on[:, BIRD], maybe[:, BIRD] = False, True
        return Sound(power, on, maybe & ~on)

    def bird_alone(self, i: int) -> Sound:
        """Returns bird row ``i`` with its background subtracted."""
        sure, none = self.bird[i]
        sound = Sound(without_background(to_power(self.features[i])), np.zeros((len(sure), COLUMNS), bool),
                      np.zeros((len(sure), COLUMNS), bool))
        sound.present[:, BIRD] = sure
        sound.unknown[:, BIRD] = ~sure & ~none
        sound.unknown |= (self.labels[i][1] & ~sound.present) & ~none[:, None]
        return sound

    def trimmed(self, i: int, rng: np.random.Generator, most: int, in_room: bool = False) -> Sound:
        """Returns row ``i`` from its first to its last active frame; of a longer span, ``most`` frames from a random place."""
        on = np.flatnonzero(self.active[i])
        first, last = (on[0], on[-1] + 1) if len(on) else (0, len(self.level[i]))
        if last - first > most:
            first += rng.integers(last - first - most + 1)
            last = first + most
        return self.sound(i, in_room).cut(slice(first, last))
