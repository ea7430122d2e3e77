"""Fits the decisions of a model to labelled folders with ``pinna fit``, and writes them into its model.json.

    python3 models/training/fit_decisions.py --model models/crnn --sets models/training/cache/sets \
        --logits models/training/runs/crnn-all/logits

The decisions are the thresholds of all classes and the evidence that a report needs. ``pinna evaluate`` first computes the logits of the
sets in ``SETS``. ``--logits`` keeps them, by the weights of the model, so that another fit does not run the network again.
"""
from __future__ import annotations

import argparse
import json
import subprocess
from pathlib import Path

from ..measuring.measure import PINNA
from ..networks import folder

SETS = ("val", "soundscapes", "noise")
# Amount of evidence, s; cost of a wrong report, found recordings; wrong reports of a class per hour without it.
SETTINGS = ("--confirm", "0.8", "--wrong-cost", "1.2", "--budget", "0.5")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", type=Path, required=True, help="a model folder")
    parser.add_argument("--sets", type=Path, required=True, help="folder that evaluation_sets.py filled")
    parser.add_argument("--logits", type=Path, required=True, help="folder to keep logits in")
    arguments = parser.parse_args()
    description = json.loads((arguments.model / "model.json").read_text())
    logits = arguments.logits.resolve() / description["weights"]["sha256"][:16]
    model, sets, fitted = arguments.model.resolve(), [arguments.sets.resolve() / name for name in SETS], logits / "heads.json"
    logits.mkdir(parents=True, exist_ok=True)
    for labelled in sets:
        print(labelled.name, flush=True)
        subprocess.run(["node", PINNA, "evaluate", "--data", labelled, "--model", model, "--logits", logits], check=True,
                       stdout=subprocess.DEVNULL)
    subprocess.run(["node", PINNA, "fit", "--model", model, "--logits", logits, "--json", fitted, *SETTINGS, *sets], check=True)
    description["heads"] = json.loads(fitted.read_text())
    (arguments.model / "model.json").write_text(folder.to_json(description) + "\n")
