"""Measures a model folder on the labelled folders of evaluation_sets.py, with the shipped engine.

    python3 models/training/measure.py --model models/crnn --sets models/training/cache/sets --out models/training/runs/crnn-figures

Runs ``pinna evaluate`` (built by ``npm run build``) once for each set; writes ``<set>.json`` and ``<set>.tsv`` (what was said of
each clip). A set that was measured with the same weights before is not measured again.
"""
from __future__ import annotations

import argparse
import json
import subprocess
from pathlib import Path

PINNA = Path(__file__).resolve().parents[2] / "dist/cli/pinna.js"


def is_current(report: Path, weights: str, manifest: Path) -> bool:
    """Whether ``report`` is of these weights (SHA-256) and not older than the set."""
    if not report.exists() or report.stat().st_mtime < manifest.stat().st_mtime:
        return False
    return json.loads(report.read_text())["model"]["weights"] == weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", type=Path, required=True, help="a model folder")
    parser.add_argument("--sets", type=Path, required=True, help="folder that evaluation_sets.py filled")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", nargs="+", metavar="SET", help="sets to measure; all without it")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    description = json.loads((arguments.model / "model.json").read_text())
    sets = [folder for folder in sorted(arguments.sets.iterdir()) if (folder / "manifest.csv").exists()
            and (arguments.only is None or folder.name in arguments.only)]
    for i, folder in enumerate(sets, 1):
        report = arguments.out / f"{folder.name}.json"
        if is_current(report, description["weights"]["sha256"], folder / "manifest.csv"):
            continue
        print(f"{i}/{len(sets)} {folder.name}", flush=True)
        subprocess.run(["node", PINNA, "evaluate", "--data", folder, "--model", arguments.model.resolve(), "--json", report,
                        "--predictions", report.with_suffix(".tsv")], check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
