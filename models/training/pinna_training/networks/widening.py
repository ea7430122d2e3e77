"""Starts a wider ``Crnn`` from a narrower, trained one, with the same outputs (Net2Net, Chen et al. 2016).

New units have random input weights. Their weights into the trained units and the heads begin at zero.
"""
from __future__ import annotations

from torch import Tensor

GATES = 3
Weights = dict[str, Tensor]


def placed(fresh: Tensor, trained: Tensor, axes_out: int = 1) -> Tensor:
    """Copies ``trained`` into the leading corner of ``fresh``, with zeros from new inputs to trained units. The first ``axes_out``
    axes count units, the others inputs."""
    out = fresh.clone()
    out[tuple(slice(size) for size in trained.shape[:axes_out])] = 0
    out[tuple(slice(size) for size in trained.shape)] = trained
    return out


def placed_in_head(fresh: Tensor, trained: Tensor, gru: int, trained_gru: int) -> Tensor:
    """Returns a head's kernel ``[classes, gru + dense]``, with the dense layer's columns moved behind those of the wider GRU."""
    out = fresh * 0
    out[:, :trained_gru] = trained[:, :trained_gru]
    dense = trained[:, trained_gru:]
    out[:, gru:gru + dense.shape[1]] = dense
    return out


def widened(fresh: Weights, trained: Weights) -> Weights:
    """Copies the weights of a ``trained`` ``Crnn`` into those of a ``fresh`` one, whose layers are all at least as wide."""
    gru, trained_gru = (weights["gru.weight_hh_l0"].shape[1] for weights in (fresh, trained))
    channels, trained_channels = (len(weights[last_kernel(weights)]) for weights in (fresh, trained))
    out = {}
    for name, new in fresh.items():
        old = trained[name]
        if new.shape == old.shape:
            out[name] = old
        elif name.startswith("heads.") and new.dim() == 2:
            out[name] = placed_in_head(new, old, gru, trained_gru)
        elif name.startswith("gru."):
            by_gate = (value.reshape(GATES, -1, *value.shape[1:]) for value in (new, old))
            out[name] = placed(*by_gate, axes_out=2).reshape(new.shape)
        elif name == "dense.weight":
            by_band = new.reshape(len(new), -1, channels), old.reshape(len(old), -1, trained_channels)
            out[name] = placed(*by_band).reshape(new.shape)
        else:
            out[name] = placed(new, old)
    return out


def last_kernel(weights: Weights) -> str:
    """Returns the name of the last convolution's kernel."""
    layers = {int(name.split(".")[2]) for name in weights if name.startswith("conv.layers.")}
    return f"conv.layers.{max(layers)}.conv.weight"
