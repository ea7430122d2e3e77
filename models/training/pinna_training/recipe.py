"""Makes a model folder from the folder with the audio, with one command. Completed steps are skipped.

    python3 models/training/recipe.py --data DIR --model crnn

``configs/recipe-<model>.json`` lists the stages. The keys of a stage:

- ``name``: of the run folder.
- ``config``: its configuration.
- ``first``: the stage to begin from; ``firstCheckpoint``: ``best.pt``, or ``checkpoint.pt`` for the last weights of that stage.
- ``teachers``: stages to learn from.
- ``checkpoint``: the checkpoint to export.
- ``shared``: whether the stage is trained once instead of once per seed.
- ``measuredAs``: the same stage without the validation split. It provides calibration and figures, and its model folder is kept in
  ``measured/``.

If the command is interrupted, the same command continues. With ``--seeds 1,2,3`` the stages that are not shared are trained with each
seed, the first seed's model is exported, and a table shows how much the figures depend on the seed.
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
from .places import CACHE, CONFIGS, MODEL_FOLDERS, RUNS, TRAINING

MODELS = ("crnn", "wavenet", "tiny")


class Recipe:
    """The stages of one model. With ``seed`` None, each configuration keeps its own seed."""

    def __init__(self, model: str, options: argparse.Namespace) -> None:
        self.model, self.options = model, options
        self.stages = json.loads((CONFIGS / f"recipe-{model}.json").read_text())["stages"]
        self.by_name = {stage["name"]: stage for stage in self.stages}

    def run_folder(self, name: str, seed: int | None) -> Path:
        """Returns the run folder of a stage."""
        single = seed is None or self.by_name[name].get("shared", False)
        return self.options.runs / (name if single else f"{name}-seed{seed}")

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
        command = [sys.executable, str(TRAINING / "train.py"), "--config", str(CONFIGS / stage["config"]),
                   "--data", str(options.data), "--cache", str(options.cache), "--device", options.device,
                   "--threads", str(options.threads), "--out", str(self.run_folder(stage["name"], seed))]
        if stage.get("first"):
            weights = self.run_folder(stage["first"], seed) / stage.get("firstCheckpoint", "best.pt")
            command += ["--first", str(weights)]
        if stage.get("teachers"):
            command += ["--teacher", *(str(self.run_folder(name, seed)) for name in stage["teachers"])]
        if seed is not None and not stage.get("shared", False):
            command += ["--seed", str(seed)]
        return command

    def train(self, seed: int | None) -> Path:
        """Trains all stages; returns the run folder of the measured stage."""
        for number, stage in enumerate(self.stages, 1):
            head = f"stage {number} of {len(self.stages)}, {stage['name']}" + ("" if seed is None else f", seed {seed}")
            if self.is_done(stage, seed):
                print(f"{head}: done", flush=True)
                continue
            print(head, flush=True)
            subprocess.run(self.training_command(stage, seed), check=True)
        return self.run_folder(self.measured_stage()["name"], seed)

    def measured_stage(self) -> dict:
        """Returns the stage that provides calibration and figures: the last one, or the one that it repeats."""
        last = self.stages[-1]
        return self.by_name[last.get("measuredAs", last["name"])]

    def stages_of_one_network(self) -> list[str]:
        """Returns the names of the measured stage and of the stages it continues, oldest first; only stages of this model."""
        names, stage = [], self.measured_stage()
        while stage and configuration.read(CONFIGS / stage["config"])["name"] == self.model:
            names.insert(0, stage["name"])
            stage = self.by_name.get(stage.get("first") or "")
        return names

    def finishing_commands(self, seed: int | None) -> list[list[str]]:
        """Returns the commands that make the model folder of the finished runs, its figures and its card, in order."""
        options, last, measured = self.options, self.stages[-1], self.measured_stage()
        folder = options.models / self.model
        measured_folder = folder if measured is last else options.models / "training" / "measured" / self.model
        data = ["--data", str(options.data), "--cache", str(options.cache)]
        sets = options.cache / "sets"

        def export(stage: dict, out: Path) -> list[str]:
            return ["export.py", "--run", str(self.run_folder(stage["name"], seed)),
                    "--checkpoint", stage.get("checkpoint", "best.pt"), *data, "--out", str(out)]

        run = self.run_folder(measured["name"], seed)
        commands = [export(measured, measured_folder)]
        if measured is not last:
            commands.append([*export(last, folder), "--calibration", str(run / "calibration.json")])
        if not (sets / "steady" / "manifest.csv").exists():
            commands.append(["evaluation_sets.py", *data, "--out", str(sets)])
        commands += [
            ["measure.py", "--model", str(measured_folder), "--sets", str(sets), "--out", str(run / "figures")],
            ["curves.py", "--run", *(str(self.run_folder(name, seed)) for name in self.stages_of_one_network()),
             "--out", f"{folder}/curves.png"],
            ["card.py", "--model", str(folder), "--measured", str(measured_folder), "--figures", str(run / "figures"),
             "--run", str(run), *data],
        ]
        return [[sys.executable, str(TRAINING / script), *rest] for script, *rest in commands]


def published(options: argparse.Namespace) -> list[str]:
    """Returns the command-line options that name published data sets."""
    return [text for name in corpus.PUBLIC_SETS if (value := getattr(options, name)) is not None
            for text in (f"--{name}", str(value))]


def cache_features(options: argparse.Namespace) -> None:
    """Computes the features, if they are missing."""
    if (options.cache / "index.json").exists():
        if corpus.load_rows(options.cache, options.data) != corpus.rows_of_arguments(options):
            raise SystemExit(f"{options.cache} was made from other data. Delete it, or name another --cache.")
        print("features: done", flush=True)
        return
    subprocess.run([sys.executable, str(TRAINING / "corpus.py"), "--data", str(options.data), "--cache", str(options.cache),
                    "--processes", str(options.threads), *published(options)], check=True)


def rooms(options: argparse.Namespace) -> None:
    """Computes the features of the training sounds in rooms, if they are missing."""
    if (options.cache / "rooms.f32").exists():
        print("rooms: done", flush=True)
        return
    subprocess.run([sys.executable, str(TRAINING / "rooms.py"), "--data", str(options.data), "--cache", str(options.cache),
                    "--processes", str(options.threads)], check=True)


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    corpus.add_data_arguments(parser)
    parser.add_argument("--model", choices=MODELS, required=True)
    parser.add_argument("--seeds", type=lambda text: [int(one) for one in text.split(",")], default=[None],
                        help="for example 1,2,3 (default: the seed of each configuration)")
    parser.add_argument("--cache", type=Path, default=CACHE, help="folder for the features")
    parser.add_argument("--runs", type=Path, default=RUNS, help="folder for the run folders")
    parser.add_argument("--models", type=Path, default=MODEL_FOLDERS, help="folder for the model folder")
    parser.add_argument("--device", choices=devices.DEVICES, default="auto")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    recipe = Recipe(options.model, options)
    try:
        cache_features(options)
        rooms(options)
        finished = {seed: recipe.train(seed) for seed in options.seeds}
        commands = recipe.finishing_commands(options.seeds[0])
        for number, command in enumerate(commands, 1):
            print(f"finishing, {number} of {len(commands)}: {Path(command[1]).name}", flush=True)
            subprocess.run(command, check=True)
    except KeyboardInterrupt:
        raise SystemExit("Interrupted. The same command continues from here.")
    except subprocess.CalledProcessError as error:
        raise SystemExit(f"{Path(error.cmd[1]).name} ended with status {error.returncode}. The same command continues from here.")
    if len(options.seeds) > 1:
        table = seeds_table(options.model, finished)
        (options.runs / f"{options.model}-seeds.md").write_text(table)
        print(table)
