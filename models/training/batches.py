"""Batches for training: examples of the configured kinds, with a level, in dB.

Batch ``step`` depends on seed and step alone, so a resumed run sees what it would have seen.
"""
from __future__ import annotations

from typing import Iterator

import numpy as np
import torch
from torch.utils.data import DataLoader, IterableDataset

import augment
from features import FLOOR_POWER
from labels import BIRD
from mixtures import Example, Mixer

Batch = dict[str, torch.Tensor]


def set_level(example: Example, kind: str, rng: np.random.Generator, on: augment.Augmentations) -> None:
    """A gain of −40 to +6 dB (ESC-50 clips are left nearly as they are half of the time) and sometimes a noise floor."""
    if on.gain and not (kind == "esc" and rng.random() < 0.5):
        gain = rng.uniform(-40, 6)
    else:
        gain = rng.uniform(-3, 3)
    example.power *= augment.decibels(gain)
    if on.noise and rng.random() < 0.25:
        example.power += augment.noise(len(example.power), rng, -100, -65)


def make_batch(mixer: Mixer, composition: dict[str, int], seed: int, step: int) -> Batch:
    """``x [B, T, 64]`` dB; ``target``, ``known [B, T, columns]``; ``genre [B]`` (−1: none); ``birdSomewhere [B]``;
    ``singleTarget``, ``singleClasses [B, columns]``; ``singleFrames [B, T]``."""
    rng = np.random.default_rng([seed, step])
    examples: list[Example] = []
    for kind, count in composition.items():
        for _ in range(count):
            for example in mixer.make(kind, rng):
                set_level(example, kind, rng, mixer.on)
                examples.append(example)
    frames = mixer.frames
    power = np.stack([e.power for e in examples])
    return {
        "x": torch.from_numpy(10 * np.log10(power + np.float32(FLOOR_POWER))),
        "target": torch.from_numpy(np.stack([e.present for e in examples])),
        "known": torch.from_numpy(np.stack([~e.unknown for e in examples])),
        "genre": torch.tensor([e.genre for e in examples]),
        "birdSomewhere": torch.tensor([e.bird_somewhere for e in examples]),
        "singleTarget": torch.from_numpy(np.stack([e.single_target[:BIRD] for e in examples])),
        "singleClasses": torch.from_numpy(np.stack([e.single_classes[:BIRD] for e in examples])),
        "singleFrames": torch.from_numpy(np.stack([np.ones(frames, bool) if e.single_frames is None else e.single_frames
                                                   for e in examples])),
    }


class Stream(IterableDataset):
    """Batches ``first``, ``first + 1``, … without end."""

    def __init__(self, mixer: Mixer, composition: dict[str, int], seed: int, first: int):
        self.mixer, self.composition, self.seed, self.first = mixer, composition, seed, first

    def __iter__(self) -> Iterator[Batch]:
        torch.set_num_threads(1)
        step = self.first
        while True:
            yield make_batch(self.mixer, self.composition, self.seed, step)
            step += 1


def stream(mixer: Mixer, composition: dict[str, int], seed: int, first: int) -> Iterator[Batch]:
    """The batches, made in one other process."""
    dataset = Stream(mixer, composition, seed, first)
    return iter(DataLoader(dataset, batch_size=None, num_workers=1, prefetch_factor=6))
