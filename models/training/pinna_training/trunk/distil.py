"""Distils the pretrained trunk into a causal one that streams. Needs no labels.

    python3 -m pinna_training.trunk.distil --cache DIR --pretrained mn04_as.npz --run DIR --steps 12000 [--begin causal.npz]

Student and teacher process the same crop of 5.12 s; the teacher is the whole network. The student's embeddings, averaged over a span,
learn the teacher's output for the span alone. Loss: squared error of the embedding over its variance + 20 x cross-entropy of the 527
probabilities + 0.05 x squared error of the logits.

The same command continues an interrupted run from ``checkpoint.pt`` in ``--run``, which is written every 250 steps. The folder also gets
``log.jsonl``, ``curves.png`` and the result, ``causal.npz``: the averaged weights, float16. The same seed gives the same crops.
"""
from __future__ import annotations

import argparse
import csv
import json
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from .features import at_floor_above
from .network import SILENCE, Trunk, load_distilled, load_pretrained

CROP = 512                                 # frames of 10 ms
HALVES = [(0, 512), (0, 256), (256, 512)]  # spans compared at each step, frames
SHORT = 128                                # length of a further span at a random place, frames (1.28 s)
MIXED, SPLICED, COLOURED, SILENT = 0.4, 0.3, 0.3, 0.01  # shares of the crops
GAIN_DB = (-25.0, 8.0)
SECOND_GAIN_DB = (-20.0, 5.0)
NEPERS_PER_DB = np.log(10) / 10            # of power
WARM_UP_STEPS, AVERAGE_KEEP, CLIP_NORM, WEIGHT_DECAY = 100, 0.998, 5.0, 1e-5
SAVE_EVERY = 250


class Source:
    """Cached frames of one source, of the first ``share`` of its recordings. Recordings are drawn in proportion to the square root of their
    lengths."""

    def __init__(self, path: Path, share: float = 1.0) -> None:
        self.frames = np.load(path, mmap_mode="r")
        rows = list(csv.DictReader(path.with_suffix(".csv").open()))
        rows = rows[:max(1, round(share * len(rows)))]
        self.first, self.count = (np.array([int(row[key]) for row in rows]) for key in ("first", "frames"))
        self.share = np.sqrt(self.count) / np.sqrt(self.count).sum()

    def crop(self, rng: np.random.Generator) -> np.ndarray:
        i = rng.choice(len(self.first), p=self.share)
        first, count = self.first[i], self.count[i]
        if count >= CROP:
            at = first + rng.integers(0, count - CROP + 1)
            return at_floor_above(self.frames[at:at + CROP])
        y = np.full((CROP, 128), SILENCE, np.float32)
        at = rng.integers(0, CROP - count + 1)
        y[at:at + count] = at_floor_above(self.frames[first:first + count])
        return y


class Sounds:
    """All sources of a cache, the first ``share`` of the recordings of each. Sources are drawn in proportion to the square root of their
    lengths."""

    def __init__(self, cache: Path, share: float = 1.0) -> None:
        self.sources = [Source(path, share) for path in sorted(cache.glob("*.npy")) if path.with_suffix(".csv").exists()]
        size = np.sqrt([source.count.sum() for source in self.sources])
        self.share = size / size.sum()

    def crop(self, rng: np.random.Generator) -> np.ndarray:
        return self.sources[rng.choice(len(self.sources), p=self.share)].crop(rng)

    def example(self, rng: np.random.Generator) -> np.ndarray:
        """Returns features ``[512, 128]``, float32: a crop, mixed, spliced, coloured and at another level."""
        if rng.random() < SILENT:
            return np.full((CROP, 128), SILENCE, np.float32)
        y = self.crop(rng)
        if rng.random() < SPLICED:
            y = np.concatenate([self.crop(rng)[:CROP // 2] + np.float32(rng.uniform(-2, 1)), y[CROP // 2:]])
        if rng.random() < MIXED:
            y = mixed(y, self.crop(rng), rng.uniform(*SECOND_GAIN_DB))
        gain = rng.uniform(*GAIN_DB)
        if rng.random() < COLOURED:
            gain = gain + np.interp(np.arange(128), np.linspace(0, 127, 6), rng.normal(0, 4, 6))
        return np.maximum(y + np.float32(NEPERS_PER_DB / 5) * np.float32(gain), SILENCE).astype(np.float32)


def mixed(a: np.ndarray, b: np.ndarray, gain_db: float) -> np.ndarray:
    """Adds two sounds on their powers, as uncorrelated sounds add; ``gain_db`` applies to ``b``."""
    power = np.exp(a * 5 - 4.5) + np.exp(b * 5 - 4.5 + NEPERS_PER_DB * gain_db)
    return (np.log(power) + 4.5) / 5


def loss_of_span(student: Trunk, teacher: Trunk, got: Tensor, wanted: Tensor) -> Tensor:
    """Returns the distillation loss between mean embeddings ``[batch, 384]``."""
    logits = student.logits(got)
    with torch.no_grad():
        right = teacher.logits(wanted)
    return (F.mse_loss(got, wanted) / wanted.var() + 20 * F.binary_cross_entropy_with_logits(logits, torch.sigmoid(right))
            + 0.05 * (logits - right).clamp(-6, 6).square().mean())


def loss_of_crops(student: Trunk, teacher: Trunk, x: Tensor, short: int, bfloat16: bool = False) -> Tensor:
    """Returns the distillation loss of crops ``x [batch, 512, 128]``, summed over the spans. ``short``: first frame of the short span."""
    spans, every = [*HALVES, (short, short + SHORT)], student.frames_per_embedding
    with torch.no_grad():
        wanted = [teacher.embed(x[:, a:b]).mean(1) for a, b in spans]
    with torch.autocast("cpu", torch.bfloat16, enabled=bfloat16):
        embedding = student.embed(x)
    embedding = embedding.float()
    return torch.stack([loss_of_span(student, teacher, embedding[:, a // every:b // every].mean(1), target)
                        for (a, b), target in zip(spans, wanted)]).sum()


def draw_curves(log: Path, picture: Path) -> None:
    import matplotlib
    matplotlib.use("Agg")
    from matplotlib import pyplot
    entries = [json.loads(line) for line in log.read_text().splitlines()]
    figure, axes = pyplot.subplots(figsize=(7, 4))
    axes.plot([e["step"] for e in entries], [e["loss"] for e in entries])
    axes.set(xlabel="step", ylabel="distillation loss (mean of 50 steps)", yscale="log")
    axes.grid(alpha=0.3)
    figure.tight_layout()
    figure.savefig(picture, dpi=110)
    pyplot.close(figure)


def rate_at(step: int, steps: int, peak: float) -> float:
    """Returns the learning rate: linear warm-up, then a cosine down to 2 % of the peak."""
    return peak * min(1, (step + 1) / WARM_UP_STEPS) * (0.49 * (1 + np.cos(np.pi * step / steps)) + 0.02)


def distil(sounds: Sounds, teacher: Trunk, student: Trunk, run: Path, steps: int, peak: float = 1e-3, batch: int = 12, seed: int = 0,
           bfloat16: bool = True, schedule: int | None = None) -> None:
    """Trains until step ``steps`` of a schedule of that many (or ``schedule``) steps; continues from a checkpoint in ``run``."""
    run.mkdir(parents=True, exist_ok=True)
    for network in (teacher, student):
        network.to(memory_format=torch.channels_last)
    optimizer = torch.optim.AdamW(student.parameters(), lr=peak, weight_decay=WEIGHT_DECAY)
    average, step, seconds, losses = {k: v.clone() for k, v in student.state_dict().items()}, 0, 0.0, []
    checkpoint, log = run / "checkpoint.pt", run / "log.jsonl"
    if checkpoint.exists():
        saved = torch.load(checkpoint)
        student.load_state_dict(saved["student"])
        optimizer.load_state_dict(saved["optimizer"])
        average, step, seconds = saved["average"], saved["step"], saved["seconds"]
    while step < steps:
        began = time.time()
        rng = np.random.default_rng([seed, step])
        for group in optimizer.param_groups:
            group["lr"] = rate_at(step, schedule or steps, peak)
        x = torch.from_numpy(np.stack([sounds.example(rng) for _ in range(batch)]))
        short = int(rng.integers(1, (CROP - SHORT) // 32 + 1)) * 32
        loss = loss_of_crops(student, teacher, x, short, bfloat16)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(student.parameters(), CLIP_NORM)
        optimizer.step()
        step += 1
        losses.append(loss.item())
        keep = min(AVERAGE_KEEP, step / (step + 20))
        with torch.no_grad():
            for key, value in student.state_dict().items():
                average[key].mul_(keep).add_(value, alpha=1 - keep)
        seconds += time.time() - began
        if step % 50 == 0:
            with log.open("a") as file:
                file.write(json.dumps({"step": step, "loss": round(float(np.mean(losses[-50:])), 4), "seconds": round(seconds)}) + "\n")
        if step % SAVE_EVERY == 0 or step == steps:
            partial = checkpoint.with_suffix(".partial")
            torch.save({"student": student.state_dict(), "optimizer": optimizer.state_dict(), "average": average, "step": step,
                        "seconds": seconds}, partial)
            partial.replace(checkpoint)
            np.savez_compressed(run / "causal.npz", **{k: v.numpy().astype(np.float16) for k, v in average.items()})
    if log.exists():
        draw_curves(log, run / "curves.png")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--pretrained", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=12000)
    parser.add_argument("--begin", type=Path)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--tau", type=float, default=2.0, help="time constant of squeeze-excitation, s")
    parser.add_argument("--fold-from", type=float, default=0.08, help="step from which taps are folded, s")
    parser.add_argument("--dilate", action="store_true", help="dilation instead of the last stride in time")
    parser.add_argument("--float32", action="store_true")
    a = parser.parse_args()
    options = {"tau_seconds": a.tau, "fold_from_seconds": a.fold_from, "dilate_last_stride": a.dilate}
    student = load_distilled(a.begin, a.pretrained, **options) if a.begin else load_pretrained(a.pretrained, causal=True, **options)
    distil(Sounds(a.cache), load_pretrained(a.pretrained), student, a.run, a.steps, a.rate, bfloat16=not a.float32)


if __name__ == "__main__":
    main()
