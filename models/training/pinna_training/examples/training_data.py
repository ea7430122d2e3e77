"""The training and validation data of a run."""
from __future__ import annotations

from pathlib import Path

import numpy as np

from ..data import corpus
from ..data.corpus import Features
from ..data.manifest import Row
from .augment import Augmentations
from .mixtures import Mixer
from .sounds import Library

SEEN_EVERY = 3  # one of this many ESC-50 training clips is measured like validation
ROOMS = "rooms.f32"


class TrainingData:
    """``val``: validation rows; ``seen``: every third ESC-50 training clip, measured like validation; ``library``: the training
    sounds. With ``with_validation`` it also holds the validation split, and figures on that split are then meaningless."""

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
        """Returns mean (dB) and 1 / standard deviation of each band, ``[64]``, over all frames that are not silent and over the same
        frames 15 dB weaker."""
        frames = np.concatenate([power[::10] for power in self.library.power])
        frames = frames[frames.sum(axis=1) > 1e-8]
        frames = np.concatenate([frames, frames * 10 ** -1.5])
        decibels = 10 * np.log10(frames + 1e-10)
        return decibels.mean(axis=0), 1 / decibels.std(axis=0)

    def mixer(self, config: dict) -> Mixer:
        """Returns the mixer for the examples of ``config``."""
        on = Augmentations(**config.get("augmentations", {}))
        return Mixer(self.library, config["frames"], tuple(config["birdSnrDb"]), on)
