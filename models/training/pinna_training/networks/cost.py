"""Computes the cost of a network."""
from __future__ import annotations

import torch
from torch import nn

from ..signal.features import BANDS, HOP_SECONDS


def parameters(network: nn.Module) -> int:
    """Counts the parameters."""
    return sum(parameter.numel() for parameter in network.parameters())


@torch.no_grad()
def multiply_adds_per_second(network: nn.Module, seconds: float = 4.0) -> int:
    """Counts the multiply-adds per second of audio while ``network`` processes ``seconds`` of zeros (dB). It counts all products
    with kernels, as ``macs_per_frame`` of model.py does, for any network."""
    total = 0

    def count(module: nn.Module, _inputs: tuple, output: torch.Tensor | tuple) -> None:
        nonlocal total
        if isinstance(module, nn.GRU):
            weights = sum(p.numel() for name, p in module.named_parameters() if name.startswith("weight"))
            total += weights * output[0].shape[0] * output[0].shape[1]
        elif isinstance(module, nn.Linear):
            total += module.weight.numel() * (output.numel() // module.out_features)
        else:
            total += module.weight.numel() * (output.numel() // module.out_channels)

    kinds = (nn.Conv1d, nn.Conv2d, nn.Linear, nn.GRU)
    hooks = [module.register_forward_hook(count) for module in network.modules() if isinstance(module, kinds)]
    training = network.training
    network.eval()(torch.zeros(1, round(seconds / HOP_SECONDS), BANDS, device=next(network.parameters()).device))
    network.train(training)
    for hook in hooks:
        hook.remove()
    return round(total / seconds)
