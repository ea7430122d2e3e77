"""The training and validation data of a run."""
from __future__ import annotations

from pathlib import Path

from ..data import corpus
from ..data.corpus import Features
from ..data.labels import FREE_DATASETS
from ..data.manifest import Row
from .augment import Augmentations
from .mixtures import FRAMES, Mixer
from .sounds import Library

SEEN_EVERY = 3  # one of this many ESC-50 training clips is measured like validation


class TrainingData:
    """``val``: validation rows; ``seen``: every third ESC-50 training clip, measured like validation; ``library``: the training
    sounds, with ``only_free`` those of ``FREE_DATASETS`` alone."""

    def __init__(self, rows: list[Row], features: Features, rooms: Features | None = None, only_free: bool = False) -> None:
        self.features = features
        self.val, train = corpus.validation_rows(rows), corpus.training_rows(rows)
        self.seen = [row for row in train if row.dataset == "esc50"][::SEEN_EVERY]
        self.library = Library([row for row in train if row.dataset in FREE_DATASETS or not only_free], features, rooms)

    @staticmethod
    def read(data: Path, cache: Path, only_free: bool = False) -> "TrainingData":
        rooms = Features(cache, corpus.ROOMS) if (cache / corpus.ROOMS).exists() else None
        return TrainingData(corpus.load_rows(cache, data), Features(cache), rooms, only_free)

    def mixer(self, config: dict) -> Mixer:
        """Returns the mixer for the examples of ``config``."""
        on = Augmentations(**config.get("augmentations", {}))
        return Mixer(self.library, config.get("frames", FRAMES), tuple(config["birdSnrDb"]), on)
