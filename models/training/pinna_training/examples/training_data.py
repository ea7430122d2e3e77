"""What a run trains on and what it is measured on."""
from __future__ import annotations

from pathlib import Path

import numpy as np

from ..data import corpus
from ..data.corpus import Features
from ..data.manifest import Row
from .augment import Augmentations
from .mixtures import Mixer
from .sounds import Library

SEEN_EVERY = 3
ROOMS = "rooms.f32"


class TrainingData:
    """``val``: validation rows; ``seen``: every third ESC-50 training clip, to be measured like validation; ``library``: the
    training sounds, and with ``with_validation`` those of the validation split as well: figures on it are then worth nothing."""

    def __init__(self, rows: list[Row], features: Features, rooms: Features | None = None, with_validation: bool = False) -> None:
        self.features = features
        self.val, train = corpus.validation_rows(rows), corpus.training_rows(rows)
        self.seen = [row for row in train if row.dataset == "esc50"][::SEEN_EVERY]
        self.library = Library(train + self.val if with_validation else train, features, rooms)

    @staticmethod
    def read(data: Path, cache: Path, with_validation: bool = False) -> "TrainingData":
        rooms = Features(cache, ROOMS) if (cache / ROOMS).exists() else None
        return TrainingData(corpus.load_rows(cache, data), Features(cache), rooms, with_validation)

    def normalization(self) -> tuple[np.ndarray, np.ndarray]:
        """Mean (dB) and 1 / deviation of each band, ``[64]``, over the frames that are not silent, half of them 15 dB
        weaker."""
        frames = np.concatenate([power[::10] for power in self.library.power])
        frames = frames[frames.sum(axis=1) > 1e-8]
        frames = np.concatenate([frames, frames * 10 ** -1.5])
        decibels = 10 * np.log10(frames + 1e-10)
        return decibels.mean(axis=0), 1 / decibels.std(axis=0)

    def mixer(self, config: dict) -> Mixer:
        """Makes the examples that ``config`` asks for."""
        on = Augmentations(**config.get("augmentations", {}))
        return Mixer(self.library, config["frames"], tuple(config["birdSnrDb"]), on)
