"""Calibrates a trained network on the validation split and writes its model folder; card.py adds the card.

    python3 models/training/export.py --run models/training/runs/crnn-taught --data DIR \
        --cache models/training/cache --out models/crnn
"""
from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch

import calibrate
import corpus
import evaluate
import folder
import model as networks
from corpus import Features, Row
from fixtures import golden_frames
from labels import BIRD_ID, EVENTS
from sounds import Library
from train import HEADS

GOLDEN_FRAMES = 120
LICENCE = ("The weights are for non-commercial research use only, not under the MIT licence of the code: they were "
           "trained on data under CC BY-NC (ESC-50, UrbanSound8K), CC BY-NC-SA (RAVDESS, most of xeno-canto) and "
           "research-only terms (GTZAN).")


def half_precision(network: torch.nn.Module) -> torch.nn.Module:
    """The network with every exported weight rounded to float16, as the page will run it."""
    network.load_tensors({name: value.astype(np.float16) for name, value in network.tensors().items()})
    return network.eval()


def datasets(rows: list[Row]) -> list[dict[str, str]]:
    """Name, licence and use of every set."""
    out = []
    for name in sorted({row.dataset for row in rows}):
        mine = [row for row in rows if row.dataset == name]
        splits = {split: [row for row in mine if row.split == split] for split in ("train", "val")}
        use = ", ".join(f"{split}: {len(part)} clips from {len({row.group for row in part})} sources"
                        for split, part in splits.items() if part)
        out.append({"name": name, "licence": mine[0].licence, "use": use})
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--run", type=Path, required=True, help="run folder of train.py")
    parser.add_argument("--checkpoint", default="best.pt", help="best.pt, or checkpoint.pt for the latest averaged weights")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()

    state = torch.load(arguments.run / arguments.checkpoint)
    config = json.loads((arguments.run / "config.json").read_text())
    network = networks.build(config["architecture"], HEADS)
    network.load_state_dict(state["average"])
    network = half_precision(network)
    rows = corpus.load_rows(arguments.cache, arguments.data)
    val = corpus.validation_rows(rows)
    features = Features(arguments.cache)
    logits = evaluate.stream_rows(network, val, features)
    library = Library(val, features)

    pooling = calibrate.choose_pooling(val, logits)
    temperature = {"genre": calibrate.genre_temperature(val, logits), "events": calibrate.frame_temperature(library, logits)}
    temperature["bird"], offset = calibrate.bird_scale(val, logits, pooling["bird"])
    with torch.no_grad():
        network.heads["bird"].bias -= offset
    network = half_precision(network)
    logits = evaluate.stream_rows(network, val, features)
    thresholds = dict(zip(EVENTS, calibrate.head_thresholds(network, library, logits, "events", temperature["events"])))
    thresholds["bird"] = calibrate.head_thresholds(network, library, logits, "bird", temperature["bird"])[0]
    description = {
        "name": config["name"], "version": config["version"], "architecture": config["architecture"],
        "heads": calibrate.heads_description(temperature, pooling, thresholds, BIRD_ID),
        "licence": LICENCE, "datasets": datasets(rows),
        "figures": {"split": "val (also used to choose the checkpoint, temperatures, poolings and thresholds)",
                    "steps": state["step"]},
    }
    folder.write(arguments.out, description, network, "float16", golden_frames(max(GOLDEN_FRAMES, network.receptive_field() + 20)))
    print("\n".join(f"{name}: {value:.4f}" for name, value in evaluate.figures(val, logits, pooling, temperature).items()))


if __name__ == "__main__":
    main()
