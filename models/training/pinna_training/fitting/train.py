"""Trains all heads at once, on the distilled trunk. If it is interrupted, the same command continues from the last checkpoint.

    python3 models/training/train.py --config models/training/configs/crnn.json --data DIR \
        --cache models/training/cache --pretrained mn04_as.npz --out models/training/runs/crnn

Writes to the run folder ``checkpoint.pt`` (the complete state of the training), ``best.pt`` (averaged weights with the best selection
score on the validation split), ``config.json``, ``log.jsonl`` (one line per 50 steps and per validation), ``curves.png`` and
``figures.json`` (last and best validation figures, cost, findings about the curves).
"""
from __future__ import annotations

import argparse
import json
import math
import os
import time
from pathlib import Path

import numpy as np
import torch

from ..data.labels import HEADS
from ..examples import batches
from ..examples.training_data import TrainingData
from ..measuring import evaluate
from ..networks import devices
from ..networks.cache_input import FromRecipe
from ..networks.devices import FromCpu
from ..trunk.network import Trunk
from . import configuration, curves, reading
from .given_trunk import add_trunk_arguments, trunk_of_arguments
from .learner import Learner, unlearnable_rows
from .run_log import RunLog

LOG_EVERY = 50  # steps
CHECKPOINT_EVERY = 250  # steps
MOST_NOT_FINITE = 20  # number of steps in a row without a finite loss that ends the run


def selection_score(figures: dict[str, float]) -> float:
    """Returns the score by which ``best.pt`` is chosen, on the validation split."""
    return (figures["escAccuracy"] + 0.5 * figures["birdAuc"] + 0.5 * figures["birdAucField"]
            + 0.25 * (figures["genreAccuracy"] + figures["genreMacro"]))


def rounded(values: dict[str, float], digits: int) -> dict[str, float]:
    return {name: round(value, digits) for name, value in values.items()}


def rate_at(step: int, settings: dict) -> float:
    """Returns the learning rate: rises over ``warmup`` steps, stays, and falls along a half cosine from ``decayFrom · steps`` on."""
    if step < settings["warmup"]:
        return settings["rate"] * (step + 1) / settings["warmup"]
    start = settings["decayFrom"] * settings["steps"]
    progress = min(1.0, max(0.0, (step - start) / (settings["steps"] - start)))
    return settings["rate"] * (0.002 + 0.998 * 0.5 * (1 + np.cos(np.pi * progress)))


class Trainer:
    """Trains and validates a run in its folder ``out``; continues from a checkpoint in it."""

    def __init__(self, config: dict, data: TrainingData, trunk: Trunk, out: Path, first: Path | None = None,
                 device: torch.device = torch.device("cpu")) -> None:
        self.config, self.data, self.out, self.device = config, data, out, device
        self.steps = config["optimizer"]["steps"]
        self.learner = Learner(config, HEADS, trunk, device)
        if config.get("keepClassifier", False):
            self.learner.keep_classifier(unlearnable_rows(data.library.learnable, data.library.has_genres))
        self.best, self.saved, self.not_finite, self.validation_seconds = float("-inf"), 0, 0, 0.0
        out.mkdir(parents=True, exist_ok=True)
        self.log = RunLog(out)
        if (out / "checkpoint.pt").exists():
            self.resume()
        elif first is not None:
            weights = torch.load(first, map_location="cpu")["average"]
            copied = self.learner.begin_from(weights)
            print(f"copied {copied} of {len(weights)} tensors from {first}", flush=True)

    def resume(self) -> None:
        state = torch.load(self.out / "checkpoint.pt", map_location="cpu")
        self.learner.load(state)
        self.best, self.saved = state["best"], state["step"]
        print(f"resumed at step {self.saved}", flush=True)

    def save(self) -> None:
        about = {"best": self.best, "config": self.config, "architecture": self.learner.architecture}
        torch.save(self.learner.state() | about, self.out / "checkpoint.partial")
        os.replace(self.out / "checkpoint.partial", self.out / "checkpoint.pt")
        self.saved = self.learner.step

    def validate(self) -> None:
        """Streams the validation split through the averaged weights; updates best.pt, log, checkpoint, curves and figures."""
        began = time.time()
        network, data = FromCpu(FromRecipe(self.learner.average), self.device), self.data
        logits = evaluate.stream_rows(network, data.val, data.features)
        result = evaluate.figures(data.val, logits, evaluate.DEFAULT_POOLING, {})
        score = selection_score(result)
        seen = evaluate.stream_rows(network, data.seen, data.features)
        result |= {"escLoss": evaluate.esc_loss(data.val, logits), "escLossSeen": evaluate.esc_loss(data.seen, seen)}
        if score > self.best:
            self.best = score
            torch.save({"average": devices.on_cpu(self.learner.average.state_dict()), "config": self.config,
                        "architecture": self.learner.architecture,
                        "step": self.learner.step, "figures": result}, self.out / "best.pt")
        self.log.add({"step": self.learner.step, "time": round(time.time()), "val": rounded(result, 4),
                      "score": round(score, 4)})
        self.save()
        self.report()
        self.validation_seconds = time.time() - began

    def report(self) -> None:
        """Draws the curves, writes ``figures.json``, and prints the last validation and the findings."""
        findings = reading.findings(self.log.entries)
        sentences = [finding.sentence for finding in findings]
        curves.draw(self.log.entries, findings, self.out / "curves.png")
        validations = self.log.validations()
        last, best = validations[-1], max(validations, key=lambda entry: entry["score"])
        average = self.learner.average
        figures = {"steps": self.learner.step, "minutes": round(self.log.training_minutes(), 1), "seed": self.config["seed"],
                   "parameters": average.parameter_count(), "multiplyAddsPerSecond": round(average.multiply_adds_per_second()),
                   "last": {"step": last["step"], "score": last["score"], **last["val"]},
                   "best": {"step": best["step"], "score": best["score"], **best["val"]}, "reading": sentences}
        (self.out / "figures.json").write_text(json.dumps(figures, indent=2) + "\n")
        shown = ", ".join(f"{label} {last['val'][name]:.3f}" for name, label in curves.VALIDATION.items())
        print("\n  ".join([f"validation at step {last['step']}: {shown}", *sentences]), flush=True)

    def progress(self, means: dict[str, float], seconds_per_step: float) -> None:
        """Logs the mean losses of the last steps, and prints them with progress and remaining time."""
        step = self.learner.step
        self.log.add({"step": step, "time": round(time.time()), "train": rounded(means, 5),
                      "secondsPerStep": round(seconds_per_step, 3)})
        left = self.steps - step
        validations = math.ceil(left / self.config["evaluateEvery"])
        minutes = (left * seconds_per_step + validations * self.validation_seconds) / 60
        heads = ", ".join(f"{name} {means[name]:.2f}" for name in ("events", "single", "genre", "bird"))
        done = f"{step / self.steps:.0%}, about {minutes:.0f} min left, {seconds_per_step:.2f} s a step"
        print(f"step {step}/{self.steps} ({done}): loss {means['loss']:.3f} ({heads})", flush=True)

    def stop_if_not_finite(self, loss: float) -> None:
        """Ends the program after ``MOST_NOT_FINITE`` steps in a row without a finite loss."""
        self.not_finite = 0 if math.isfinite(loss) else self.not_finite + 1
        if self.not_finite == MOST_NOT_FINITE:
            rate = rate_at(self.learner.step, self.config["optimizer"])
            raise SystemExit(f"The loss has not been finite for {MOST_NOT_FINITE} steps in a row, up to step "
                             f"{self.learner.step}. The learning rate ({rate:.2g} there) is too high, or the data is "
                             f"broken. The last checkpoint is from step {self.saved}. Find a rate with rate_test.py, then train "
                             "in a new run folder.")

    def run(self) -> None:
        """Does the remaining steps; a finished run without a report only gets its report."""
        learner = self.learner
        if learner.step >= self.steps:
            if not (self.out / "figures.json").exists():
                self.report()
            return
        (self.out / "config.json").write_text(json.dumps(self.config, indent=2) + "\n")
        stream = batches.stream(self.data.mixer(self.config), self.config["composition"], self.config["seed"], learner.step)
        sums: dict[str, float] = {}
        began, first = time.time(), learner.step
        while learner.step < self.steps:
            parts = learner.train_step(next(stream), rate_at(learner.step, self.config["optimizer"]))
            self.stop_if_not_finite(parts["loss"])
            sums = {name: sums.get(name, 0.0) + value for name, value in parts.items()}
            if learner.step % LOG_EVERY == 0 or learner.step == self.steps:
                count = learner.step - first
                self.progress({name: value / count for name, value in sums.items()}, (time.time() - began) / count)
                sums, began, first = {}, time.time(), learner.step
            if learner.step % self.config["evaluateEvery"] == 0 or learner.step == self.steps:
                self.validate()
                began = time.time()
            elif learner.step % CHECKPOINT_EVERY == 0:
                self.save()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--config", type=Path, required=True, help="configuration of the run, in configs/")
    parser.add_argument("--data", type=Path, required=True, help="folder with manifest.csv")
    parser.add_argument("--cache", type=Path, required=True, help="folder that corpus.py filled")
    parser.add_argument("--out", type=Path, required=True, help="run folder")
    add_trunk_arguments(parser)
    parser.add_argument("--first", type=Path, help="best.pt or checkpoint.pt of the run to begin from: averaged weights of "
                        "the same name and shape are copied")
    parser.add_argument("--seed", type=int, help="seed that overrides the configuration's")
    parser.add_argument("--device", choices=devices.DEVICES, default="auto")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    config = configuration.read(arguments.config)
    if arguments.seed is not None:
        config["seed"] = arguments.seed
    data = TrainingData.read(arguments.data, arguments.cache, config.get("onlyFree", False))
    trunk = trunk_of_arguments(arguments, config)
    trainer = Trainer(config, data, trunk, arguments.out, arguments.first, devices.choose(arguments.device))
    try:
        trainer.run()
    except KeyboardInterrupt:
        raise SystemExit(f"Interrupted at step {trainer.learner.step}. The same command continues from step {trainer.saved}.")
