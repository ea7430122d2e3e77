"""Writes a distilled trunk as a model folder of the architecture ``mobilenet`` (models/FORMAT.md), with the pretrained classifier.

    python3 -m pinna_training.trunk.export --distilled causal.npz --pretrained mn04_as.npz --classes audioset_classes.csv --out DIR

Batch norms and taps are folded already (``network.py``). ``golden.json`` holds embeddings and logits of the weights as stored.
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

from ..networks.folder import head, pack, to_json
from .device_features import DB_PER_UNIT, F_MAX_HZ, FLOOR_POWER, WINDOW_SECONDS
from .network import BANDS, FRAMES_PER_SECOND, SILENCE, Convolution, SqueezeExcitation, Trunk, load_distilled

FEATURES = {"type": "emphasised-log-mel", "bands": BANDS, "fMin": 0, "fMax": int(F_MAX_HZ), "fLimit": 7800,
            "windowSeconds": WINDOW_SECONDS, "hopSeconds": 1 / FRAMES_PER_SECOND, "floorPower": FLOOR_POWER}
ACTIVATION_NAMES = {"relu": "relu", "hswish": "hard-swish"}
GOLDEN_FRAMES, GOLDEN_SILENT_FRAMES = 704, 40
GOLDEN_SEED, GOLDEN_RANGE_DB = 3, 60.0


def architecture(trunk: Trunk) -> dict:
    """Returns the entry ``architecture`` of model.json."""
    return {"type": "mobilenet",
            "trunk": {"stem": convolution(trunk.stem), "blocks": [block(parts) for parts in blocks(trunk)],
                      "embedding": trunk.last.kernel.shape[0], "squeezeSeconds": trunk.tau_seconds},
            "dense": trunk.fc1.out_features}


def blocks(trunk: Trunk) -> list[dict]:
    """Returns the layers of each block by name: ``depthwise`` and ``project``, and ``expand`` and ``squeeze`` where they exist."""
    named = []
    for module in trunk.blocks:
        parts = list(module.parts)
        layers = {"project": parts.pop()}
        if isinstance(parts[-1], SqueezeExcitation):
            layers["squeeze"] = parts.pop()
        layers["depthwise"] = parts.pop()
        if parts:
            layers["expand"] = parts.pop()
        named.append(layers)
    return named


def convolution(layer: Convolution) -> dict:
    kernel = list(layer.kernel.shape)
    return {"kernel": [kernel[3], kernel[2]], "stride": [layer.time_stride, layer.stride], "channels": kernel[0]}


def block(layers: dict) -> dict:
    depthwise = layers["depthwise"]
    entry = {"expand": layers["expand"].kernel.shape[0]} if "expand" in layers else {}
    entry |= convolution(depthwise)
    if depthwise.dilation > 1:
        entry["dilation"] = depthwise.dilation
    if "squeeze" in layers:
        entry["squeeze"] = layers["squeeze"].fc1.out_features
    return entry | {"activation": ACTIVATION_NAMES[depthwise.activation], "channels": layers["project"].kernel.shape[0]}


@torch.no_grad()
def tensors(trunk: Trunk, head_name: str) -> dict[str, np.ndarray]:
    """Returns all weights in the names, shapes and order of FORMAT.md, float32. ``head_name``: that of the classifier's head. The
    frames are normalised already, so ``normalize`` changes nothing."""
    out: dict[str, torch.Tensor] = {"normalize/mean": torch.zeros(BANDS), "normalize/scale": torch.ones(BANDS)}

    def layer(name: str, kernel: torch.Tensor, bias: torch.Tensor) -> None:
        out[f"{name}/kernel"], out[f"{name}/bias"] = kernel, bias

    def pointwise(name: str, part: Convolution) -> None:
        layer(name, part.kernel[:, :, 0, 0].T, part.bias)

    layer("trunk/stem", trunk.stem.kernel.permute(3, 2, 1, 0), trunk.stem.bias)
    for i, layers in enumerate(blocks(trunk), 1):
        name = f"trunk/block{i}"
        if "expand" in layers:
            pointwise(f"{name}/expand", layers["expand"])
        layer(f"{name}/depthwise", layers["depthwise"].kernel.permute(3, 2, 0, 1), layers["depthwise"].bias)
        if "squeeze" in layers:
            layer(f"{name}/squeeze", layers["squeeze"].fc1.weight.T, layers["squeeze"].fc1.bias)
            layer(f"{name}/excite", layers["squeeze"].fc2.weight.T, layers["squeeze"].fc2.bias)
        pointwise(f"{name}/project", layers["project"])
    pointwise("trunk/last", trunk.last)
    layer("dense", trunk.fc1.weight.T, trunk.fc1.bias)
    layer(f"head.{head_name}", trunk.fc2.weight.T, trunk.fc2.bias)
    return {name: np.ascontiguousarray(value.numpy(), dtype=np.float32) for name, value in out.items()}


def convolution_layers(trunk: Trunk) -> list[Convolution]:
    """Returns the stem and the depthwise convolutions in order."""
    return [trunk.stem] + [layers["depthwise"] for layers in blocks(trunk)]


def receptive_field(trunk: Trunk) -> int:
    """Returns the receptive field of the convolutions, input frames."""
    frames, stride = 1, 1
    for layer in convolution_layers(trunk):
        frames += (layer.kernel.shape[3] - 1) * layer.dilation * stride
        stride *= layer.time_stride
    return frames


def multiply_adds_per_second(trunk: Trunk) -> float:
    """Returns the products with weights per second of sound, all layers."""
    rate, bands = float(FRAMES_PER_SECOND), BANDS
    total = 0.0

    def convolve(layer: Convolution) -> float:
        nonlocal rate, bands
        rate, bands = rate / layer.time_stride, (bands - 1) // layer.stride + 1
        return layer.kernel.numel() * bands * rate

    total += convolve(trunk.stem)
    for layers in blocks(trunk):
        for name in ("expand", "depthwise", "project"):
            total += convolve(layers[name]) if name in layers else 0
        if "squeeze" in layers:
            total += rate * (layers["squeeze"].fc1.weight.numel() + layers["squeeze"].fc2.weight.numel())
    total += convolve(trunk.last)
    return total + rate * (trunk.fc1.weight.numel() + trunk.fc2.weight.numel())


def golden_frames() -> np.ndarray:
    """Returns ``[704, 128]``, float32: silence, then noise. From ``state = seed``, for each value in order of time and band,
    ``state = (1664525 * state + 1013904223) mod 2**32`` and the value is ``range * state / 2**32`` dB above silence."""
    frames, state = np.full((GOLDEN_FRAMES, BANDS), SILENCE), GOLDEN_SEED
    for i in range(GOLDEN_SILENT_FRAMES, GOLDEN_FRAMES):
        for band in range(BANDS):
            state = (1664525 * state + 1013904223) % 2 ** 32
            frames[i, band] += GOLDEN_RANGE_DB / DB_PER_UNIT * state / 2 ** 32
    return frames.astype(np.float32)


def golden(trunk: Trunk, dtype: str, head_name: str) -> dict:
    """Returns golden.json: float64 embeddings and logits of ``golden_frames()``, with the weights rounded as stored."""
    rounded = np.float16 if dtype == "float16" else np.float32
    stored = copy.deepcopy(trunk)
    stored.load_state_dict({name: torch.from_numpy(value.numpy().astype(rounded).astype(np.float32))
                            for name, value in trunk.state_dict().items()})
    features = golden_frames().astype(np.float64)
    with torch.no_grad():
        embedding = stored.double().embed(torch.from_numpy(features)[None], silence=features[0, 0])[0]
        logits = stored.logits(embedding)
    return {"frames": GOLDEN_FRAMES, "silentFrames": GOLDEN_SILENT_FRAMES, "seed": GOLDEN_SEED, "rangeDb": GOLDEN_RANGE_DB,
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
