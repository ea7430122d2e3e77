"""Reports what each stage of the transfer gains, forgets and costs: heads on the frozen trunk, last blocks free, whole trunk free.

    python3 models/training/transfer.py --run models/training/runs/crnn models/training/runs/crnn-last-blocks \
        models/training/runs/crnn-all --data DIR --cache models/training/cache --pretrained mn04_as.npz

Reads the accuracy and the training time of finished runs from their ``figures.json``. Measures how much a network still knows of the
527 classes of the pretrained network, on validation recordings: the whole pretrained network, which sees a recording at once, says which
classes a recording holds; the mean average precision says how well the event logits of the streaming network, averaged over the
recording, agree with it. The network before the first step has the pretrained classifier for its heads, on the distilled trunk. Writes
``TRANSFER.md``.
"""
from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from ..data import corpus
from ..data.audioset import CLASS_IDS
from ..data.corpus import Features
from ..data.labels import EVENT_INDEX, HEADS
from ..data.manifest import Row
from ..fitting import finished
from ..fitting.given_trunk import add_trunk_arguments, trunk_of_arguments
from ..fitting.learner import Learner
from ..measuring import evaluate
from ..measuring.markdown import NUMBER, table
from ..measuring.scores import average_precision
from ..networks.cache_input import FromRecipe, full_bands
from ..networks.two_speed import TwoSpeed
from ..places import TRAINING
from ..trunk.network import SILENCE, Trunk, load_pretrained

CLASSES = len(CLASS_IDS)
MOST_FRAMES = 3000  # of a recording: 30 s
SURE, LEAST_CLASSES = 0.5, 3  # a recording holds the classes with more than this probability, and at least this number of classes
# Validation figures of the report and their names.
FIGURES = {"escAccuracy": "ESC-50", "birdAuc": "bird AUC", "birdAucField": "bird AUC, field", "genreAccuracy": "genre",
           "speechAuc": "speech AUC", "musicAuc": "music AUC"}
FROM_ABOVE = "Each stage begins with the weights of the one above."
FROM_FIRST = "The first stage begins with the pretrained weights; each of the others continues the first, so they can be compared."
TEXT = """# What the transfer gains, and what it forgets

`transfer.py` writes this page. {order} The first row is the pretrained classifier on the distilled trunk, before any training on
labels. Accuracy is that on the validation split. Minutes are those of the training steps, and depend on what else the machine did.

**Forgetting.** The pretrained network has {classes} classes; the labels know {labelled} of them. It decides which classes each of
{recordings} validation recordings holds, from the whole recording: those with a probability above {sure}, and at least the first
{least}. The two columns on the right are the mean average precision of the network's event logits, averaged over a recording,
against these decisions: over the {found} classes found in any recording, and over the {unlabelled} of them that no label teaches.

"""


def whole_logits(trunk: Trunk) -> Callable[[Tensor], Tensor]:
    """Returns a function from ``[1, T, 128]`` to the logits ``[CLASSES]`` of the pretrained network for the whole recording."""
    return lambda x: trunk.logits(trunk.embed(x).mean(1))[0]


def streamed_logits(network: TwoSpeed) -> Callable[[Tensor], Tensor]:
    """Returns a function from ``[1, T, 128]`` to the mean ``[CLASSES]`` of the event logits of all rows."""
    def mean(x: Tensor) -> Tensor:
        rows = x.shape[1] // network.frames_per_row
        every = network.trunk.frames_per_embedding
        padding = torch.full((1, -x.shape[1] % every, x.shape[2]), SILENCE)
        return network(torch.cat([x, padding], dim=1))["events"][0, :rows, :CLASSES].mean(0)

    return mean


@torch.no_grad()
def logits_of(network: Callable[[Tensor], Tensor], rows: list[Row], features: Features) -> np.ndarray:
    """Returns ``[recordings, CLASSES]``."""
    frames = (torch.from_numpy(features[row][:MOST_FRAMES].astype(np.float32)) for row in rows)
    return np.stack([network(full_bands(one[None])).numpy() for one in frames])


def decisions(logits: np.ndarray) -> np.ndarray:
    """Returns which classes each recording holds, ``[recordings, CLASSES]`` booleans, by the logits of the whole pretrained network."""
    least = np.sort(logits, axis=1)[:, -LEAST_CLASSES, None]
    return (logits >= least) | (logits > np.log(SURE / (1 - SURE)))


def mean_precision(logits: np.ndarray, truth: np.ndarray, classes: np.ndarray) -> float:
    """Returns the mean average precision over ``classes`` (indices), each of which some recording holds."""
    return float(np.mean([average_precision(logits[:, c], truth[:, c]) for c in classes]))


class Stage(NamedTuple):
    """A line of the report. ``figures``: those of the validation split; ``logits``: ``[recordings, CLASSES]``."""
    name: str
    learns: str
    steps: int
    rate: float
    minutes: float
    figures: dict[str, float]
    logits: np.ndarray


def before(trunk: Trunk, config: dict, rows: list[Row], features: Features) -> Stage:
    """Measures the network of ``config`` before its first step."""
    network = Learner(config, HEADS, trunk, torch.device("cpu")).average
    logits = evaluate.stream_rows(FromRecipe(network), rows, features)
    return Stage("before", "nothing", 0, 0, 0, evaluate.figures(rows, logits, evaluate.DEFAULT_POOLING, {}),
                 logits_of(streamed_logits(network), rows, features))


def finished_stage(run: Path, rows: list[Row], features: Features) -> Stage:
    """Measures a finished run."""
    state, network = finished.read(run)
    config, figures = state["config"], json.loads((run / "figures.json").read_text())
    return Stage(run.name, learning(config), figures["steps"], config["optimizer"]["rate"], figures["minutes"], figures["best"],
                 logits_of(streamed_logits(network), rows, features))


def learning(config: dict) -> str:
    """Says which part of the trunk learns."""
    blocks, share = config["trunk"]["lastBlocks"], config["trunk"]["rateShare"]
    if blocks == 0:
        return "heads on the frozen trunk"
    part = "whole trunk" if blocks is None else f"last {blocks} blocks"
    return f"{part} free, at {share:g} times the rate"


def report(stages: list[Stage], truth: np.ndarray, order: str = FROM_ABOVE) -> str:
    """Formats the page. ``truth``: the decisions of the whole pretrained network; ``order``: says what a stage begins with."""
    found = np.flatnonzero(truth.any(axis=0))
    unlabelled = np.setdiff1d(found, EVENT_INDEX)
    lines = [(stage.name, stage.learns, stage.steps, f"{stage.rate:g}", f"{stage.minutes:.0f}",
              *(f"{stage.figures[name]:.3f}" for name in FIGURES),
              *(f"{mean_precision(stage.logits, truth, part):.3f}" for part in (found, unlabelled))) for stage in stages]
    text = TEXT.format(order=order, classes=CLASSES, labelled=int((EVENT_INDEX < CLASSES).sum()), recordings=len(truth), sure=SURE,
                       least=LEAST_CLASSES, found=len(found), unlabelled=len(unlabelled))
    head = ("stage", "what learns", "steps", "rate", "minutes", *FIGURES.values(), "all classes", "without labels")
    return f"{text}{table(head, lines, NUMBER)}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--run", type=Path, required=True, nargs="+", help="finished run folders of the stages, in order")
    parser.add_argument("--data", type=Path, required=True, help="folder with manifest.csv")
    parser.add_argument("--cache", type=Path, required=True, help="folder that corpus.py filled")
    add_trunk_arguments(parser)
    parser.add_argument("--out", type=Path, default=TRAINING / "TRANSFER.md", help="Markdown file to write")
    parser.add_argument("--from-first", action="store_true", help="says that all further stages began with the weights of the first")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    rows = corpus.validation_rows(corpus.load_rows(arguments.cache, arguments.data))
    features = Features(arguments.cache)
    truth = decisions(logits_of(whole_logits(load_pretrained(arguments.pretrained)), rows, features))
    config = json.loads((arguments.run[0] / "config.json").read_text())
    stages = [before(trunk_of_arguments(arguments, config), config, rows, features)]
    for run in arguments.run:
        print(run.name, flush=True)
        stages.append(finished_stage(run, rows, features))
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(report(stages, truth, FROM_FIRST if arguments.from_first else FROM_ABOVE))
