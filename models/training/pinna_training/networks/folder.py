"""Writes and reads a model folder (model.json, weights.bin, golden.json) as models/FORMAT.md defines it."""
from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import torch

from ..signal import device_features, features
from ..trunk import noise
from . import build

GOLDEN_ANSWERS = 120  # number of rows with logits in golden.json
GOLDEN_MARGIN = 104  # frames of golden.json beyond the receptive field, for a network on a trunk
FEATURES = {"type": "log-mel", "bands": features.BANDS, "fMin": int(features.F_MIN_HZ), "fMax": int(features.F_MAX_HZ),
            "windowSeconds": features.WINDOW_SECONDS, "hopSeconds": features.HOP_SECONDS,
            "floorPower": features.FLOOR_POWER}


def pack(tensors: dict[str, np.ndarray], dtype: str) -> tuple[bytes, dict]:
    """Returns the bytes of weights.bin and the ``weights`` entry of model.json."""
    entries, chunks, offset = [], [], 0
    for name, value in tensors.items():
        data = value.astype({"float16": "<f2", "float32": "<f4"}[dtype]).tobytes()
        entries.append({"name": name, "shape": list(value.shape), "offset": offset})
        chunks.append(data)
        offset += len(data)
    blob = b"".join(chunks)
    if not all(np.isfinite(np.frombuffer(chunk, dtype="<f2" if dtype == "float16" else "<f4")).all() for chunk in chunks):
        raise ValueError(f"a weight does not fit {dtype}")
    return blob, {"file": "weights.bin", "dtype": dtype, "bytes": len(blob),
                  "sha256": hashlib.sha256(blob).hexdigest(), "tensors": entries}


def unpack(blob: bytes, weights: dict) -> dict[str, np.ndarray]:
    """Returns the tensors in ``blob`` (weights.bin), as the entry ``weights`` of model.json lists them."""
    dtype = {"float16": "<f2", "float32": "<f4"}[weights["dtype"]]
    return {t["name"]: np.frombuffer(blob, dtype, count=int(np.prod(t["shape"])), offset=t["offset"]).reshape(t["shape"])
            for t in weights["tensors"]}


def load(folder: Path) -> tuple[dict, torch.nn.Module]:
    """Reads a model folder: ``model.json``, and the network with the stored weights, float32, in evaluation mode."""
    description = json.loads((folder / "model.json").read_text())
    blob = (folder / "weights.bin").read_bytes()
    if hashlib.sha256(blob).hexdigest() != description["weights"]["sha256"]:
        raise ValueError(f"{folder / 'weights.bin'} does not match its sha256")
    network = build(description["architecture"], {h["name"]: len(h["classes"]) for h in description["heads"]})
    network.load_tensors(unpack(blob, description["weights"]))
    return description, network.eval()


def golden(network: torch.nn.Module, frames: np.ndarray, answers: int) -> dict:
    """Returns golden.json: ``frames [N, 64]`` rounded to 3 decimals, and the network's float64 logits for the last of them."""
    frames = np.round(frames.astype(np.float64), 3)
    return {"frames": len(frames), "features": frames.tolist(), "logits": last_logits(network, frames, answers)}


def golden_of_noise(network: torch.nn.Module, answers: int) -> dict:
    """Returns golden.json of a network on a trunk: its float64 logits for the last rows of ``noise.frames``."""
    count = network.receptive_field() + GOLDEN_MARGIN
    frames = noise.frames(count).astype(np.float64)
    return {**noise.description(count), "logits": last_logits(network, frames, answers)}


def last_logits(network: torch.nn.Module, frames: np.ndarray, answers: int) -> dict[str, list]:
    """Returns the float64 logits of the last ``answers`` rows, rounded to 6 decimals."""
    network = network.double()
    with torch.no_grad():
        logits = network(torch.from_numpy(frames)[None])
    network.float()
    return {name: np.round(value[0, -answers:].numpy(), 6).tolist() for name, value in logits.items()}


def head(description: dict, geometry: dict) -> dict:
    """Returns the first entries of model.json. ``geometry``: its entry ``features``. Format version 1 allows only ``log-mel``."""
    return {"format": "pinna-model", "formatVersion": 1 if geometry["type"] == "log-mel" else 2, "name": description["name"],
            "version": description["version"], "features": geometry}


def write(folder: Path, description: dict, network: torch.nn.Module, dtype: str, golden_frames: np.ndarray | None = None,
          answers: int = GOLDEN_ANSWERS) -> None:
    """Writes a model folder. ``description``: model.json without features, weights, receptive field and cost. ``golden_frames``: input
    of golden.json, absent for a network on a trunk. ``answers``: number of rows with logits there."""
    folder.mkdir(parents=True, exist_ok=True)
    has_trunk = "trunk" in description["architecture"]
    blob, weights = pack(network.tensors(), dtype)
    (folder / "weights.bin").write_bytes(blob)
    recurrent = {"recurrent": True} if has_trunk or description["architecture"]["type"] == "crnn" else {}
    entries = head(description, device_features.FEATURES if has_trunk else FEATURES) | {
        "architecture": description["architecture"], "heads": description["heads"], "weights": weights,
        "receptiveFieldFrames": network.receptive_field(), **recurrent,
        "macsPerSecond": round(network.multiply_adds_per_second())}
    rest = {key: value for key, value in description.items() if key not in entries}
    (folder / "model.json").write_text(to_json(entries | rest) + "\n")
    _, stored = load(folder)
    outputs = golden_of_noise(stored, answers) if has_trunk else golden(stored, golden_frames, answers)
    (folder / "golden.json").write_text(json.dumps(outputs, separators=(",", ":")) + "\n")


def to_json(value: object, indent: str = "") -> str:
    """Formats JSON with one line per innermost object or list of short values, so that a diff stays readable."""
    flat = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, (dict, list)) or len(flat) + len(indent) <= 118:
        return flat
    inner = indent + "  "
    if isinstance(value, dict):
        items = [f"{json.dumps(key, ensure_ascii=False)}: {to_json(item, inner)}" for key, item in value.items()]
        return "{\n" + ",\n".join(inner + item for item in items) + f"\n{indent}}}"
    return "[\n" + ",\n".join(inner + to_json(item, inner) for item in value) + f"\n{indent}]"
