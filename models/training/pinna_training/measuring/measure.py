"""Measures a model folder on the labelled folders of evaluation_sets.py, with the shipped engine.

    python3 models/training/measure.py --model models/crnn --sets models/training/cache/sets --out models/training/runs/crnn-figures

Runs ``pinna evaluate`` (built by ``npm run build``) once for each set, and writes ``<set>.json`` and ``<set>.tsv`` (the predictions for
each clip). Skips sets that were measured before with the same model, and the set that only serves to fit decisions.
"""
from __future__ import annotations

import argparse
import csv
import hashlib
import json
import subprocess
from multiprocessing.pool import ThreadPool
from pathlib import Path

from ..places import MODEL_FOLDERS

LEDGER = "measured.ledger"
ONLY_FITTED = "noise"
PINNA = MODEL_FOLDERS.resolve().parent / "dist/cli/pinna.js"


def identity(model: Path) -> str:
    """Returns a hash of everything that predictions depend on: the weights, the heads with their thresholds, and the engine."""
    description = json.loads((model / "model.json").read_text())
    parts = json.dumps([description["weights"]["sha256"], description["heads"]]).encode() + PINNA.read_bytes()
    return hashlib.sha256(parts).hexdigest()


def made(folder: Path) -> float:
    """Returns the time at which the labels of a set last changed."""
    return max(path.stat().st_mtime for path in folder.glob("*.csv"))


def seconds(folder: Path) -> float:
    """Returns the total length of a set, s."""
    with open(folder / "manifest.csv", newline="") as file:
        return sum(float(row["seconds"]) for row in csv.DictReader(file))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", type=Path, required=True, help="a model folder")
    parser.add_argument("--sets", type=Path, required=True, help="folder that evaluation_sets.py filled")
    parser.add_argument("--out", type=Path, required=True, help="folder to write the reports to")
    parser.add_argument("--only", nargs="+", metavar="SET", help="sets to measure (default: all)")
    parser.add_argument("--jobs", type=int, default=2, help="number of sets measured at once (default 2)")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    sets = [folder for folder in sorted(arguments.sets.iterdir()) if (folder / "manifest.csv").exists()
            and (folder.name != ONLY_FITTED if arguments.only is None else folder.name in arguments.only)]
    ledger, mine = arguments.out / LEDGER, identity(arguments.model)
    done = json.loads(ledger.read_text()) if ledger.exists() else {}
    states = {folder: [mine, made(folder)] for folder in sets}
    due = [folder for folder in sets if done.get(folder.name) != states[folder]
           or not (arguments.out / f"{folder.name}.json").exists()]

    due.sort(key=seconds, reverse=True)

    def evaluate(folder: Path) -> Path:
        report = arguments.out / f"{folder.name}.json"
        subprocess.run(["node", PINNA, "evaluate", "--data", folder, "--model", arguments.model.resolve(), "--json", report,
                        "--predictions", report.with_suffix(".tsv")], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        return folder

    with ThreadPool(arguments.jobs) as pool:
        for number, folder in enumerate(pool.imap_unordered(evaluate, due), 1):
            print(f"{number}/{len(due)} {folder.name}", flush=True)
            done[folder.name] = states[folder]
            ledger.write_text(json.dumps(done, indent=2) + "\n")
