"""Measures a model folder on the labelled folders of evaluation_sets.py, with the shipped engine.

    python3 models/training/measure.py --model models/crnn --sets models/training/cache/sets --out models/training/runs/crnn-figures

Runs ``pinna evaluate`` (built by ``npm run build``) once for each set, and once more where there is a list of sounds with sharp
onsets; writes ``<set>.json`` and ``<set>.tsv`` (what was said of each clip). A set that was measured with the same model
before is not measured again.
"""
from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
from pathlib import Path

PINNA = Path(__file__).resolve().parents[2] / "dist/cli/pinna.js"


def identity(model: Path) -> str:
    """What answers depend on: the weights, and the heads with their thresholds."""
    description = json.loads((model / "model.json").read_text())
    return hashlib.sha256(json.dumps([description["weights"]["sha256"], description["heads"]]).encode()).hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", type=Path, required=True, help="a model folder")
    parser.add_argument("--sets", type=Path, required=True, help="folder that evaluation_sets.py filled")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", nargs="+", metavar="SET", help="sets to measure; all without it")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    sets = [folder for folder in sorted(arguments.sets.iterdir()) if (folder / "manifest.csv").exists()
            and (arguments.only is None or folder.name in arguments.only)]
    runs = [(folder.name, folder, []) for folder in sets]
    runs += [(f"{folder.name}-sharp", folder, ["--strong", folder / "strong-sharp.csv"]) for folder in sets
             if (folder / "strong-sharp.csv").exists()]
    ledger, mine = arguments.out / "measured.ledger", identity(arguments.model)
    done = json.loads(ledger.read_text()) if ledger.exists() else {}
    for i, (name, folder, options) in enumerate(runs, 1):
        report = arguments.out / f"{name}.json"
        made = [mine, (folder / "manifest.csv").stat().st_mtime]
        if report.exists() and done.get(name) == made:
            continue
        print(f"{i}/{len(runs)} {name}", flush=True)
        subprocess.run(["node", PINNA, "evaluate", "--data", folder, "--model", arguments.model.resolve(), "--json", report,
                        "--predictions", report.with_suffix(".tsv"), *options], check=True, stdout=subprocess.DEVNULL)
        done[name] = made
        ledger.write_text(json.dumps(done, indent=2) + "\n")


if __name__ == "__main__":
    main()
