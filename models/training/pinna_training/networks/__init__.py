"""The networks: the architectures, the model folder, the device. ``build`` makes each architecture."""
from __future__ import annotations

from torch import nn

from ..trunk import layout
from . import model, two_speed


def build(architecture: dict, heads: model.Heads) -> nn.Module:
    """Builds the network that ``architecture`` of model.json describes; a trunk has zeros for weights."""
    if "trunk" in architecture:
        return two_speed.build(architecture, heads, layout.blank(architecture["trunk"]))
    return model.build(architecture, heads)
