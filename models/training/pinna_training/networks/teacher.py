"""A larger network that sees the whole example before it answers. It trains other networks and never ships.

Input and output are those of model.py: ``[batch, T, 64]`` dB to ``{head: logits [batch, T, classes]}``. It sees as far
ahead as back. It halves its frame rate twice, so that it is wider than the streaming networks at a similar cost.
"""
from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ..signal.features import BANDS
from .model import Heads, Normalize


class PooledConv(nn.Module):
    """A 3 × 3 convolution over ``[batch, C, time, frequency]``, centred in both; batch norm; ReLU; mean over ``pool[0]`` frames. Its
    stride in frequency is ``pool[1]``."""

    def __init__(self, channels_in: int, channels: int, pool: tuple[int, int]) -> None:
        super().__init__()
        self.conv = nn.Conv2d(channels_in, channels, 3, padding=1, stride=(1, pool[1]), bias=False)
        self.norm = nn.BatchNorm2d(channels)
        self.pool_t = pool[0]

    def forward(self, x: Tensor) -> Tensor:
        y = F.relu(self.norm(self.conv(x)))
        return y if self.pool_t == 1 else F.avg_pool2d(y, (self.pool_t, 1), ceil_mode=True)


class Teacher(nn.Module):
    """The teacher; ``architecture``: ``{"conv": [{"channels", "pool": [time, frequency]}, …], "dense", "gru"}``."""

    def __init__(self, architecture: dict, heads: Heads, dropout: float = 0.0) -> None:
        super().__init__()
        self.normalize = Normalize()
        channels, bands, self.slower = 1, BANDS, 1
        layers = []
        for spec in architecture["conv"]:
            layers.append(PooledConv(channels, spec["channels"], tuple(spec["pool"])))
            channels, bands, self.slower = spec["channels"], bands // spec["pool"][1], self.slower * spec["pool"][0]
        self.convs = nn.Sequential(*layers)
        self.dense = nn.Linear(bands * channels, architecture["dense"])
        self.gru = nn.GRU(architecture["dense"], architecture["gru"], batch_first=True, bidirectional=True)
        self.dropout = nn.Dropout(dropout)
        width = 2 * architecture["gru"] + architecture["dense"]
        self.heads = nn.ModuleDict({name: nn.Linear(width, classes) for name, classes in heads.items()})

    def forward(self, x: Tensor) -> dict[str, Tensor]:
        frames = x.shape[1]
        y = self.normalize(x).unsqueeze(1).contiguous(memory_format=torch.channels_last)
        y = self.convs(y).permute(0, 2, 3, 1).flatten(2)
        y = F.relu(self.dense(self.dropout(y)))
        y = self.dropout(torch.cat([self.gru(y)[0], y], dim=2))
        return {name: head(y).repeat_interleave(self.slower, dim=1)[:, :frames] for name, head in self.heads.items()}
