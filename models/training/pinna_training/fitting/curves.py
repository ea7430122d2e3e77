"""Draws the loss and validation curves of a run, with the findings about them below.

    python3 models/training/curves.py --run models/training/runs/crnn models/training/runs/crnn-last-blocks \
        --out models/training/curves-crnn.png
"""
from __future__ import annotations

import argparse
import json
import textwrap
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402

from . import reading  # noqa: E402
from .run_log import RunLog  # noqa: E402

VALIDATION = {"escAccuracy": "ESC-50 accuracy", "birdAucField": "bird AUC, field recordings", "birdAuc": "bird AUC, all",
              "genreAccuracy": "genre accuracy", "speechAuc": "speech AUC", "musicAuc": "music AUC"}
LINE_CHARACTERS = 200
LOSSES = ("loss", "events", "single", "genre", "bird")


def draw(log: list[dict], findings: list[reading.Finding], out: Path) -> None:
    """Draws the training losses, the ESC-50 loss on validation and on training clips, and the validation figures; ``findings`` below."""
    training, validation = [e for e in log if "train" in e], [e for e in log if "val" in e]
    text = [line for finding in findings for line in textwrap.wrap(finding.sentence, LINE_CHARACTERS)]
    below = 0.2 * len(text) + 0.1
    figure, (left, middle, right) = plt.subplots(1, 3, figsize=(14, 4 + below), constrained_layout=True)
    figure.get_layout_engine().set(hspace=0, rect=(0, below / (4 + below), 1, 4 / (4 + below)))
    figure.text(0.01, 0.04 / (4 + below), "\n".join(text), va="bottom", fontsize=9)
    for name in LOSSES:
        has = [e for e in training if name in e["train"]]
        if has:
            left.plot([e["step"] for e in has], [e["train"][name] for e in has], linewidth=1.6 if name == "loss" else 0.8,
                      label="whole, weighted" if name == "loss" else name)
    left.set(xlabel="step", ylabel="training loss (whole; each head, not weighted)")
    if training:
        left.set_yscale("log")
        left.legend(fontsize=8)
    steps, val, seen = reading.validation_losses(log)
    if len(steps):
        middle.plot(steps, val, label="validation clips", marker=".")
        middle.plot(steps, seen, label="training clips", marker=".")
        middle.fill_between(steps, seen, val, alpha=0.12, label="gap")
        middle.legend(fontsize=8)
        middle.set(xlabel="step", ylabel="ESC-50 loss, nats, averaged weights", ylim=(0, None))
    else:
        middle.set_axis_off()
    for name, label in VALIDATION.items():
        right.plot([e["step"] for e in validation], [e["val"][name] for e in validation], label=label, marker=".")
    right.set(xlabel="step", ylabel="validation, streamed, averaged weights", ylim=(0, 1))
    right.legend(fontsize=8)
    for axis in (left, middle, right):
        axis.grid(alpha=0.3)
    figure.savefig(out, dpi=110)
    plt.close(figure)


def write_data(version: str, stages: list[dict], log: list[dict], findings: list[reading.Finding], out: Path) -> None:
    """Writes the curves as JSON, for the site: the losses of each logged step, and the figures of each validation.

    ``stages``: name and last step of each stage; ``version``: the version of the model that the run makes.
    """
    figures = (*VALIDATION, "escLoss", "escLossSeen")
    out.write_text(json.dumps({
        "version": version, "stages": stages, "findings": [finding.sentence for finding in findings],
        "training": [{"step": entry["step"], **{name: entry["train"][name] for name in LOSSES if name in entry["train"]}}
                     for entry in log if "train" in entry],
        "validation": [{"step": entry["step"], **{name: entry["val"][name] for name in figures if name in entry["val"]}}
                       for entry in log if "val" in entry]}) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--run", type=Path, required=True, nargs="+", help="run folders of the stages, in order")
    parser.add_argument("--out", type=Path, required=True, help="PNG file; the same curves go to a JSON file beside it")
    arguments = parser.parse_args()
    log, before, findings, stages = [], 0, [], []
    for run in arguments.run:
        stage = RunLog(run).entries
        findings += [finding._replace(sentence=f"{run.name}. {finding.sentence}") for finding in reading.findings(stage)]
        log += [entry | {"step": entry["step"] + before} for entry in stage]
        before = log[-1]["step"]
        stages.append({"name": run.name, "step": before})
    draw(log, findings, arguments.out)
    version = json.loads((arguments.run[-1] / "config.json").read_text())["version"]
    write_data(version, stages, log, findings, arguments.out.with_suffix(".json"))
    print("\n".join(finding.sentence for finding in findings))
