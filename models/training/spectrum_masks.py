"""Masks over bands and frames (SpecAugment, Park et al. 2019)."""
from __future__ import annotations

import torch


def mask_spectrum(x: torch.Tensor, mean: torch.Tensor, settings: dict, generator: torch.Generator) -> torch.Tensor:
    """In some examples of ``x [B, T, 64]`` dB stretches of bands and of frames become the band's ``mean [64]``."""
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
