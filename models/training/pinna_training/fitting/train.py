"""Trains all heads at once. Interrupt it and start it again with the same arguments: it goes on from its last checkpoint.

    python3 models/training/train.py --config models/training/configs/crnn.json --data DIR \
        --cache models/training/cache --out models/training/runs/crnn

Writes to the run folder ``checkpoint.pt`` (all that is needed to go on), ``best.pt`` (averaged weights, best selection
score on the validation split), ``config.json``, ``log.jsonl`` (one line per 50 steps and per validation), ``curves.png`` and
``figures.json`` (last and best validation figures, cost, what the curves say).
"""
from __future__ import annotations

import argparse
import json
import math
import os
import time
from pathlib import Path
from typing import Sequence

import numpy as np
import torch

from ..data.labels import HEADS
from ..examples import batches
from ..examples.training_data import TrainingData
from ..measuring import evaluate
from ..networks import cost, devices
from ..networks.devices import FromCpu
from . import configuration, curves, reading
from .distillation import Teachers
from .learner import Learner
from .run_log import RunLog

LOG_EVERY = 50
CHECKPOINT_EVERY = 250
MOST_NOT_FINITE = 20
NORM_BATCHES = 10


def selection_score(figures: dict[str, float]) -> float:
    """What ``best.pt`` is best in, on the validation split."""
    return (figures["escAccuracy"] + 0.5 * figures["birdAuc"] + 0.5 * figures["birdAucField"]
            + 0.25 * (figures["genreAccuracy"] + figures["genreMacro"]))


def rounded(values: dict[str, float], digits: int) -> dict[str, float]:
    return {name: round(value, digits) for name, value in values.items()}


def rate_at(step: int, settings: dict) -> float:
    """Rises over ``warmup`` steps, stays, and falls along a half cosine from ``decayFrom · steps`` to the end."""
    if step < settings["warmup"]:
        return settings["rate"] * (step + 1) / settings["warmup"]
    start = settings["decayFrom"] * settings["steps"]
    progress = min(1.0, max(0.0, (step - start) / (settings["steps"] - start)))
    return settings["rate"] * (0.002 + 0.998 * 0.5 * (1 + np.cos(np.pi * progress)))


class Trainer:
    """A run in its folder ``out``."""

    def __init__(self, config: dict, data: TrainingData, out: Path, first: Path | None = None,
                 teachers: Sequence[Path] = (), device: torch.device = torch.device("cpu")) -> None:
        self.config, self.data, self.out, self.device, self.first = config, data, out, device, first
        self.steps, self.kept = config["optimizer"]["steps"], config.get("keepOfFirst", 0)
        if self.kept and first is None:
            raise SystemExit("this configuration keeps a share of the weights it begins from: name them with --first")
        taught_by = Teachers(list(teachers), HEADS) if teachers else None
        self.learner = Learner(config, HEADS, data.normalization(), taught_by, device)
        self.best, self.saved, self.not_finite, self.validation_seconds = float("-inf"), 0, 0, 0.0
        out.mkdir(parents=True, exist_ok=True)
        self.log = RunLog(out)
        if (out / "checkpoint.pt").exists():
            self.resume()
        elif first is not None:
            weights = self.first_weights()
            taken = self.learner.begin_from(weights)
            print(f"{taken} of {len(weights)} tensors from {first}", flush=True)

    def first_weights(self) -> dict[str, torch.Tensor]:
        return torch.load(self.first, map_location="cpu")["average"]

    def keep_of_first(self) -> None:
        """At the end, the share ``keepOfFirst`` of the averaged weights is taken from those that the run began with: between
        the two often lies what is better than either (Wortsman et al. 2022)."""
        if self.kept:
            mixer, seed = self.data.mixer(self.config), self.config["seed"]
            inputs = (batches.make_batch(mixer, self.config["composition"], seed, step)["x"]
                      for step in range(self.steps, self.steps + NORM_BATCHES))
            self.learner.mix_in(self.first_weights(), self.kept, inputs)

    def resume(self) -> None:
        state = torch.load(self.out / "checkpoint.pt", map_location="cpu")
        self.learner.load(state)
        self.best, self.saved = state["best"], state["step"]
        print(f"resumed at step {self.saved}", flush=True)

    def save(self) -> None:
        torch.save(self.learner.state() | {"best": self.best, "config": self.config}, self.out / "checkpoint.partial")
        os.replace(self.out / "checkpoint.partial", self.out / "checkpoint.pt")
        self.saved = self.learner.step

    def validate(self) -> None:
        """Streams the averaged weights over the validation split; best.pt, log, curves, figures, and what they say."""
        began = time.time()
        network, data = FromCpu(self.learner.average, self.device), self.data
        logits = evaluate.stream_rows(network, data.val, data.features)
        result = evaluate.figures(data.val, logits, evaluate.DEFAULT_POOLING, {})
        score = selection_score(result)
        seen = evaluate.stream_rows(network, data.seen, data.features)
        result |= {"escLoss": evaluate.esc_loss(data.val, logits), "escLossSeen": evaluate.esc_loss(data.seen, seen)}
        if score > self.best:
            self.best = score
            torch.save({"average": devices.on_cpu(self.learner.average.state_dict()), "config": self.config,
                        "step": self.learner.step, "figures": result}, self.out / "best.pt")
        self.log.add({"step": self.learner.step, "time": round(time.time()), "val": rounded(result, 4),
                      "score": round(score, 4)})
        self.save()
        self.report()
        self.validation_seconds = time.time() - began

    def report(self) -> None:
        """Draws and prints what the run has come to."""
        findings = reading.findings(self.log.entries)
        sentences = [finding.sentence for finding in findings]
        curves.draw(self.log.entries, findings, self.out / "curves.png")
        validations = self.log.validations()
        last, best = validations[-1], max(validations, key=lambda entry: entry["score"])
        average = self.learner.average
        figures = {"steps": self.learner.step, "minutes": round(self.log.training_minutes(), 1), "seed": self.config["seed"],
                   "parameters": cost.parameters(average), "multiplyAddsPerSecond": cost.multiply_adds_per_second(average),
                   "last": {"step": last["step"], "score": last["score"], **last["val"]},
                   "best": {"step": best["step"], "score": best["score"], **best["val"]}, "reading": sentences}
        (self.out / "figures.json").write_text(json.dumps(figures, indent=2) + "\n")
        shown = ", ".join(f"{label} {last['val'][name]:.3f}" for name, label in curves.VALIDATION.items())
        print("\n  ".join([f"validation at step {last['step']}: {shown}", *sentences]), flush=True)

    def progress(self, means: dict[str, float], seconds_per_step: float) -> None:
        """Logs the mean losses of the last steps; prints them with the share done and the time left."""
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
        self.not_finite = 0 if math.isfinite(loss) else self.not_finite + 1
        if self.not_finite == MOST_NOT_FINITE:
            rate = rate_at(self.learner.step, self.config["optimizer"])
            raise SystemExit(f"The loss has not been finite for {MOST_NOT_FINITE} steps in a row, up to step "
                             f"{self.learner.step}. The learning rate ({rate:.2g} there) is too high, or the data are "
                             f"broken. The last checkpoint is from step {self.saved}. rate_test.py finds a rate; then train "
                             "in a new run folder.")

    def run(self) -> None:
        """Trains what is left; a finished run that has no report yet is given one."""
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
            if learner.step == self.steps:
                self.keep_of_first()
            if learner.step % self.config["evaluateEvery"] == 0 or learner.step == self.steps:
                self.validate()
                began = time.time()
            elif learner.step % CHECKPOINT_EVERY == 0:
                self.save()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True, help="folder with manifest.csv")
    parser.add_argument("--cache", type=Path, required=True, help="folder that corpus.py filled")
    parser.add_argument("--out", type=Path, required=True, help="run folder")
    parser.add_argument("--first", type=Path, help="best.pt or checkpoint.pt of the run to begin from: averaged weights of "
                        "the same name and shape are taken, or all of a narrower network")
    parser.add_argument("--teacher", type=Path, nargs="*", default=[], help="run folders of networks to learn from as well")
    parser.add_argument("--seed", type=int, help="instead of the configuration's")
    parser.add_argument("--device", choices=devices.DEVICES, default="auto")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    config = configuration.read(arguments.config)
    if arguments.seed is not None:
        config["seed"] = arguments.seed
    data = TrainingData.read(arguments.data, arguments.cache, config.get("withValidation", False))
    trainer = Trainer(config, data, arguments.out, arguments.first, arguments.teacher, devices.choose(arguments.device))
    try:
        trainer.run()
    except KeyboardInterrupt:
        raise SystemExit(f"interrupted at step {trainer.learner.step}; the same command goes on from step {trainer.saved}")
