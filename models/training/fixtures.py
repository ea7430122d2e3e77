"""Writes the reference fixtures that the TypeScript tests compare with.

    python3 models/training/fixtures.py --out test/fixtures/reference

``features.json``: features of formula-made signals at nine sample rates; ``crnn-tiny/``, ``wavenet-tiny/``,
``wavenet-conv-tiny/``: model folders with small random float32 weights (seed 1) and their golden outputs.
"""
from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch

import features
import folder
import model as networks
import synthetic

RATES_HZ = (16000, 22050, 24000, 32000, 44100, 48000, 88200, 96000, 192000)
FRAMES = 6
SIGNALS = {
    "noise": [{"kind": "noise", "seed": 1, "amplitude": 0.5}],
    "sines": [{"kind": "sine", "frequency": 440, "amplitude": 0.4}, {"kind": "sine", "frequency": 3000, "amplitude": 0.1},
              {"kind": "noise", "seed": 7, "amplitude": 0.001}],
    "chirp": [{"kind": "chirp", "from": 100, "to": 7000, "seconds": 0.13, "amplitude": 0.9}],
}
GOLDEN_SIGNAL = [{"kind": "chirp", "from": 80, "to": 7600, "seconds": 2.4, "amplitude": 0.3},
                 {"kind": "sine", "frequency": 523.25, "amplitude": 0.05}, {"kind": "noise", "seed": 11, "amplitude": 0.01}]
TINY = {
    "crnn-tiny": {"type": "crnn", "conv": [{"kernel": [3, 5], "strideF": 2, "channels": 4},
                                           {"kernel": [2, 3], "strideF": 2, "channels": 6},
                                           {"kernel": [3, 3], "strideF": 4, "channels": 8}], "dense": 12, "gru": 10},
    "wavenet-tiny": {"type": "wavenet", "residualChannels": 16, "skipChannels": 16, "kernel": 2,
                     "dilations": [1, 2, 4, 8, 16, 1, 2, 4, 8, 16]},
    "wavenet-conv-tiny": {"type": "wavenet", "conv": [{"kernel": [3, 5], "strideF": 2, "channels": 4},
                                                      {"kernel": [2, 3], "strideF": 4, "channels": 6}],
                          "residualChannels": 12, "skipChannels": 10, "kernel": 2,
                          "dilations": [1, 2, 4, 8, 1, 2, 4, 8], "readFront": True},
}
TINY_HEADS = [
    {"name": "genre", "activation": "softmax", "classes": [{"name": n} for n in ("blues", "jazz", "rock")],
     "temperature": 1, "clipPooling": "mean-logit",
     "decision": {"poolSeconds": 3, "gate": {"head": "events", "class": "music"},
                  "minDuration": 1, "mergeGap": 1, "on": 0.5, "off": 0.35}},
    {"name": "bird", "activation": "sigmoid", "classes": [{"name": "bird", "audioset": "/m/015p6"}],
     "temperature": 1, "clipPooling": "linear-softmax",
     "decision": {"smoothingSeconds": 0.1, "minDuration": 0.1, "mergeGap": 0.4, "on": 0.5, "off": 0.3}},
    {"name": "events", "activation": "sigmoid",
     "classes": [{"name": "dog", "audioset": "/m/0bt9lr", "on": 0.6, "off": 0.35}, {"name": "rain"},
                 {"name": "speech", "audioset": "/m/09x0r"}, {"name": "music", "audioset": "/m/04rlf"}],
     "temperature": 1.5, "clipPooling": "max",
     "decision": {"smoothingSeconds": 0.1, "minDuration": 0.1, "mergeGap": 0.3, "on": 0.5, "off": 0.3}},
]


def golden_frames(count: int) -> np.ndarray:
    """``[count, 64]`` dB: digital silence, then a chirp with a tone and noise, at 16 kHz."""
    fs, quiet = 16000, count // 10
    samples = features.hop_samples(fs) * (count - 1) + features.window_samples(fs)
    sound = synthetic.signal(GOLDEN_SIGNAL, samples, fs)
    sound[:quiet * features.hop_samples(fs)] = 0
    return features.log_mel(sound, fs)


def feature_fixture() -> dict:
    cases = []
    for fs in RATES_HZ:
        samples = features.hop_samples(fs) * (FRAMES - 1) + features.window_samples(fs)
        for name, parts in SIGNALS.items():
            frames = features.log_mel(synthetic.signal(parts, samples, fs), fs)
            cases.append({"signal": name, "sampleRate": fs, "samples": samples,
                          "features": np.round(frames.astype(np.float64), 4).tolist()})
    return {"about": "Log-mel features (dB, [frames][64 bands]) of signals made from the formulas below.",
            "formulas": synthetic.FORMULAS, "signals": SIGNALS, "cases": cases}


def tiny_model(name: str, seed: int) -> torch.nn.Module:
    """Random weights, scaled so that activations and logits are of ordinary size."""
    torch.manual_seed(seed)
    network = networks.build(TINY[name], {h["name"]: len(h["classes"]) for h in TINY_HEADS}).eval()
    tensors = {key: 2 * value for key, value in network.tensors().items()}
    tensors["normalize/mean"] = np.linspace(-45, -75, features.BANDS).astype(np.float32)
    tensors["normalize/scale"] = np.linspace(0.05, 0.07, features.BANDS).astype(np.float32)
    network.load_tensors(tensors)
    return network


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    (out / "features.json").write_text(json.dumps(feature_fixture(), ensure_ascii=False, separators=(",", ":")) + "\n")
    for name, architecture in TINY.items():
        description = {"name": name, "version": "0.0.0", "architecture": architecture, "heads": TINY_HEADS,
                       "licence": "MIT (random weights)", "datasets": [], "figures": {}}
        folder.write(out / name, description, tiny_model(name, seed=1), "float32", golden_frames(80))


if __name__ == "__main__":
    main()
