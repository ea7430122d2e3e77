"""Draws the pictures of a model card: confusion matrices and reliability diagrams."""
from __future__ import annotations

import json
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402
import numpy as np  # noqa: E402

Report = dict


def confusion(axis: plt.Axes, figures: dict, title: str, size: int) -> None:
    """Draws a confusion matrix, shaded by the share of its row. ``figures``: names and counts ``[true][predicted]``."""
    counts = np.array(figures["counts"], dtype=float)
    share = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    names = [name.replace("_", " ") for name in figures["names"]]
    axis.imshow(share, cmap="Blues", vmin=0, vmax=1)
    for true, predicted in zip(*np.nonzero(counts)):
        axis.text(predicted, true, int(counts[true, predicted]), ha="center", va="center", fontsize=size,
                  color="white" if share[true, predicted] > 0.6 else "black")
    axis.set_xticks(range(len(names)), names, rotation=90, fontsize=size + 1)
    axis.set_yticks(range(len(names)), names, fontsize=size + 1)
    axis.set(xlabel="predicted", ylabel="true", title=title)


def reliability(axis: plt.Axes, figures: dict, title: str) -> None:
    """Draws the observed frequency against the mean score, a dot per bin; a larger dot has more clips."""
    bins = [one for one in figures["bins"] if one["count"]]
    total = max(one["count"] for one in bins)
    axis.plot([0, 1], [0, 1], color="grey", linewidth=0.8)
    axis.plot([one["meanConfidence"] for one in bins], [one["frequency"] for one in bins], linewidth=0.8)
    axis.scatter([one["meanConfidence"] for one in bins], [one["frequency"] for one in bins],
                 s=[8 + 90 * (one["count"] / total) ** 0.5 for one in bins])
    axis.set(xlim=(0, 1), ylim=(0, 1), xlabel="score", ylabel="observed frequency",
             title=f"{title}: error {figures['error']:.3f}, n = {figures['count']}")
    axis.title.set_fontsize(9)
    axis.grid(alpha=0.3)


def write_confusions(val: Report, weights: str, out: Path) -> None:
    """Writes the confusion matrices as JSON, for the site: names, and counts ``[true][predicted]``. ``weights``: their SHA-256."""
    matrices = {"events": val["singleLabel"]["esc50"]["confusion"], "genre": val["genre"]["prefixes"]["all"]}
    out.write_text(json.dumps({"weights": weights, **{name: {"names": one["names"], "counts": one["counts"]}
                                                      for name, one in matrices.items()}}) + "\n")


def draw(val: Report, folder: Path) -> None:
    """Writes ``confusion-events.png``, ``confusion-genre.png`` and ``reliability.png`` to ``folder``, from the report on ``val``."""
    figure, axis = plt.subplots(figsize=(15, 15), constrained_layout=True)
    confusion(axis, val["singleLabel"]["esc50"]["confusion"], "ESC-50, fold 4: clips", 6)
    figure.savefig(folder / "confusion-events.png", dpi=80)
    figure, axis = plt.subplots(figsize=(6, 6), constrained_layout=True)
    confusion(axis, val["genre"]["prefixes"]["all"], "genre: validation tracks, whole excerpt", 8)
    figure.savefig(folder / "confusion-genre.png", dpi=90)
    kinds = {"genre": "top-scoring genre (tracks)", "bird": "bird (clips)", "eventsSaid": "event scores of at least 0.05",
             "eventsTop": "top-scoring event (clips)"}
    figure, axes = plt.subplots(2, 2, figsize=(9, 8), constrained_layout=True)
    for axis, (name, title) in zip(axes.flat, kinds.items()):
        reliability(axis, val["calibration"][name], title)
    figure.savefig(folder / "reliability.png", dpi=90)
    plt.close("all")
