"""Measures what a trunk knows: a linear layer on its frozen embedding, trained on train rows, with figures on val rows.

    python3 models/training/trunk_probe.py --data DIR --cache models/training/cache --pretrained mn04_as.npz [--weights causal.npz ...]

Prints one row of a table for the whole network, and one for each causal trunk of ``--weights``, on the same recordings: ESC-50 (50
classes, accuracy; train folds 1 to 3, val fold 4), music genre (GTZAN, ten classes, mean accuracy over the classes) and birds in field
recordings (freefield1010, area under the ROC curve). A recording is represented by the mean of its embeddings and the logits of the 527
AudioSet classes. ``--cache`` is the folder that corpus.py filled. Needs scikit-learn.
"""
from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

from ..data import corpus
from ..data.corpus import Features
from ..data.manifest import Row
from ..measuring.markdown import NUMBER, table
from ..trunk.features import at_floor_above
from ..trunk.network import SILENCE, Trunk, load_distilled, load_pretrained

MOST_FRAMES = 3000       # of a recording: 30 s
LEAD_FRAMES = 64         # of silence before the recording, for a causal trunk; their embeddings are left out
LOGIT_SCALE = 0.3        # logits vary about three times as much as embeddings

TASKS: list[tuple[str, Callable[[Row], bool], Callable[[Row], str], float]] = [  # name, rows, label, inverse regularisation
    ("ESC-50", lambda row: row.dataset == "esc50", lambda row: row.events[0], 0.01),
    ("genre", lambda row: bool(row.genre), lambda row: row.genre, 0.001),
    ("birds", lambda row: row.dataset == "ff1010bird", lambda row: str(int(bool(row.bird))), 0.001),
]


def describe(trunk: Trunk, frames: np.ndarray) -> np.ndarray:
    """Returns the vector of a recording, ``[384 + 527]``: its mean embedding, and the scaled logits of that."""
    x = at_floor_above(frames)
    skipped = 0
    if trunk.causal:
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


def figures_of(trunk: Trunk, rows: list[Row], features: Features, most_frames: int = MOST_FRAMES) -> list[float]:
    """Returns the figure of each of ``TASKS``, from at most the first ``most_frames`` of each recording."""
    out = []
    for _, belongs, label, strength in TASKS:
        chosen = [row for row in rows if belongs(row)]
        x = np.stack([describe(trunk, features[row][:most_frames].astype(np.float32)) for row in chosen])
        train = np.array([row.split == "train" for row in chosen])
        out.append(figure(x, np.array([label(row) for row in chosen]), train, strength))
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--pretrained", type=Path, required=True)
    parser.add_argument("--weights", type=Path, nargs="*", default=[])
    a = parser.parse_args()
    rows = [row for row in corpus.load_rows(a.cache, a.data) if row.split != "test"]
    features = Features(a.cache)
    trunks = [("whole", load_pretrained(a.pretrained))] + [(str(path), load_distilled(path, a.pretrained)) for path in a.weights]
    lines = [(name, *(f"{value:.3f}" for value in figures_of(trunk, rows, features))) for name, trunk in trunks]
    print(table(("trunk", *(name for name, *_ in TASKS)), lines, NUMBER))
