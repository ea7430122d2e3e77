"""Chooses the device of a network, and moves tensors."""
from __future__ import annotations

import torch
from torch import Tensor, nn

DEVICES = ("auto", "cpu", "cuda")


def choose(name: str) -> torch.device:
    """Returns the device; ``auto`` is the GPU if there is one."""
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "cpu"
    if name == "cuda" and not torch.cuda.is_available():
        raise SystemExit("--device cuda: PyTorch finds no GPU. Use --device cpu.")
    return torch.device(name)


def on_cpu(value: Tensor | dict | list) -> Tensor | dict | list:
    """Moves the tensors of a state dictionary to the CPU, so that any machine can load them."""
    if isinstance(value, Tensor):
        return value.detach().cpu()
    if isinstance(value, dict):
        return type(value)((key, on_cpu(one)) for key, one in value.items())
    return [on_cpu(one) for one in value] if isinstance(value, list) else value


class FromCpu:
    """Wraps a network on any device: its inputs and outputs are on the CPU, as evaluate.py expects."""

    def __init__(self, network: nn.Module, device: torch.device) -> None:
        self.network, self.device = network, device

    def __call__(self, x: Tensor) -> dict[str, Tensor]:
        return {name: value.cpu() for name, value in self.network(x.to(self.device)).items()}
