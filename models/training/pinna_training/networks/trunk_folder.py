"""Writes a distilled trunk as a model folder of the architecture ``mobilenet`` (models/FORMAT.md), with the pretrained classifier.

    python3 -m pinna_training.networks.trunk_folder --distilled causal.npz --pretrained mn04_as.npz --classes audioset_classes.csv --out DIR

Batch norms and taps are folded already (``trunk/network.py``). ``golden.json`` holds embeddings and logits of the weights as stored.
If DIR is ``models/training/runs/trunk``, ``test/unit/model/trunk.test.ts`` compares TypeScript with it.
"""
from __future__ import annotations

import argparse
import copy
import csv
import json
import re
from pathlib import Path

import numpy as np
import torch

from ..signal.device_features import FEATURES
from ..trunk import layout, noise
from ..trunk.network import FRAMES_PER_SECOND, Trunk, load_distilled
from .folder import head, pack, to_json

GOLDEN_FRAMES = 704


def architecture(trunk: Trunk) -> dict:
    """Returns the entry ``architecture`` of model.json."""
    return {"type": "mobilenet", "trunk": layout.description(trunk), "dense": trunk.fc1.out_features}


def tensors(trunk: Trunk, head_name: str) -> dict[str, np.ndarray]:
    """Returns all weights in the names, shapes and order of FORMAT.md, float32. ``head_name``: that of the classifier's head."""
    out = {**layout.normalization(), **layout.weight_views(trunk)}
    for name, dense in (("dense", trunk.fc1), (f"head.{head_name}", trunk.fc2)):
        out |= {f"{name}/kernel": dense.weight.detach().T, f"{name}/bias": dense.bias.detach()}
    return {name: np.ascontiguousarray(value, dtype=np.float32) for name, value in out.items()}


def receptive_field(trunk: Trunk) -> int:
    """Returns the receptive field of the convolutions, input frames."""
    return 1 + layout.past(trunk, len(trunk.blocks))


def multiply_adds_per_second(trunk: Trunk) -> float:
    """Returns the products with weights per second of sound, all layers."""
    classifier = trunk.fc1.weight.numel() + trunk.fc2.weight.numel()
    return layout.multiply_adds_per_second(trunk) + FRAMES_PER_SECOND / trunk.frames_per_embedding * classifier


def golden(trunk: Trunk, dtype: str, head_name: str) -> dict:
    """Returns golden.json: float64 embeddings and logits of ``noise.frames``, with the weights rounded as stored."""
    rounded = np.float16 if dtype == "float16" else np.float32
    stored = copy.deepcopy(trunk)
    stored.load_state_dict({name: torch.from_numpy(value.numpy().astype(rounded).astype(np.float32))
                            for name, value in trunk.state_dict().items()})
    features = noise.frames(GOLDEN_FRAMES).astype(np.float64)
    with torch.no_grad():
        embedding = stored.double().embed(torch.from_numpy(features)[None], silence=features[0, 0])[0]
        logits = stored.logits(embedding)
    return {**noise.description(GOLDEN_FRAMES),
            "embedding": np.round(embedding.numpy(), 6).tolist(), "logits": {head_name: np.round(logits.numpy(), 6).tolist()}}


def write(folder: Path, trunk: Trunk, description: dict, dtype: str) -> None:
    """Writes a model folder. ``description``: model.json without features, architecture, weights, receptive field and cost."""
    folder.mkdir(parents=True, exist_ok=True)
    head_name = description["heads"][0]["name"]
    blob, weights = pack(tensors(trunk, head_name), dtype)
    (folder / "weights.bin").write_bytes(blob)
    entries = head(description, FEATURES) | {
        "architecture": architecture(trunk), "heads": description["heads"], "weights": weights,
        "receptiveFieldFrames": receptive_field(trunk), "recurrent": True,
        "macsPerSecond": round(multiply_adds_per_second(trunk))}
    rest = {key: value for key, value in description.items() if key not in entries}
    (folder / "model.json").write_text(to_json(entries | rest) + "\n")
    (folder / "golden.json").write_text(json.dumps(golden(trunk, dtype, head_name), separators=(",", ":")) + "\n")


def audioset_head(classes: Path) -> dict:
    """Returns the head of the pretrained classifier: one class for each row of the CSV file that has an index."""
    rows = [row for row in csv.reader(classes.open()) if row and row[0].isdigit()]
    names = [re.sub(r"[^a-z0-9]+", "_", row[2].lower()).strip("_") for row in rows]
    return {"name": "events", "activation": "sigmoid",
            "classes": [{"name": name, "audioset": row[1]} for name, row in zip(names, rows)],
            "temperature": 1, "clipPooling": "max",
            "decision": {"minDuration": 0.32, "mergeGap": 0.32, "on": 0.5, "off": 0.3}}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--distilled", type=Path, required=True)
    parser.add_argument("--pretrained", type=Path, required=True)
    parser.add_argument("--classes", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--dilate", action="store_true", help="the trunk was distilled with dilation instead of the last stride")
    a = parser.parse_args()
    trunk = load_distilled(a.distilled, a.pretrained, dilate_last_stride=a.dilate)
    description = {"name": "trunk", "version": "0.0.0", "heads": [audioset_head(a.classes)], "licence": "MIT", "datasets": [],
                   "figures": {}}
    write(a.out, trunk, description, "float16")


if __name__ == "__main__":
    main()
