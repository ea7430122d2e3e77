"""Makes batches for training: examples of the configured kinds, at random levels, in dB.

Batch ``step`` depends on seed and step alone, so a resumed run gets the same batches as an uninterrupted one.
"""
from __future__ import annotations

from typing import Iterator

import numpy as np
import torch
from torch.utils.data import DataLoader, IterableDataset

from ..data.labels import BIRD
from ..signal.features import FLOOR_POWER
from . import augment
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
    """Returns ``x [B, T, 64]`` dB; ``target``, ``known [B, T, columns]``; ``genre [B]`` (−1: none); ``birdSomewhere [B]``;
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


def mask_spectrum(x: torch.Tensor, mean: torch.Tensor, settings: dict, generator: torch.Generator) -> torch.Tensor:
    """Applies SpecAugment (Park et al. 2019): in some examples of ``x [B, T, 64]`` dB, spans of bands and of frames are set to the
    band's ``mean [64]``."""
    x = x.clone()

    def stretch(length: int, most: int) -> slice:
        width = int(torch.randint(1, most + 1, (), generator=generator))
        start = int(torch.randint(0, length - width + 1, (), generator=generator))
        return slice(start, start + width)

    for one in x:
        if float(torch.rand((), generator=generator)) < settings["chance"]:
            for _ in range(int(torch.randint(1, 3, (), generator=generator))):
                bands, frames = stretch(x.shape[2], settings["bands"]), stretch(x.shape[1], settings["frames"])
                one[:, bands] = mean[bands]
                one[frames] = mean
    return x


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
