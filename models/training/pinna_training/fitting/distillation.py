"""Distillation: learning from the outputs of other networks (Hinton et al. 2015)."""
from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ..networks import build
from .losses import mean_over

Logits = dict[str, Tensor]


class Teachers(nn.Module):
    """Computes the mean logits of finished runs (folders with ``best.pt``), each with its averaged weights."""

    def __init__(self, runs: list[Path], heads: dict[str, int]) -> None:
        super().__init__()
        members = []
        for run in runs:
            state = torch.load(run / "best.pt")
            network = build(state["config"]["architecture"], heads)
            network.load_state_dict(state["average"])
            members.append(network.eval().to(memory_format=torch.channels_last))
        self.members = nn.ModuleList(members)

    @torch.no_grad()
    def forward(self, x: Tensor) -> Logits:
        """Maps ``[B, T, 64]`` dB to ``{head: [B, T, classes]}``, float32."""
        outputs = [{name: value.float() for name, value in network(x).items()} for network in self.members]
        return {name: torch.stack([output[name] for output in outputs]).mean(dim=0) for name in outputs[0]}


def soft_losses(logits: Logits, target: Logits, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """Returns the losses of losses.py with the teachers' logits, ``target``, instead of the labels. Every class counts, also an
    unknown one."""
    frames = batch["singleFrames"].float()
    share = frames / frames.sum(dim=1, keepdim=True).clamp(min=1)
    classes = batch["singleClasses"]

    def pooled(z: Tensor) -> Tensor:
        return torch.einsum("btc,bt->bc", z, share).masked_fill(~classes, -1e4)

    wanted = F.softmax(pooled(target["events"]), dim=1)
    predicted = F.log_softmax(pooled(logits["events"]), dim=1).masked_fill(~classes, 0)
    has_genre = (batch["genre"] >= 0).float()
    genre = -(F.softmax(target["genre"].mean(dim=1), dim=1) * F.log_softmax(logits["genre"].mean(dim=1), dim=1)).sum(dim=1)
    binary = F.binary_cross_entropy_with_logits
    count = logits["events"].shape[0] * logits["events"].shape[1]
    return {
        "events": binary(logits["events"], torch.sigmoid(target["events"]), reduction="sum") / count,
        "single": mean_over(-(wanted * predicted).sum(dim=1), (batch["singleTarget"].sum(dim=1) > 0).float()),
        "genre": mean_over(genre, has_genre),
        "bird": binary(logits["bird"], torch.sigmoid(target["bird"])),
    }
