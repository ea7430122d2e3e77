"""Measures what a trunk knows: one linear layer on its frozen embedding, trained on train rows, with figures on val rows.

    python3 -m pinna_training.trunk.probe --data DIR --cache DIR --pretrained mn04_as.npz [--weights causal.npz ...]

Prints one row of a table for the whole network, and one for each causal trunk of ``--weights``, on the same recordings: ESC-50 (50
classes, accuracy; train folds 1 to 3, val fold 4), music genre (GTZAN, ten classes, mean accuracy over the classes) and birds in field
recordings (freefield1010, area under the ROC curve). A recording is represented by the mean of its embeddings and the logits of the 527
AudioSet classes. ``DIR/probe`` of the cache keeps the features of the recordings. Needs scikit-learn.
"""
from __future__ import annotations

import argparse
import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import soundfile
import torch

from .features import at_floor_above, cached
from .network import SILENCE, Trunk, load_distilled, load_pretrained

MOST_FRAMES = 3000       # of a recording: 30 s
LEAD_FRAMES = 64         # of silence before the recording, for a causal trunk; their embeddings are left out
LOGIT_SCALE = 0.3        # logits vary about three times as much as embeddings

Row = dict[str, str]
TASKS: list[tuple[str, Callable[[Row], bool], str, float]] = [  # name, rows, label, inverse regularisation of the linear layer
    ("ESC-50", lambda row: row["dataset"] == "esc50", "events", 0.01),
    ("genre", lambda row: row["genre"] != "", "genre", 0.001),
    ("birds", lambda row: row["dataset"] == "ff1010bird", "bird", 0.001),
]


def features_of(row: Row, data: Path, cache: Path) -> np.ndarray:
    """Returns the frames of a recording, float16 ``[frames, 102]``, from the cache if they are there."""
    path = cache / "probe" / f"{row['path'].replace('/', '_')}.npy"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        np.save(path, cached(soundfile.read(data / row["path"], dtype="float32")[0]))
    return np.load(path)[:MOST_FRAMES]


def describe(trunk: Trunk, frames: np.ndarray, causal: bool) -> np.ndarray:
    """Returns the vector of a recording, ``[384 + 527]``: its mean embedding, and the scaled logits of that."""
    x = at_floor_above(frames)
    skipped = 0
    if causal:
        every = trunk.frames_per_embedding
        skipped = LEAD_FRAMES // every
        pad = np.full((-len(x) % every, 128), SILENCE, np.float32)
        x = np.concatenate([np.full((LEAD_FRAMES, 128), SILENCE, np.float32), x, pad])
    with torch.no_grad():
        embedding = trunk.embed(torch.from_numpy(x)[None])[:, skipped:].mean(1)
        return np.concatenate([embedding[0].numpy(), LOGIT_SCALE * trunk.logits(embedding)[0].numpy()])


def figure(x: np.ndarray, y: np.ndarray, train: np.ndarray, strength: float) -> float:
    """Fits a linear layer to the rows of ``train`` and measures it on the others: the area under the ROC curve for two classes named 0 and
    1, else the mean accuracy over the classes."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import roc_auc_score
    from sklearn.preprocessing import StandardScaler
    scaler = StandardScaler().fit(x[train])
    model = LogisticRegression(C=strength, max_iter=300, class_weight="balanced").fit(scaler.transform(x[train]), y[train])
    held_out, truth = scaler.transform(x[~train]), y[~train]
    if set(y) == {"0", "1"}:
        return float(roc_auc_score(truth == "1", model.decision_function(held_out)))
    right = model.predict(held_out) == truth
    return float(np.mean([right[truth == name].mean() for name in np.unique(truth)]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--pretrained", type=Path, required=True)
    parser.add_argument("--weights", type=Path, nargs="*", default=[])
    a = parser.parse_args()
    rows = [row for row in csv.DictReader((a.data / "manifest.csv").open()) if any(belongs(row) for _, belongs, _, _ in TASKS)]
    frames = {row["path"]: features_of(row, a.data, a.cache) for row in rows}
    trunks = [("whole", load_pretrained(a.pretrained), False)]
    trunks += [(str(path), load_distilled(path, a.pretrained), True) for path in a.weights]
    print("| trunk | " + " | ".join(name for name, *_ in TASKS) + " |\n| --- |" + " ---: |" * len(TASKS))
    for name, trunk, causal in trunks:
        figures = []
        for _, belongs, label, strength in TASKS:
            chosen = [row for row in rows if belongs(row)]
            x = np.stack([describe(trunk, frames[row["path"]], causal) for row in chosen])
            train = np.array([row["split"] == "train" for row in chosen])
            figures.append(figure(x, np.array([row[label] for row in chosen]), train, strength))
        print(f"| {name} | " + " | ".join(f"{value:.3f}" for value in figures) + " |", flush=True)


if __name__ == "__main__":
    main()
