"""The networks: two streaming architectures, the teacher, the model folder, the cost. ``build`` makes each of them."""
from __future__ import annotations

from torch import nn

from . import model
from .teacher import Teacher


def build(architecture: dict, heads: model.Heads, dropout: float = 0.0) -> nn.Module:
    """Builds the network that ``architecture`` (of a configuration) describes."""
    if architecture["type"] == "teacher":
        return Teacher(architecture, heads, dropout)
    return model.build(architecture, heads, dropout)
