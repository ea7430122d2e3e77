"""Feeds a network on a trunk with the features of the recipe's cache, which lack the silent bands above 7.8 kHz."""
from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor, nn

from ..signal.device_features import BANDS, BANDS_BELOW_7800_HZ, SILENCE


def full_bands(x: Tensor) -> Tensor:
    """Extends ``[B, T, 102]`` to ``[B, T, 128]``, with the bands above 7.8 kHz in silence."""
    return F.pad(x, (0, BANDS - BANDS_BELOW_7800_HZ), value=SILENCE)


class FromRecipe(nn.Module):
    """Wraps a network so that it accepts the features of the recipe's cache, ``[B, T, 102]``."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, x: Tensor) -> dict[str, Tensor]:
        return self.network(full_bands(x))
