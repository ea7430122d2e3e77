"""Calibrates a trained network on the validation split and writes its model folder; card.py adds the card.

    python3 models/training/export.py --run models/training/runs/crnn-taught --data DIR \
        --cache models/training/cache --out models/crnn

The fitted values are stored in the run folder as ``calibration.json``. A run that also trained on the validation split cannot be
calibrated on it; it needs the calibration of the run that it repeats (``--calibration``).
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
from ..data.labels import BIRD_ID, EVENTS, HEADS
from ..data.manifest import Row
from ..examples.sounds import Library
from ..measuring import evaluate
from ..networks import folder, model
from ..signal.synthetic import golden_frames
from . import calibrate

GOLDEN_FRAMES = 120
LICENCE = ("The weights are for non-commercial research use only, not under the MIT licence of the code: they were "
           "trained on data under CC BY-NC (ESC-50, UrbanSound8K), CC BY-NC-SA (RAVDESS, most of xeno-canto) and "
           "research-only terms (GTZAN).")


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
    logits = evaluate.stream_rows(network, val, features)
    library = Library(val, features)
    pooling = calibrate.choose_pooling(val, logits)
    temperature = {"genre": calibrate.genre_temperature(val, logits), "events": calibrate.frame_temperature(library, logits)}
    temperature["bird"], offset = calibrate.bird_scale(val, logits, pooling["bird"])
    logits = evaluate.stream_rows(shift_bird(network, offset), val, features)
    thresholds = dict(zip(EVENTS, calibrate.head_thresholds(network, library, logits, "events", temperature["events"])))
    thresholds["bird"] = calibrate.head_thresholds(network, library, logits, "bird", temperature["bird"])[0]
    print("\n".join(f"{name}: {value:.4f}" for name, value in evaluate.figures(val, logits, pooling, temperature).items()))
    return Calibration(calibrate.heads_description(temperature, pooling, thresholds, BIRD_ID), float(offset))


def datasets(rows: list[Row], with_validation: bool) -> list[dict[str, str]]:
    """Lists name, licence and use of every data set."""
    labels = {"train": "train", "val": "val, at last trained on" if with_validation else "val"}
    out = []
    for name in sorted({row.dataset for row in rows}):
        mine = [row for row in rows if row.dataset == name]
        splits = {split: [row for row in mine if row.split == split] for split in ("train", "val")}
        use = ", ".join(f"{labels[split]}: {len(part)} clips from {len({row.group for row in part})} sources"
                        for split, part in splits.items() if part)
        out.append({"name": name, "licence": mine[0].licence, "use": use})
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--run", type=Path, required=True, help="run folder of train.py")
    parser.add_argument("--checkpoint", default="best.pt", help="best.pt, or checkpoint.pt for the latest averaged weights")
    parser.add_argument("--data", type=Path, required=True, help="folder with manifest.csv and audio/")
    parser.add_argument("--cache", type=Path, required=True, help="folder that corpus.py filled")
    parser.add_argument("--out", type=Path, required=True, help="model folder to write")
    parser.add_argument("--calibration", type=Path, help="calibration.json of another run, to use instead of fitting")
    arguments = parser.parse_args()

    state = torch.load(arguments.run / arguments.checkpoint)
    config = json.loads((arguments.run / "config.json").read_text())
    if config.get("withValidation") and arguments.calibration is None:
        raise SystemExit("This run trained on the validation split, so nothing can be fitted on it. Name the calibration.json of the "
                         "run that it repeats with --calibration.")
    network = model.build(config["architecture"], HEADS)
    network.load_state_dict(state["average"])
    network = half_precision(network)
    rows = corpus.load_rows(arguments.cache, arguments.data)
    if arguments.calibration is None:
        calibration = fit(network, corpus.validation_rows(rows), Features(arguments.cache))
        (arguments.run / "calibration.json").write_text(json.dumps(asdict(calibration), indent=2) + "\n")
        split = "val (also used to choose the checkpoint, temperatures, poolings and thresholds)"
    else:
        calibration = Calibration(**json.loads(arguments.calibration.read_text()))
        shift_bird(network, calibration.bird_offset)
        split = "val, of the same stage trained without val (which chose the checkpoint, temperatures, poolings and thresholds)"
    description = {
        "name": config["name"], "version": config["version"], "architecture": config["architecture"], "heads": calibration.heads,
        "licence": LICENCE, "datasets": datasets(rows, config.get("withValidation", False)),
        "figures": {"split": split, "steps": state["step"]},
    }
    folder.write(arguments.out, description, network, "float16", golden_frames(max(GOLDEN_FRAMES, network.receptive_field() + 20)))
