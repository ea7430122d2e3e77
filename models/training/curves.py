"""Draws the loss and validation curves of a run.

    python3 models/training/curves.py --run models/training/runs/crnn models/training/runs/crnn-second-stage \
        --out models/training/curves-crnn.png
"""
from __future__ import annotations

import argparse
import json
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402

VALIDATION = {"escAccuracy": "ESC-50 accuracy", "birdAucField": "bird AUC, field recordings", "birdAuc": "bird AUC, all",
              "genreAccuracy": "genre accuracy", "speechAuc": "speech AUC", "musicAuc": "music AUC"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--run", type=Path, required=True, nargs="+", help="run folders, stage after stage")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    log, before = [], 0
    for run in arguments.run:
        stage = [json.loads(line) for line in (run / "log.jsonl").read_text().splitlines()]
        log += [entry | {"step": entry["step"] + before} for entry in stage]
        before = log[-1]["step"]
    training, validation = [e for e in log if "train" in e], [e for e in log if "val" in e]
    figure, (left, right) = plt.subplots(1, 2, figsize=(11, 4), constrained_layout=True)
    for name in ("events", "single", "genre", "bird"):
        left.plot([e["step"] for e in training], [e["train"][name] for e in training], label=name, linewidth=0.8)
    left.set(xlabel="step", ylabel="training loss (each head, not weighted)", yscale="log")
    for name, label in VALIDATION.items():
        right.plot([e["step"] for e in validation], [e["val"][name] for e in validation], label=label, marker=".")
    right.set(xlabel="step", ylabel="validation, streamed, averaged weights", ylim=(0, 1))
    for axis in (left, right):
        axis.grid(alpha=0.3)
        axis.legend(fontsize=8)
    figure.savefig(arguments.out, dpi=110)


if __name__ == "__main__":
    main()
