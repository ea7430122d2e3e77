"""Makes a run folder from a model folder, so that the model can be trained further without the runs that made it.

    python3 models/training/reopen.py --model models/crnn --config models/training/configs/crnn-all.json --data DIR \
        --cache models/training/cache --out models/training/runs/reopened

``train.py --first runs/reopened/best.pt`` begins from it. ``weights.bin`` holds no batch norms: they are folded into the kernels of the
fast branch. This module gives each batch norm the statistics of the configuration's batches, and a scale that undoes them. So the
outputs stay the same, and training moves the same parameters as before. The bird's bias keeps the value from calibration until
training changes it.
"""
from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch
from torch import Tensor

from ..examples.batches import make_batch
from ..examples.training_data import TrainingData
from ..networks import folder
from ..networks.cache_input import full_bands
from ..networks.model import CausalConv
from ..networks.two_speed import TwoSpeed
from . import configuration

BATCHES = 16  # number of batches that the statistics are measured on


class Moments:
    """Collects the mean and variance, per channel, of a convolution's output."""

    def __init__(self, layer: CausalConv) -> None:
        self.count, self.sum, self.squares = 0, torch.zeros(0), torch.zeros(0)
        self.hook = layer.conv.register_forward_hook(self.add)

    def add(self, _layer: torch.nn.Module, _inputs: tuple[Tensor, ...], out: Tensor) -> None:
        values = out.double().transpose(0, 1).flatten(1)
        first = self.count == 0
        self.count += values.shape[1]
        self.sum = values.sum(dim=1) + (0 if first else self.sum)
        self.squares = values.square().sum(dim=1) + (0 if first else self.squares)

    def mean(self) -> Tensor:
        return self.sum / self.count

    def variance(self) -> Tensor:
        return self.squares / self.count - self.mean().square()


@torch.no_grad()
def reopen_norms(network: TwoSpeed, inputs: list[Tensor]) -> None:
    """Gives the batch norms of ``network``, which are the identity, the statistics of ``inputs`` (``[batch, T, 128]`` each), and the
    scales and shifts that keep its outputs the same."""
    layers = list(network.fast.layers)
    moments = [Moments(layer) for layer in layers]
    for x in inputs:
        network(x)
    for layer, moment in zip(layers, moments):
        moment.hook.remove()
        norm, mean, variance = layer.norm, moment.mean(), moment.variance()
        norm.running_mean.copy_(mean)
        norm.running_var.copy_(variance)
        norm.weight.copy_(torch.sqrt(variance + norm.eps))
        norm.bias.copy_(mean)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", type=Path, required=True, help="a folder of a model on a trunk")
    parser.add_argument("--config", type=Path, required=True, help="configuration of the stage that made the model")
    parser.add_argument("--data", type=Path, required=True, help="folder with manifest.csv and audio/")
    parser.add_argument("--cache", type=Path, required=True, help="folder that corpus.py filled")
    parser.add_argument("--out", type=Path, required=True, help="run folder to write")
    arguments = parser.parse_args()
    config = configuration.read(arguments.config)
    description, network = folder.load(arguments.model)
    mixer = TrainingData.read(arguments.data, arguments.cache, config.get("onlyFree", False)).mixer(config)
    batches = [make_batch(mixer, config["composition"], config["seed"], step) for step in range(BATCHES)]
    reopen_norms(network, [full_bands(batch["x"]) for batch in batches])
    arguments.out.mkdir(parents=True, exist_ok=True)
    (arguments.out / "config.json").write_text(json.dumps(config, indent=2) + "\n")
    state = {"average": network.state_dict(), "config": config, "architecture": description["architecture"],
             "step": config["optimizer"]["steps"]}
    torch.save(state, arguments.out / "best.pt")
