"""Measures what each choice of the distillation is worth: one short run for each choice, all of the same length.

    python3 models/training/trunk_ablations.py --cache models/training/cache/trunk --corpus models/training/cache --data DIR \
        --pretrained mn04_as.npz --runs models/training/runs/trunk-ablations

Every run begins with the pretrained weights and takes 600 steps, about ten minutes on two cores. ``--cache`` is the folder of
``features.py``, ``--corpus`` that of corpus.py. Finished runs are skipped, and an interrupted one continues. Writes ``TRUNK.md``: for each
choice the distillation loss on crops of validation recordings, which no run has heard, and the figures of ``trunk_probe.py``.
"""
from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

from ..data import corpus
from ..data.corpus import Features
from ..measuring.markdown import NUMBER, table
from ..places import TRAINING
from ..trunk.distil import CROP, Sounds, distil, loss_of_crops
from ..trunk.features import at_floor_above
from ..trunk.network import Trunk, load_distilled, load_pretrained
from .trunk_probe import TASKS, figures_of

STEPS, HELD_OUT_CROPS, SHORT_SPAN = 600, 120, 192
PROBE_FRAMES = 1000  # of each recording: 10 s
NO_FOLD = 1e9  # seconds
# Name, options of the causal trunk, share of the recordings.
CHOICES: list[tuple[str, dict, float]] = [
    ("as chosen: taps folded from 80 ms on, mean over 2 s, stride", {}, 1.0),
    ("taps folded nowhere", {"fold_from_seconds": NO_FOLD}, 1.0),
    ("taps folded everywhere", {"fold_from_seconds": 0.0}, 1.0),
    ("mean of squeeze-excitation over 1 s", {"tau_seconds": 1.0}, 1.0),
    ("mean of squeeze-excitation over 4 s", {"tau_seconds": 4.0}, 1.0),
    ("a quarter of the recordings", {}, 0.25),
    ("dilation instead of the last stride", {"dilate_last_stride": True}, 1.0),
]


def held_out_crops(features: Features, rows: list[corpus.Row], seed: int = 1) -> torch.Tensor:
    """Returns crops of validation recordings, ``[HELD_OUT_CROPS, 512, 128]``."""
    rng = np.random.default_rng(seed)
    long = [row for row in rows if row.split == "val" and len(features[row]) >= CROP]
    crops = []
    for i in rng.choice(len(long), HELD_OUT_CROPS):
        frames = features[long[i]]
        at = rng.integers(0, len(frames) - CROP + 1)
        crops.append(at_floor_above(frames[at:at + CROP]))
    return torch.from_numpy(np.stack(crops))


@torch.no_grad()
def held_out_loss(student: Trunk, teacher: Trunk, crops: torch.Tensor) -> float:
    return float(np.mean([loss_of_crops(student, teacher, part, SHORT_SPAN).item() for part in crops.split(12)]))


def kept(folder: Path, measure: Callable[[], dict]) -> dict:
    """Returns what ``folder`` holds of a finished row; measures and writes it if it is missing."""
    file = folder / "result.json"
    if not file.exists():
        result = measure()
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(result))
    return json.loads(file.read_text())


def line(name: str, result: dict) -> tuple[str, ...]:
    loss = "–" if result["loss"] is None else f"{result['loss']:.2f}"
    return name, loss, *(f"{value:.3f}" for value in result["figures"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("cache", "corpus", "data", "pretrained", "runs"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=TRAINING / "TRUNK.md")
    parser.add_argument("--part", default="1/1", help="1/2: computes every second row, without a page: two processes share the work")
    parser.add_argument("--threads", type=int, default=2)
    a = parser.parse_args()
    part, parts = map(int, a.part.split("/"))
    torch.set_num_threads(a.threads)
    rows, features = [row for row in corpus.load_rows(a.corpus, a.data) if row.split != "test"], Features(a.corpus)
    crops, teacher = held_out_crops(features, rows), load_pretrained(a.pretrained)
    lines = []
    for number, (name, options, share) in list(enumerate(CHOICES))[part - 1::parts]:
        run = a.runs / str(number)

        def measure() -> dict:
            distil(Sounds(a.cache, share), teacher, load_pretrained(a.pretrained, causal=True, **options), run, STEPS)
            trunk = load_distilled(run / "causal.npz", a.pretrained, **options)
            return {"loss": held_out_loss(trunk, teacher, crops), "figures": figures_of(trunk, rows, features, PROBE_FRAMES)}

        lines.append(line(name, kept(run, measure)))
        print(lines[-1], flush=True)
    if parts > 1:
        return
    whole = kept(a.runs / "whole", lambda: {"loss": None, "figures": figures_of(teacher, rows, features, PROBE_FRAMES)})
    lines.insert(0, line("whole network, for comparison", whole))
    head = ("choice", "loss on held-out sound", *(task for task, *_ in TASKS))
    a.out.write_text(f"""# What each choice of the distillation is worth

Each row is a run of {STEPS} steps from the pretrained weights (`trunk_ablations.py`). The figures are those of a linear layer on the
frozen embedding of the first {PROBE_FRAMES // 100} s of each recording (`trunk_probe.py`): ESC-50 accuracy, genre accuracy as the mean over
the classes, birds in field recordings as the area under the curve.

{table(head, lines, NUMBER)}
""")
