"""Makes batches for training: examples of the configured kinds, at random levels, as features.

Batch ``step`` depends on seed and step alone, so a resumed run gets the same batches as an uninterrupted one.
"""
from __future__ import annotations

from typing import Iterator

import numpy as np
import torch
from torch.utils.data import DataLoader, IterableDataset

from ..data.labels import BIRD
from . import augment
from .bands import from_power
from .mixtures import Example, Mixer

Batch = dict[str, torch.Tensor]


def set_level(example: Example, kind: str, rng: np.random.Generator, on: augment.Augmentations) -> None:
    """Applies a gain of −40 to +6 dB, and sometimes a noise floor. Half of the ESC-50 clips keep nearly their level."""
    if on.gain and not (kind == "esc" and rng.random() < 0.5):
        gain = rng.uniform(-40, 6)
    else:
        gain = rng.uniform(-3, 3)
    example.power *= augment.decibels(gain)
    if on.noise and rng.random() < 0.25:
        example.power += augment.noise(len(example.power), rng, -100, -65)


def make_batch(mixer: Mixer, composition: dict[str, int], seed: int, step: int) -> Batch:
    """Returns features ``x [B, 2 T, 102]``; ``target``, ``known [B, T, columns]``; ``genre [B]`` (−1: none); ``birdSomewhere [B]``;
    ``singleTarget``, ``singleClasses [B, columns]``; ``singleFrames [B, T]``. Only learnable classes are known."""
    rng = np.random.default_rng([seed, step])
    examples: list[Example] = []
    for kind, count in composition.items():
        for _ in range(count):
            for example in mixer.make(kind, rng):
                set_level(example, kind, rng, mixer.on)
                examples.append(example)
    frames, learnable = mixer.frames, mixer.library.learnable
    power = np.stack([e.power for e in examples])
    return {
        "x": torch.from_numpy(from_power(power)),
        "target": torch.from_numpy(np.stack([e.present & learnable for e in examples])),
        "known": torch.from_numpy(np.stack([~e.unknown & learnable for e in examples])),
        "genre": torch.tensor([e.genre for e in examples]),
        "birdSomewhere": torch.tensor([e.bird_somewhere for e in examples]),
        "singleTarget": torch.from_numpy(np.stack([(e.single_target * learnable)[:BIRD] for e in examples])),
        "singleClasses": torch.from_numpy(np.stack([(e.single_classes & learnable)[:BIRD] for e in examples])),
        "singleFrames": torch.from_numpy(np.stack([np.ones(frames, bool) if e.single_frames is None else e.single_frames
                                                   for e in examples])),
    }


class Stream(IterableDataset):
    """Yields batches ``first``, ``first + 1``, … without end."""

    def __init__(self, mixer: Mixer, composition: dict[str, int], seed: int, first: int):
        self.mixer, self.composition, self.seed, self.first = mixer, composition, seed, first

    def __iter__(self) -> Iterator[Batch]:
        torch.set_num_threads(1)
        step = self.first
        while True:
            yield make_batch(self.mixer, self.composition, self.seed, step)
            step += 1


def stream(mixer: Mixer, composition: dict[str, int], seed: int, first: int) -> Iterator[Batch]:
    """Yields the batches from ``first`` on, made in a separate process."""
    dataset = Stream(mixer, composition, seed, first)
    return iter(DataLoader(dataset, batch_size=None, num_workers=1, prefetch_factor=6))
