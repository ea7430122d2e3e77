"""The architectures ``crnn`` and ``wavenet`` on a trunk with a fast branch (models/FORMAT.md), in PyTorch.

Input: features ``[batch, frames, 128]``, one frame every 10 ms, at least one period of the trunk. Output: ``{head: logits [batch, rows,
classes]}``, one row every ``frames_per_row`` frames. Every layer is causal. A stream begins after endless silence; only the GRU begins
with zeros.
"""
from __future__ import annotations

from typing import NamedTuple

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ..trunk import layout
from ..trunk.network import FRAMES_PER_SECOND, Stream, Trunk
from .model import ConvStack, GatedStack, Heads, copy_into, gru_tensors, head_tensors, to_numpy


class TrunkRows(NamedTuple):
    """Everything that depends only on the trunk, each at its own rate."""
    fast: Tensor
    """What the fast branch reads, ``[batch, C, past + 1 + rows, F]``; the first ``past + 1`` are the block's output for silence."""
    taps: tuple[Tensor, ...]
    """Outputs of the tapped blocks, ``[batch, 1 + positions, F·C]`` (C fastest); the first is that for silence."""
    embedding: Tensor
    """``[batch, 1 + positions, embedding]``; the first is that for silence."""


class TwoSpeed(nn.Module):
    """The front that both share: it maps frames to rows ``x [batch, rows, units]`` and ``s [batch, rows, slow]``."""

    def __init__(self, architecture: dict, heads: Heads, trunk: Trunk, dropout: float, name: str, units: int, width: int,
                 reads_x: bool) -> None:
        """``name`` and ``units`` of the layer that computes x. ``width``: output of ``over_rows``. ``reads_x``: whether heads read x."""
        super().__init__()
        self.trunk, self.name, self.reads_x = trunk, name, reads_x
        self.block, self.tapped = architecture["fast"]["block"], list(architecture["taps"])
        bands, channels = layout.grid(trunk, self.block)
        self.fast = ConvStack(architecture["fast"]["conv"], bands, channels, after_past=True)
        self.dense = nn.Linear(self.fast.width, units)
        taps = [np.prod(layout.grid(trunk, block)) for block in self.tapped]
        embedding = trunk.last.kernel.shape[0]
        self.taps = nn.ModuleList(nn.Linear(int(tap), units, bias=False) for tap in taps)
        self.embedding = nn.Linear(embedding, units, bias=False)
        self.slow = nn.Linear(embedding, architecture["slow"])
        if self.slow.weight.shape == trunk.fc1.weight.shape:
            self.slow.load_state_dict(trunk.fc1.state_dict())
        self.dropout = nn.Dropout(dropout)
        width += units * reads_x + architecture["slow"]
        self.heads = nn.ModuleDict({head: nn.Linear(width, classes) for head, classes in heads.items()})
        self.frames_per_row = layout.stride(trunk, self.block)
        self.frames_per_tap = [layout.stride(trunk, block) for block in self.tapped]

    def trunk_rows(self, features: Tensor) -> TrunkRows:
        """Runs the trunk. For a frozen trunk, call it under ``torch.no_grad()``."""
        outputs: dict[int, Tensor] = {}
        for block, stream in enumerate(self.trunk.streams(features)):
            if block == self.block:
                fast = after_silence(stream, self.fast.receptive_field()).permute(0, 1, 3, 2)
            if block in self.tapped:
                outputs[block] = after_silence(stream, 1).permute(0, 3, 2, 1).flatten(2)
            last = stream
        embedding = after_silence(last, 1).mean(2).transpose(1, 2)
        return TrunkRows(fast, tuple(outputs[block] for block in self.tapped), embedding)

    def front(self, rows: TrunkRows) -> tuple[Tensor, Tensor]:
        """Returns ``x [batch, 1 + rows, units]`` and ``s [batch, 1 + rows, slow]``; the first row is that in endless silence."""
        fast = self.fast(rows.fast)
        count = fast.shape[1]
        x = self.dense(fast) + self.held(self.embedding(rows.embedding), self.trunk.frames_per_embedding, count)
        for layer, tap, frames in zip(self.taps, rows.taps, self.frames_per_tap):
            x = x + self.held(layer(tap), frames, count)
        slow = F.hardswish(self.slow(rows.embedding))
        return F.relu(x), self.held(slow, self.trunk.frames_per_embedding, count)

    def held(self, values: Tensor, frames: int, rows: int) -> Tensor:
        """Returns the newest complete one of ``values [batch, 1 + positions, width]`` for each row. ``frames``: input frames per value."""
        repeated = values[:, :, None].expand(-1, -1, frames // self.frames_per_row, -1)  # the first dimensions flatten to rows
        return repeated.flatten(1, 2)[:, :rows]

    def over_rows(self, x: Tensor, resting: Tensor, hidden: Tensor | None) -> tuple[Tensor, Tensor | None]:
        """Maps ``x [batch, rows, units]`` to ``[batch, rows, width]`` and the last hidden state. ``resting [batch, 1, units]``: x in
        endless silence. ``hidden``: the state before the first row."""
        raise NotImplementedError

    def read(self, rows: TrunkRows, hidden: Tensor | None = None) -> tuple[dict[str, Tensor], Tensor | None]:
        """Returns the logits and the last state of the GRU ``[1, batch, gru]``. ``hidden``: that before the first row; zeros if absent."""
        x, slow = self.front(rows)
        dropped = self.dropout(x)
        y, hidden = self.over_rows(dropped[:, 1:], dropped[:, :1], hidden)
        y = self.dropout(torch.cat([y, x[:, 1:], slow[:, 1:]] if self.reads_x else [y, slow[:, 1:]], dim=2))
        return {name: head(y) for name, head in self.heads.items()}, hidden

    def forward(self, features: Tensor) -> dict[str, Tensor]:
        return self.read(self.trunk_rows(features))[0]

    def views(self) -> dict[str, Tensor]:
        """Returns views of all parameters but those of the fast branch, in the names, shapes and order of FORMAT.md."""
        front = {f"{self.name}/kernel": self.dense.weight.T, f"{self.name}/bias": self.dense.bias}
        front |= {f"{self.name}/tap{j}": tap.weight.T for j, tap in enumerate(self.taps)}
        front |= {f"{self.name}/embedding": self.embedding.weight.T, "slow/kernel": self.slow.weight.T, "slow/bias": self.slow.bias}
        return layout.weight_views(self.trunk) | front | self.row_views() | head_tensors(self.heads)

    def row_views(self) -> dict[str, Tensor]:
        """Returns views of the parameters of ``over_rows``."""
        raise NotImplementedError

    def tensors(self) -> dict[str, np.ndarray]:
        """Returns all weights in the names, shapes and order of FORMAT.md, float32."""
        fast = {f"fast/{name}": value for name, value in self.fast.tensors().items()}
        views = self.views()
        trunk = {name: view for name, view in views.items() if name.startswith("trunk/")}
        return layout.normalization() | to_numpy(trunk | fast | views)

    @torch.no_grad()
    def load_tensors(self, tensors: dict[str, np.ndarray]) -> None:
        t = {name: torch.from_numpy(np.array(value, dtype=np.float64)) for name, value in tensors.items()}
        self.fast.load_tensors({name.removeprefix("fast/"): value for name, value in t.items() if name.startswith("fast/")})
        copy_into(self.views(), t)

    def parameter_count(self) -> int:
        """Returns the number of values in weights.bin."""
        values = [*layout.normalization().values(), *self.fast.tensors().values(), *self.views().values()]
        return sum(int(np.prod(value.shape)) for value in values)

    def row_past(self) -> int:
        """Returns the number of past rows that ``over_rows`` reads, without a recurrent layer."""
        raise NotImplementedError

    def receptive_field(self) -> int:
        """Returns the receptive field of the convolutions, input frames. A held value may be as old as its period."""
        fast = layout.past(self.trunk, self.block) + (self.fast.receptive_field() - 1) * self.frames_per_row
        blocks = [*self.tapped, len(self.trunk.blocks)]
        held = [layout.past(self.trunk, block) + layout.stride(self.trunk, block) - self.frames_per_row for block in blocks]
        return 1 + max(fast, *held) + self.row_past() * self.frames_per_row

    def multiply_adds_per_second(self) -> float:
        """Returns the products with weights per second of sound. Those with held values count when these change."""
        rows, embeddings = (FRAMES_PER_SECOND / frames for frames in (self.frames_per_row, self.trunk.frames_per_embedding))
        total = layout.multiply_adds_per_second(self.trunk)
        total += rows * (self.fast.macs_per_frame + self.dense.weight.numel() + self.row_macs())
        total += embeddings * (self.embedding.weight.numel() + self.slow.weight.numel())
        for tap, frames in zip(self.taps, self.frames_per_tap):
            total += FRAMES_PER_SECOND / frames * tap.weight.numel()
        for head in self.heads.values():
            slow = self.slow.out_features * head.out_features
            total += rows * (head.weight.numel() - slow) + embeddings * slow
        return total

    def row_macs(self) -> int:
        """Returns the multiply-adds of ``over_rows`` per row."""
        raise NotImplementedError


class TwoSpeedCrnn(TwoSpeed):
    """A GRU over x; the heads read ``[gru, x, s]``."""

    def __init__(self, architecture: dict, heads: Heads, trunk: Trunk, dropout: float = 0.0) -> None:
        units, gru = architecture["dense"], architecture["gru"]
        super().__init__(architecture, heads, trunk, dropout, "dense", units, gru, reads_x=True)
        self.gru = nn.GRU(units, gru, batch_first=True)

    def over_rows(self, x: Tensor, resting: Tensor, hidden: Tensor | None) -> tuple[Tensor, Tensor | None]:
        return self.gru(x, hidden)

    def row_views(self) -> dict[str, Tensor]:
        return gru_tensors(self.gru)

    def row_past(self) -> int:
        return 0

    def row_macs(self) -> int:
        return self.gru.weight_ih_l0.numel() + self.gru.weight_hh_l0.numel()


class TwoSpeedWavenet(TwoSpeed):
    """Gated dilated convolutions over x; the heads read ``[post, s]``, or with ``readFront`` ``[post, x, s]``."""

    def __init__(self, architecture: dict, heads: Heads, trunk: Trunk, dropout: float = 0.0) -> None:
        super().__init__(architecture, heads, trunk, dropout, "front", architecture["residualChannels"], architecture["skipChannels"],
                         reads_x=architecture.get("readFront", False))
        self.stack = GatedStack(architecture)

    def over_rows(self, x: Tensor, resting: Tensor, hidden: Tensor | None) -> tuple[Tensor, Tensor | None]:
        return self.stack(x, resting), None

    def row_views(self) -> dict[str, Tensor]:
        return self.stack.tensors()

    def row_past(self) -> int:
        return self.stack.past

    def row_macs(self) -> int:
        return sum(parameter.numel() for name, parameter in self.stack.named_parameters() if name.endswith("weight"))


def after_silence(stream: Stream, count: int) -> Tensor:
    """Returns ``[batch, C, F, count + time]``: the stream after ``count`` silent positions."""
    return torch.cat([stream.silence.expand(len(stream.x), -1, -1, count), stream.x], dim=3)


def build(architecture: dict, heads: Heads, trunk: Trunk, dropout: float = 0.0) -> TwoSpeedCrnn | TwoSpeedWavenet:
    """Builds the network that ``architecture`` describes on a causal trunk of that description. ``heads``: name → number of classes."""
    if layout.description(trunk) != architecture["trunk"]:
        raise ValueError("the trunk is not the one that the architecture describes")
    return {"crnn": TwoSpeedCrnn, "wavenet": TwoSpeedWavenet}[architecture["type"]](architecture, heads, trunk, dropout)
