"""Makes a model folder from the folder with the audio, with one command. Completed steps are skipped.

    python3 models/training/recipe.py --data DIR --pretrained mn04_as.npz --model crnn

The steps: features of the sounds, and of the same sounds in rooms; with ``--distil`` also unlabelled sound, its features and the
distillation of the trunk; the training stages; export, evaluation sets, decisions, figures, curves, transfer report and card.
``configs/recipe-<model>.json`` lists the stages. The keys of a stage:

- ``name``: of the run folder.
- ``config``: its configuration.
- ``first``: the stage to begin from.

If the command is interrupted, the same command continues. With ``--seeds 1,2,3`` all stages are trained with each seed, the first seed's
model is exported, and a table shows how much the figures depend on the seed.
"""
from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import torch

from .data import corpus
from .fitting import configuration, curves
from .measuring.markdown import NUMBER, table
from .networks import devices
from .places import CACHE, CONFIGS, MODEL_FOLDERS, RUNS, TRAINING, TRUNK

MODELS = ("crnn", "wavenet", "tiny", "free")


def script(name: str, *arguments: object) -> list[str]:
    """Returns the command that runs a script of the training folder."""
    return [sys.executable, str(TRAINING / name), *map(str, arguments)]


def trunk_module(name: str, *arguments: object) -> list[str]:
    """Returns the command that runs a module of ``pinna_training/trunk``."""
    return [sys.executable, "-m", f"pinna_training.trunk.{name}", *map(str, arguments)]


def perform(name: str, command: list[str]) -> None:
    """Runs the command of the step ``name``. If it fails, the program ends with a message."""
    print(name, flush=True)
    try:
        subprocess.run(command, check=True, cwd=TRAINING)
    except subprocess.CalledProcessError as error:
        raise SystemExit(f"{name} ended with status {error.returncode}. The same command continues from here.")


class Recipe:
    """The steps of one model. With ``seed`` None, each configuration keeps its own seed."""

    def __init__(self, model: str, options: argparse.Namespace) -> None:
        self.model, self.options = model, options
        described = json.loads((CONFIGS / f"recipe-{model}.json").read_text())
        self.stages, self.averaged_name = described["stages"], described.get("average")
        self.by_name = {stage["name"]: stage for stage in self.stages}
        self.data = ["--data", options.data, "--cache", options.cache]
        self.trunk = ["--pretrained", options.pretrained,
                      "--trunk", options.runs / "trunk" / "causal.npz" if options.distil else options.trunk]

    def distilling_steps(self) -> dict[str, list[str]]:
        """Returns the commands of the distillation by name, in order. Each skips what it has done before."""
        options = self.options
        unlabelled, features = options.cache / "unlabelled", options.cache / "trunk"
        return {
            "unlabelled sound": trunk_module("unlabelled", "--out", unlabelled),
            "features of the trunk": trunk_module("features", "--unlabelled", unlabelled, "--data", options.data, "--cache", features),
            "distillation": trunk_module("distil", "--cache", features, "--pretrained", options.pretrained,
                                         "--run", options.runs / "trunk"),
        }

    def run_folder(self, name: str, seed: int | None) -> Path:
        """Returns the run folder of a stage."""
        return self.options.runs / (name if seed is None else f"{name}-seed{seed}")

    def is_done(self, stage: dict, seed: int | None) -> bool:
        """Whether all steps are done and reported; prints a warning if the run was made with another configuration."""
        run = self.run_folder(stage["name"], seed)
        if not all((run / name).exists() for name in ("checkpoint.pt", "best.pt", "figures.json")):
            return False
        config = configuration.read(CONFIGS / stage["config"])
        state = torch.load(run / "checkpoint.pt", map_location="cpu")
        if state["config"] | {"seed": 0} != config | {"seed": 0}:
            print(f"  {run} was made with another version of {stage['config']}. Delete it to train it again.")
        return state["step"] >= config["optimizer"]["steps"]

    def training_command(self, stage: dict, seed: int | None) -> list[str]:
        """Returns the command that trains a stage."""
        options = self.options
        first = ["--first", self.run_folder(stage["first"], seed) / "best.pt"] if "first" in stage else []
        own_seed = [] if seed is None else ["--seed", seed]
        return script("train.py", "--config", CONFIGS / stage["config"], *self.data, *self.trunk, "--device", options.device,
                      "--threads", options.threads, "--out", self.run_folder(stage["name"], seed), *first, *own_seed)

    def train(self, seed: int | None) -> Path:
        """Trains all stages; returns the run folder of the last one."""
        for number, stage in enumerate(self.stages, 1):
            name = f"stage {number} of {len(self.stages)}, {stage['name']}" + ("" if seed is None else f", seed {seed}")
            if self.is_done(stage, seed):
                print(f"{name}: done", flush=True)
            else:
                perform(name, self.training_command(stage, seed))
        if self.averaged_name:
            perform("average", self.averaging_command(seed))
        return self.finished_folder(seed)

    def finished_folder(self, seed: int | None) -> Path:
        """Returns the run folder of the last stage, or of the average of its two ends if the recipe asks for one."""
        return self.run_folder(self.averaged_name or self.stages[-1]["name"], seed)

    def averaging_command(self, seed: int | None) -> list[str]:
        """Returns the command that averages the two ends of the last stage."""
        run, first = (self.run_folder(self.stages[-1][key], seed) for key in ("name", "first"))
        return script("average.py", "--run", run, "--first", first / "best.pt",
                      *self.trunk, "--out", self.finished_folder(seed))

    def stages_of_one_network(self) -> list[str]:
        """Returns the names of the last stage and of the stages it continues, oldest first; only stages of this model."""
        names, stage = [], self.stages[-1]
        while stage and configuration.read(CONFIGS / stage["config"])["name"] == self.model:
            names.insert(0, stage["name"])
            stage = self.by_name.get(stage.get("first", ""))
        return names

    def finishing_steps(self, seed: int | None) -> dict[str, list[str]]:
        """Returns the commands that make the model folder of the finished runs, its figures and its card: by name, in order."""
        options, data = self.options, self.data
        folder, run, sets = options.models / self.model, self.finished_folder(seed), options.cache / "sets"
        stages = [self.run_folder(name, seed) for name in self.stages_of_one_network()]
        steps = {"export": script("export.py", "--run", run, *data, "--out", folder)}
        if not (sets / "noise" / "manifest.csv").exists():
            steps["evaluation-sets"] = script("evaluation_sets.py", *data, "--out", sets)
        steps["fit-decisions"] = script("fit_decisions.py", "--model", folder, "--sets", sets, "--logits", run / "logits")
        steps["measure"] = script("measure.py", "--model", folder, "--sets", sets, "--out", run / "figures")
        steps["curves"] = script("curves.py", "--run", *stages, "--out", folder / "curves.png")
        if len(stages) > 1:
            report = options.models / "training" / "TRANSFER.md"
            steps["transfer"] = script("transfer.py", "--run", *stages, *data, *self.trunk, "--out", report)
        steps["card"] = script("card.py", "--model", folder, "--figures", run / "figures", "--run", run, *data)
        return steps


def published(options: argparse.Namespace) -> list[str]:
    """Returns the command-line options that name published data sets."""
    return [text for name in corpus.PUBLIC_SETS if (value := getattr(options, name)) is not None
            for text in (f"--{name}", str(value))]


def cache_features(options: argparse.Namespace) -> None:
    """Computes the features of the sounds, and of the same sounds in rooms, if they are missing."""
    common = ["--data", options.data, "--cache", options.cache, "--processes", options.threads]
    if (options.cache / "rows.json").exists() and corpus.is_complete(options.cache, corpus.SOUNDS):
        if corpus.load_rows(options.cache, options.data) != corpus.rows_of_arguments(options):
            raise SystemExit(f"{options.cache} was made from other data. Delete it, or name another --cache.")
        print("features: done", flush=True)
    else:
        perform("features", script("corpus.py", *common, *published(options)))
    if corpus.is_complete(options.cache, corpus.ROOMS):
        print("rooms: done", flush=True)
    else:
        perform("rooms", script("rooms.py", *common))


def seeds_table(model: str, runs: dict[int, Path]) -> str:
    """Returns a table in Markdown: mean, standard deviation and range of the best validation figures over the seeds."""
    results = [json.loads((run / "figures.json").read_text()) for run in runs.values()]
    lines = []
    for name, label in curves.VALIDATION.items():
        values = np.array([result["best"][name] for result in results])
        spread = f"{values.std(ddof=1):.4f}" if len(values) > 1 else "–"
        lines.append((label, f"{values.mean():.4f}", spread, f"{values.min():.4f}", f"{values.max():.4f}"))
    first = results[0]
    return f"""# {model}: seeds {", ".join(map(str, runs))}

Validation figures of the best checkpoint of each seed, {len(runs)} runs.

{table(("figure", "mean", "standard deviation", "lowest", "highest"), lines, NUMBER)}

{first["parameters"]:,} parameters, {first["multiplyAddsPerSecond"] / 1e6:.1f} million multiply-adds per second of audio.
"""


def read_options(arguments: list[str] | None = None) -> argparse.Namespace:
    """Returns the options of ``arguments``, or of the command line. All paths are absolute: the steps run in the training folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    corpus.add_data_arguments(parser)
    parser.add_argument("--model", choices=MODELS, required=True)
    parser.add_argument("--pretrained", type=Path, required=True, help="mn04_as.npz, the weights of the pretrained network")
    trunk = parser.add_mutually_exclusive_group()
    trunk.add_argument("--trunk", type=Path, default=TRUNK, help="weights of the distilled trunk (default: trunk/causal.npz beside "
                       "configs/)")
    trunk.add_argument("--distil", action="store_true", help="distil the trunk first: downloads Debian packages, takes hours")
    parser.add_argument("--seeds", type=lambda text: [int(one) for one in text.split(",")], default=[None],
                        help="for example 1,2,3 (default: the seed of each configuration)")
    parser.add_argument("--cache", type=Path, default=CACHE, help="folder for the features")
    parser.add_argument("--runs", type=Path, default=RUNS, help="folder for the run folders")
    parser.add_argument("--models", type=Path, default=MODEL_FOLDERS, help="folder for the model folder")
    parser.add_argument("--device", choices=devices.DEVICES, default="auto")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args(arguments)
    for name, value in vars(options).items():
        if isinstance(value, Path):
            setattr(options, name, value.resolve())
    return options


def main() -> None:
    options = read_options()
    if not options.distil and not options.trunk.exists():
        raise SystemExit(f"{options.trunk} is missing. Name another --trunk, or distil one with --distil.")
    recipe = Recipe(options.model, options)
    try:
        cache_features(options)
        if options.distil:
            for name, command in recipe.distilling_steps().items():
                perform(name, command)
        finished = {seed: recipe.train(seed) for seed in options.seeds}
        for name, command in recipe.finishing_steps(options.seeds[0]).items():
            perform(name, command)
    except KeyboardInterrupt:
        raise SystemExit("Interrupted. The same command continues from here.")
    if len(options.seeds) > 1:
        text = seeds_table(options.model, finished)
        (options.runs / f"{options.model}-seeds.md").write_text(text)
        print(text)
