"""Describes loss curves in words: turns the entries of a run's log into findings.

An entry is ``{"step", "train": {"loss", "single", …}}``, means over 50 steps, or ``{"step", "val": {…}, "score"}``;
``val`` holds ``escLoss`` and ``escLossSeen``: the same loss (nats), measured alike on validation and on training clips.
Logs of older runs lack both and ``loss``.
"""
from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ..data.labels import ESC50

CHANCE_NATS = float(np.log(len(ESC50)))
WINDOW = 20  # length of the recent training curve, entries (1000 steps)
FEWEST = 10  # minimum number of training entries for a finding
DIVERGED_RISE, RISEN_FOR = 0.3, 5  # divergence: rise above the lowest loss, as a share of it, and its duration, entries
OSCILLATION = 0.08  # maximum roughness of a healthy curve; runs of this recipe have 0.01 to 0.025
HIGH_SHARE_OF_CHANCE = 0.6
FLAT_FALL = 0.04
RISE_OF_VALIDATION = 0.05
GAIN = 0.02
WIDE_GAP_NATS, WIDE_GAP_RATIO = 0.5, 2.0
HARMFUL = {"diverging", "oscillating", "plateau", "overfitting"}


class Finding(NamedTuple):
    """One statement about a run; ``kind``: diverging, oscillating, plateau, overfitting, gap, still improving, healthy or too short."""
    kind: str
    sentence: str


def median_of_three(values: np.ndarray) -> np.ndarray:
    """Returns the running median ``[n − 2]`` of ``values [n]``, which hides single outliers."""
    return np.median(np.stack([values[:-2], values[1:-1], values[2:]]), axis=0)


def training_loss(log: list[dict]) -> tuple[str, np.ndarray, np.ndarray]:
    """Returns name, steps and values of a training loss: ``loss``, or ``single`` if some entries of the log lack it."""
    entries = [entry for entry in log if "train" in entry]
    name = "loss" if all("loss" in entry["train"] for entry in entries) else "single"
    return name, np.array([e["step"] for e in entries]), np.array([e["train"][name] for e in entries], dtype=float)


def roughness(values: np.ndarray) -> float:
    """Returns the robust deviation of ``values [n]`` from a fitted parabola, over their median. The fit skips the two farthest."""
    x = np.arange(len(values))
    rest = values - np.polyval(np.polyfit(x, values, 2), x)
    near = np.argsort(np.abs(rest))[:-2]
    rest = values - np.polyval(np.polyfit(x[near], values[near], 2), x)
    return float(1.4826 * np.median(np.abs(rest)) / np.median(values))


def diverging(name: str, steps: np.ndarray, values: np.ndarray) -> list[Finding]:
    """Finds a loss that is not finite, or that has stayed far above its lowest value."""
    advice = "The learning rate is too high: try a third of it, or a longer warm-up."
    if len(values) and not np.isfinite(values[-3:]).all():
        return [Finding("diverging", f"Diverging: the training loss is no longer finite at step {steps[-1]}. {advice}")]
    finite = values[np.isfinite(values)]
    if len(finite) < FEWEST:
        return []
    smooth = median_of_three(finite)
    lowest, now = smooth.min(), smooth[-RISEN_FOR:].min()
    if now <= (1 + DIVERGED_RISE) * lowest:
        return []
    return [Finding("diverging", f"Diverging: the training {name} has risen from {lowest:.2f} to {smooth[-1]:.2f} by "
                                 f"step {steps[-1]}. {advice}")]


def oscillating(name: str, steps: np.ndarray, values: np.ndarray) -> list[Finding]:
    """Finds a loss that swings around its trend."""
    recent = values[-WINDOW:]
    if len(recent) < FEWEST or not np.isfinite(recent).all():
        return []
    rough = roughness(recent)
    if rough <= OSCILLATION:
        return []
    return [Finding("oscillating", f"Oscillating: since step {steps[-len(recent)]} the training {name} swings by about "
                                   f"{rough:.0%} around its trend. The learning rate is too high: try a third to a half of it.")]


def plateau(log: list[dict]) -> list[Finding]:
    """Finds a loss over the 50 classes that stays near the loss of guessing. Its height counts, because every good run ends on a
    low plateau."""
    entries = [entry for entry in log if "train" in entry]
    single = np.array([entry["train"]["single"] for entry in entries], dtype=float)[-WINDOW:]
    if len(single) < FEWEST or not np.isfinite(single).all():
        return []
    third = max(1, len(single) // 3)
    before, now = float(np.median(single[:third])), float(np.median(single[-third:]))
    if now < HIGH_SHARE_OF_CHANCE * CHANCE_NATS or before - now > FLAT_FALL * before:
        return []
    first, last = entries[-len(single)]["step"], entries[-1]["step"]
    return [Finding("plateau", f"Plateau at a high loss: the training loss `single` is {now:.2f} at step {last} and was "
                               f"{before:.2f} at step {first}; guessing gives {CHANCE_NATS:.2f}. The learning rate is "
                               "probably too low: try three times as much, or run rate_test.py.")]


def validation_losses(log: list[dict]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Returns steps, loss on validation and loss on training clips (nats) of the validations that have both."""
    entries = [entry for entry in log if "escLossSeen" in entry.get("val", {})]
    return tuple(np.array([value(e) for e in entries], dtype=float) for value in (
        lambda e: e["step"], lambda e: e["val"]["escLoss"], lambda e: e["val"]["escLossSeen"]))


def overfitting(log: list[dict]) -> list[Finding]:
    """Finds a validation loss that has risen for two validations while the loss on training clips fell, or else a wide gap."""
    steps, val, seen = validation_losses(log)
    if not len(val):
        return []
    low = int(np.argmin(val))
    if (len(val) - low > 2 and (val[low + 1:] > val[low]).all() and val[-2:].min() > (1 + RISE_OF_VALIDATION) * val[low]
            and seen[-1] < seen[low]):
        return [Finding("overfitting", f"Overfitting: since step {steps[low]:.0f} the ESC-50 loss on validation has risen "
                                       f"from {val[low]:.2f} to {val[-1]:.2f} while that on training clips fell from "
                                       f"{seen[low]:.2f} to {seen[-1]:.2f}. Stop there, augment more, or use a smaller "
                                       "network.")]
    if val[-1] - seen[-1] > WIDE_GAP_NATS and val[-1] > WIDE_GAP_RATIO * seen[-1]:
        return [Finding("gap", f"Wide gap: the ESC-50 loss is {val[-1]:.2f} on validation and {seen[-1]:.2f} on training "
                               "clips. The network is far better on its training data, but validation has not become worse. "
                               "More data, more augmentation or a smaller network would narrow the gap.")]
    return []


def still_improving(log: list[dict]) -> list[Finding]:
    """Finds a last validation that beats all earlier ones: by more than 2 % of the loss, or, in old logs, by 0.02 of the score."""
    steps, val, _ = validation_losses(log)
    if len(val) >= 2:
        before, now = val[:-1].min(), val[-1]
        words = f"the ESC-50 loss on validation fell from {before:.2f} to {now:.2f}"
        better = before - now > GAIN * before
    else:
        scored = [entry for entry in log if "score" in entry]
        if len(scored) < 2:
            return []
        steps = [entry["step"] for entry in scored]
        before, now = max(entry["score"] for entry in scored[:-1]), scored[-1]["score"]
        words = f"the selection score rose from {before:.3f} to {now:.3f}"
        better = now - before > GAIN
    if not better:
        return []
    return [Finding("still improving", f"Still improving: at the last validation (step {steps[-1]:.0f}) {words}. If the "
                                       "run ends here, a longer schedule may gain more.")]


def findings(log: list[dict]) -> list[Finding]:
    """Returns all findings about a log, worst first; at least one."""
    name, steps, values = training_loss(log)
    found = diverging(name, steps, values)
    if not found:
        found = oscillating(name, steps, values) + plateau(log) + overfitting(log) + still_improving(log)
    if any(finding.kind in HARMFUL for finding in found):
        return found
    if len(values) < FEWEST:
        return found + [Finding("too short", f"{len(values)} points of the training curve are too few to decide whether it is "
                                             "healthy.")]
    return [Finding("healthy", f"Healthy: the training {name} went from {values[0]:.2f} to {np.median(values[-3:]):.2f} "
                               "without diverging or oscillating.")] + found
