"""The networks: two streaming architectures, the teacher, the model folder, cost; ``build`` makes any by its ``architecture``."""
from __future__ import annotations

from torch import nn

from . import model
from .teacher import Teacher


def build(architecture: dict, heads: model.Heads, dropout: float = 0.0) -> nn.Module:
    if architecture["type"] == "teacher":
        return Teacher(architecture, heads, dropout)
    return model.build(architecture, heads, dropout)
