"""Calibrates a trained network on the validation split and writes its model folder; card.py adds the card.

    python3 models/training/export.py --run models/training/runs/crnn-all --data DIR \
        --cache models/training/cache --out models/crnn

The fitted values are stored in the run folder as ``calibration.json``.
"""
from __future__ import annotations

import argparse
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch

from ..data import corpus
from ..data.corpus import Features
from ..data.labels import FREE_DATASETS
from ..data.manifest import Row
from ..examples.sounds import Library
from ..fitting import finished
from ..measuring import evaluate
from ..networks import folder
from ..networks.cache_input import FromRecipe
from . import calibrate

LICENCE = ("The weights are for non-commercial research use only, not under the MIT licence of the code: they were "
           "trained on data under CC BY-NC (ESC-50, UrbanSound8K), CC BY-NC-SA (RAVDESS, most of xeno-canto) and "
           "research-only terms (GTZAN).")
FREE_LICENCE = ("The weights are under the MIT licence, like the code: the pretrained network is under it, and all sounds that the model "
                "learned from have free licences. Names and families of the classes are from the AudioSet ontology by Google, under CC "
                "BY-SA 4.0.")


def half_precision(network: torch.nn.Module) -> torch.nn.Module:
    """Rounds every exported weight of ``network`` to float16, as on the page."""
    network.load_tensors({name: value.astype(np.float16) for name, value in network.tensors().items()})
    return network.eval()


@dataclass(frozen=True)
class Calibration:
    """``heads`` of model.json, and the offset to subtract from the bird's bias."""
    heads: list[dict]
    bird_offset: float


def shift_bird(network: torch.nn.Module, offset: float) -> torch.nn.Module:
    """Subtracts ``offset`` from the bird's bias."""
    with torch.no_grad():
        network.heads["bird"].bias -= offset
    return half_precision(network)


def fit(network: torch.nn.Module, val: list[Row], features: Features) -> Calibration:
    """Fits all values of the calibration on the validation rows. Shifts the bird's bias of ``network``."""
    network_of_recipe = FromRecipe(network)
    logits = evaluate.stream_rows(network_of_recipe, val, features)
    library = Library(val, features)
    pooling = calibrate.choose_pooling(val, logits)
    temperature = {"genre": calibrate.genre_temperature(val, logits), "events": calibrate.frame_temperature(library, logits)}
    temperature["bird"], offset = calibrate.bird_scale(val, logits, pooling["bird"])
    shift_bird(network, offset)
    logits = evaluate.stream_rows(network_of_recipe, val, features)
    print("\n".join(f"{name}: {value:.4f}" for name, value in evaluate.figures(val, logits, pooling, temperature).items()))
    return Calibration(calibrate.heads_description(temperature, pooling), float(offset))


def datasets(rows: list[Row], only_free: bool) -> list[dict[str, str]]:
    """Lists name, licence and use of every data set that is used. ``only_free``: whether only ``FREE_DATASETS`` were trained on."""
    out = []
    for name in sorted({row.dataset for row in rows}):
        mine = [row for row in rows if row.dataset == name]
        splits = {split: [row for row in mine if row.split == split] for split in ("train", "val")}
        if only_free and name not in FREE_DATASETS:
            splits.pop("train")
        use = ", ".join(f"{split}: {len(part)} clips from {len({row.group for row in part})} sources"
                        for split, part in splits.items() if part)
        if use:
            out.append({"name": name, "licence": mine[0].licence, "use": use})
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--run", type=Path, required=True, help="run folder of train.py")
    parser.add_argument("--checkpoint", default="best.pt", help="best.pt, or checkpoint.pt for the latest averaged weights")
    parser.add_argument("--data", type=Path, required=True, help="folder with manifest.csv and audio/")
    parser.add_argument("--cache", type=Path, required=True, help="folder that corpus.py filled")
    parser.add_argument("--out", type=Path, required=True, help="model folder to write")
    arguments = parser.parse_args()

    config = json.loads((arguments.run / "config.json").read_text())
    only_free = config.get("onlyFree", False)
    state, network = finished.read(arguments.run, arguments.checkpoint)
    network = half_precision(network)
    rows = corpus.load_rows(arguments.cache, arguments.data)
    calibration = fit(network, corpus.validation_rows(rows), Features(arguments.cache))
    (arguments.run / "calibration.json").write_text(json.dumps(asdict(calibration), indent=2) + "\n")
    split = "val (also used to choose the checkpoint, temperatures, poolings and thresholds)"
    description = {
        "name": config["name"], "version": config["version"], "architecture": state["architecture"], "heads": calibration.heads,
        "licence": FREE_LICENCE if only_free else LICENCE, "datasets": datasets(rows, only_free),
        "figures": {"split": split, "steps": state["step"]},
    }
    folder.write(arguments.out, description, network, "float16")
