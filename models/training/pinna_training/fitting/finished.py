"""Reads the network of a finished run."""
from __future__ import annotations

from pathlib import Path

import torch

from ..data.labels import HEADS
from ..networks import two_speed
from ..trunk import layout


def read(run: Path, checkpoint: str = "best.pt") -> tuple[dict, two_speed.TwoSpeed]:
    """Returns the state in a ``checkpoint`` of the folder ``run``, and its network with the averaged weights, in evaluation mode."""
    state = torch.load(run / checkpoint, map_location="cpu")
    network = two_speed.build(state["architecture"], HEADS, layout.blank(state["architecture"]["trunk"]))
    # The pretrained classifier was only the teacher.
    weights = {name: value for name, value in state["average"].items() if not name.startswith(("trunk.fc1.", "trunk.fc2."))}
    network.load_state_dict(weights, strict=False)
    return state, network.eval()
