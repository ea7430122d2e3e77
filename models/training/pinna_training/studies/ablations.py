"""Measures the effect of each part of the recipe: trains a small network without changes and with one change at a time.

    python3 models/training/ablations.py --data DIR --cache models/training/cache --pretrained mn04_as.npz

``configs/ablations.json`` names the base, the seeds and the changes. Trainings with a result in ``runs/ablations/*.json`` are skipped;
an interrupted training continues from its last checkpoint. Writes the table ``ABLATIONS.md`` from all results so far.
"""
from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from ..data.labels import ESC50
from ..data.manifest import Row
from ..examples.training_data import TrainingData
from ..fitting import configuration
from ..fitting.given_trunk import add_trunk_arguments, trunk_of_arguments
from ..fitting.train import Trainer
from ..measuring import evaluate
from ..networks import devices
from ..networks.cache_input import FromRecipe
from ..networks.devices import FromCpu
from ..places import CONFIGS, RUNS, TRAINING
from ..trunk.network import Trunk
from .ablation_table import BASE, COLUMNS, report
from .conditions import CONDITIONS, under

CONDITION_SEED = 10 ** 6


def esc_accuracy(rows: list[Row], logits: evaluate.Logits, pooling: str) -> float:
    """Returns the accuracy on ``rows``, which are ESC-50 clips."""
    predicted = evaluate.clip_scores(logits, "events", pooling)[:, evaluate.ESC].argmax(axis=1)
    return float((predicted == np.array([list(ESC50).index(row.events[0]) for row in rows])).mean())


def measure(network: FromCpu, data: TrainingData) -> dict[str, float]:
    """Returns the ESC-50 accuracy on validation under each condition, and with one clip after another."""
    esc, pooling = [row for row in data.val if row.dataset == "esc50"], evaluate.DEFAULT_POOLING["events"]
    out = {}
    for condition in CONDITIONS:
        clips = [under(condition, data.features[row], CONDITION_SEED + i) for i, row in enumerate(esc)]
        out[f"escAccuracy{condition.capitalize()}"] = esc_accuracy(esc, evaluate.stream_sounds(network, clips), pooling)
    out["escAccuracyContinuous"] = evaluate.continuous_esc_accuracy(network, esc, data.features, pooling)
    return out


def run_one(config: dict, data: TrainingData, trunk: Trunk, run: Path, device: torch.device) -> dict:
    """Trains in the folder ``run``, and measures the averaged weights of the last step."""
    trainer = Trainer(config, data, trunk, run, device=device)
    trainer.run()
    average = trainer.learner.average
    figures = trainer.log.validations()[-1]["val"] | measure(FromCpu(FromRecipe(average), device), data)
    clips = {"esc": sum(row.dataset == "esc50" for row in data.val),
             "field": sum(row.dataset == "ff1010bird" for row in data.val),
             "genre": sum(bool(row.genre) for row in data.val)}
    return {"steps": trainer.learner.step, "seed": config["seed"], "parameters": average.parameter_count(),
            "multiplyAddsPerSecond": round(average.multiply_adds_per_second()), "clips": clips,
            "figures": {column: round(figures[column], 4) for column in COLUMNS}}


def result_file(runs: Path, name: str, seed: int) -> Path:
    return runs / f"{name.replace(' ', '-')}-seed{seed}.json"


def results_in(runs: Path, names: list[str], seeds: list[int]) -> dict[str, list[dict]]:
    """Reads the existing results of each name; leaves out names without any."""
    found = {name: [json.loads(path.read_text()) for seed in seeds if (path := result_file(runs, name, seed)).exists()]
             for name in names}
    return {name: some for name, some in found.items() if some}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with manifest.csv")
    parser.add_argument("--cache", type=Path, required=True, help="folder that corpus.py filled")
    add_trunk_arguments(parser)
    parser.add_argument("--plan", type=Path, default=CONFIGS / "ablations.json", help="JSON file with base, seeds and changes")
    parser.add_argument("--runs", type=Path, default=RUNS / "ablations", help="folder for the run folders and results")
    parser.add_argument("--out", type=Path, default=TRAINING / "ABLATIONS.md", help="Markdown file to write")
    parser.add_argument("--only", nargs="*", help="names of changes to run; the base always runs")
    parser.add_argument("--steps", type=int, help="number of steps that overrides the configuration's, for a trial")
    parser.add_argument("--device", choices=devices.DEVICES, default="auto")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    plan = json.loads(arguments.plan.read_text())
    changes = {BASE: {}} | plan["changes"]
    chosen = list(changes) if arguments.only is None else [BASE, *arguments.only]
    if not set(chosen) <= set(changes):
        parser.error(f"--only: unknown change; choose from {', '.join(changes)}")
    base = configuration.read(arguments.plan.parent / plan["base"])
    device, data = devices.choose(arguments.device), None
    wanted = [(name, seed) for name in changes if name in chosen for seed in plan["seeds"]]
    for number, (name, seed) in enumerate(wanted, 1):
        result = result_file(arguments.runs, name, seed)
        print(f"{number} of {len(wanted)}, {name}, seed {seed}" + (": done" if result.exists() else ""), flush=True)
        if result.exists():
            continue
        config = configuration.merged(configuration.merged(base, changes[name]), {"seed": seed})
        if arguments.steps:
            config = configuration.merged(config, {"optimizer": {"steps": arguments.steps}})
        data = data or TrainingData.read(arguments.data, arguments.cache)
        result.parent.mkdir(parents=True, exist_ok=True)
        measured = run_one(config, data, trunk_of_arguments(arguments, config), result.with_suffix(""), device)
        result.write_text(json.dumps(measured, indent=2) + "\n")
        arguments.out.write_text(report(results_in(arguments.runs, list(changes), plan["seeds"])))
    arguments.out.write_text(report(results_in(arguments.runs, list(changes), plan["seeds"])))
