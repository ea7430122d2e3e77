"""Averages the weights at the beginning and at the end of a stage. On request it moves the bird's head back to the pretrained classifier.

    python3 models/training/average.py --run models/training/runs/crnn-last-blocks --first models/training/runs/crnn/best.pt \
        --pretrained mn04_as.npz --out models/training/runs/crnn-averaged

Networks between the two ends of a fine-tuning are often as good on the training data's kinds of sounds, and better on others (Wortsman
et al. 2022, "Robust fine-tuning of zero-shot models"). The shares were chosen on the validation split, among 0, 0.5 and 1.
"""
from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import torch
from torch import Tensor

from ..data.labels import HEADS
from .given_trunk import add_trunk_arguments, trunk_of_arguments
from .learner import Learner

Weights = dict[str, Tensor]


def between(one: Weights, other: Weights, share: float) -> Weights:
    """Returns ``one`` moved towards ``other`` by ``share``. Whole numbers, such as counts, stay those of ``one``."""
    return {name: torch.lerp(value, other[name], share) if value.is_floating_point() else value for name, value in one.items()}


def averaged(learner: Learner, first: Weights, last: Weights, share: float, bird_share: float) -> Weights:
    """Returns the weights ``share`` of the way from the stage's beginning to ``last``, with the bird's head ``bird_share`` of the way from
    there to the pretrained classifier. ``learner`` has not learned yet; ``first``: the weights that the stage began from."""
    classifier = {name: value.clone() for name, value in learner.network.state_dict().items()}
    learner.begin_from(first)
    out = between(learner.network.state_dict(), last, share)
    for name in ("heads.bird.weight", "heads.bird.bias"):
        out[name] = torch.lerp(out[name], classifier[name], bird_share)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--run", type=Path, required=True, help="run folder of the stage")
    parser.add_argument("--first", type=Path, required=True, help="best.pt that the stage began from")
    parser.add_argument("--share", type=float, default=0.5, help="way from the beginning to the end (default 0.5)")
    parser.add_argument("--bird-share", type=float, default=0.0, help="way of the bird's head to the classifier (default 0)")
    parser.add_argument("--out", type=Path, required=True, help="run folder to write")
    add_trunk_arguments(parser)
    arguments = parser.parse_args()
    state = torch.load(arguments.run / "best.pt", map_location="cpu")
    learner = Learner(state["config"], HEADS, trunk_of_arguments(arguments, state["config"]), torch.device("cpu"))
    first = torch.load(arguments.first, map_location="cpu")["average"]
    state["average"] = averaged(learner, first, state["average"], arguments.share, arguments.bird_share)
    state["figures"] = {}
    arguments.out.mkdir(parents=True, exist_ok=True)
    torch.save(state, arguments.out / "best.pt")
    (arguments.out / "config.json").write_text(json.dumps(state["config"], indent=2) + "\n")
    for name in ("figures.json", "log.jsonl", "curves.png"):
        shutil.copy(arguments.run / name, arguments.out / name)
