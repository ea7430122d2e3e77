"""Trains the auto-encoder of novelty on the free data sets and writes its folder.

    python3 models/training/autoencoder.py --data DIR --cache models/training/cache --out models/novelty

The folder holds ``autoencoder.json``, ``weights.bin`` and ``golden.json``: frames, and what the network makes of them. The network reads
the frames of ``signal/features.py``, which the page has for every model, so they are computed from the audio. Of the cache only the list of
recordings is read.
"""
from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch

from ..data import corpus
from ..data.manifest import Row
from ..fitting.autoencoder import error_db, free_rows, sounds, train
from ..networks.autoencoder import DECODER, ENCODER, FLOOR_DB, KERNEL, LATENTS, MIDDLE_DB, SCALE_DB, STRIDE, Autoencoder
from ..networks.folder import FEATURES, pack, to_json, unpack
from .export import datasets

GOLDEN_FRAMES = 64
LICENCE = ("The weights are under the MIT licence, like the code: all sounds that the network learned from are under free licences.")


def layers(description: tuple[tuple[int, tuple[int, int]], ...]) -> list[dict[str, int]]:
    return [{"channels": channels, "time": time, "bands": bands} for channels, (time, bands) in description]


def stored(network: Autoencoder) -> Autoencoder:
    """Returns a network with the weights as the folder stores them, float16."""
    blob, weights = pack(network.tensors(), "float16")
    copy = Autoencoder()
    copy.load_tensors(unpack(blob, weights))
    return copy.eval()


def golden(network: Autoencoder, frames: np.ndarray) -> dict:
    """Returns golden.json: frames ``[GOLDEN_FRAMES, 64]``, their latents and their reconstruction, dB, computed in float64."""
    frames = np.round(frames[:GOLDEN_FRAMES].astype(np.float64), 3)
    with torch.no_grad():
        double = network.double()
        x = torch.from_numpy(frames)[None]
        latents = double.encode((x.clamp(min=FLOOR_DB) - MIDDLE_DB) / SCALE_DB)[0][0].numpy()
        made = double(x)[0].numpy()
        network.float()
    return {"frames": GOLDEN_FRAMES, "features": frames.tolist(), "latents": np.round(latents, 6).tolist(),
            "reconstruction": np.round(made, 4).tolist()}


def synthetic(seed: int = 3) -> np.ndarray:
    """Returns frames for golden.json that are of no recording: a glide and bursts in noise, dB."""
    random = np.random.default_rng(seed)
    frames = random.normal(-85, 6, (GOLDEN_FRAMES, 64))
    for t in range(GOLDEN_FRAMES):
        frames[t, 10 + t // 3] = -30
        if t % 20 < 4:
            frames[t, 35:] += 40
    return frames


def write(folder: Path, network: Autoencoder, rows: list[Row], figures: dict) -> None:
    """Writes the folder of a trained network."""
    folder.mkdir(parents=True, exist_ok=True)
    network = stored(network)
    blob, weights = pack(network.tensors(), "float16")
    (folder / "weights.bin").write_bytes(blob)
    description = {
        "format": "pinna-autoencoder", "formatVersion": 1, "name": "novelty", "version": "0.1.0", "features": FEATURES,
        "levels": {"floor": FLOOR_DB, "middle": MIDDLE_DB, "scale": SCALE_DB},
        "kernel": KERNEL, "latents": LATENTS, "encoder": layers(ENCODER), "decoder": layers(DECODER), "weights": weights,
        "delayFrames": STRIDE - 1, "macsPerSecond": round(network.multiply_adds_per_frame() / FEATURES["hopSeconds"]),
        "licence": LICENCE, "datasets": datasets(rows, True), "figures": figures}
    (folder / "autoencoder.json").write_text(to_json(description) + "\n")
    (folder / "golden.json").write_text(json.dumps(golden(network, synthetic()), separators=(",", ":")) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with manifest.csv and audio/")
    parser.add_argument("--cache", type=Path, required=True, help="folder that corpus.py filled")
    parser.add_argument("--steps", type=int, default=1200)
    parser.add_argument("--out", type=Path, required=True, help="folder to write")
    arguments = parser.parse_args()

    rows = corpus.load_rows(arguments.cache, arguments.data)
    training, validation = free_rows(corpus.training_rows(rows)), free_rows(corpus.validation_rows(rows))
    network = Autoencoder()
    began = time.monotonic()
    log = train(network, training, list(sounds(training, arguments.data)), arguments.steps)
    held_out = error_db(stored(network), list(sounds(validation, arguments.data)), STRIDE)
    print(f"root mean square error of held-out recordings: {held_out:.2f} dB")
    write(arguments.out, network, training, {"steps": arguments.steps, "minutes": round((time.monotonic() - began) / 60, 1),
                                             "trainingError": round(log[-1]["error"], 4), "heldOutErrorDb": round(held_out, 2)})


if __name__ == "__main__":
    main()
