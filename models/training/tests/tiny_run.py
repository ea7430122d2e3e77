"""A run in miniature for tests: random sounds with labels, a trunk of few channels, a configuration of a few short steps."""
from __future__ import annotations

import numpy as np

from pinna_training.data.audioset import CLASS_IDS
from pinna_training.data.labels import ESC50, GENRES, INSTRUMENTS, SPEECH_SETS, URBAN
from pinna_training.data.manifest import Row
from pinna_training.examples.bands import BANDS
from pinna_training.examples.training_data import TrainingData
from pinna_training.fitting import configuration
from pinna_training.fixtures.trunk import tiny_weights
from pinna_training.places import CONFIGS
from pinna_training.trunk.network import Trunk

EMBEDDING, SLOW = 20, 14


def rows_of_every_kind() -> list[Row]:
    """Returns a training and a validation clip of every kind that the mixtures and the figures need."""
    rows: list[Row] = []

    def add(dataset: str, *events: str, bird: int | None = None, music: int | None = None, speech: int | None = None,
            genre: str | None = None) -> None:
        for split in ("train", "val"):
            number = len(rows)
            rows.append(Row(f"{number}.opus", dataset, split, f"{dataset}:{number}", events, bird, music, speech, genre, ""))

    for name in ESC50:
        add("esc50", name, bird=int(name in ("crow", "chirping_birds")), music=0, speech=0)
    for name in URBAN:
        add("us8k", name)
    for name in INSTRUMENTS:
        add("fsdkaggle2018", "music", name, bird=0, music=1, speech=0)
    add("amb_test", "rain", bird=0, music=0, speech=0)
    add("philharmonia", "music", "cello", bird=0, music=1, speech=0)
    add("laptop_keys", "keyboard_typing", bird=0, music=0, speech=0)
    for name in SPEECH_SETS:
        add(name, "speech", bird=0, music=0, speech=1)
    for name in GENRES:
        add("gtzan", "music", bird=0, music=1, speech=0, genre=name)
    for bird in (0, 1):
        add("ff1010bird", bird=bird)
    return rows


def data(only_free: bool = False) -> TrainingData:
    """Returns random noise as features of ``rows_of_every_kind``."""
    rows, rng = rows_of_every_kind(), np.random.default_rng(1)
    features = {row: rng.uniform(-1, 1, (120, BANDS)).astype(np.float16) for row in rows}
    return TrainingData(rows, features, only_free=only_free)


def trunk(seed: int = 1) -> Trunk:
    """Returns a causal trunk with random weights and a classifier of all AudioSet classes."""
    return Trunk(tiny_weights(seed, EMBEDDING, SLOW, len(CLASS_IDS)), causal=True)


def config(**changes: object) -> dict:
    """Returns a configuration of four steps of five examples of one second, with ``changes``."""
    own = configuration.read(CONFIGS / "proxy.json")
    architecture = {"type": "crnn", "fast": {"block": 1, "conv": [{"kernel": [3, 3], "strideF": 4, "channels": 4}]}, "taps": [6],
                    "slow": SLOW, "dense": 8, "gru": 8}
    own |= {"architecture": architecture, "frames": 48, "evaluateEvery": 2, "carriedState": 1, "bfloat16": False,
            "composition": {"esc": 3, "genre": 2}}
    return configuration.merged(own, {"optimizer": {"steps": 4, "warmup": 1}} | changes)
