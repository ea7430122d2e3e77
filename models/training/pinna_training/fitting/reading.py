"""Loss curves read in words: from the entries of a run's log to findings.

An entry is ``{"step", "train": {"loss", "single", …}}``, means over 50 steps, or ``{"step", "val": {…}, "score"}``;
``val`` holds ``escLoss`` and ``escLossSeen``: the same loss (nats), measured alike on validation and on training clips.
Logs of older runs have neither these two nor ``loss``.
"""
from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ..data.labels import ESC50

CHANCE_NATS = float(np.log(len(ESC50)))
WINDOW = 20  # training entries: 1000 steps
FEWEST = 10
DIVERGED_RISE, RISEN_FOR = 0.3, 5  # by this share, for this many entries
OSCILLATION = 0.08  # healthy runs of this recipe: 0.01 to 0.025
HIGH_SHARE_OF_CHANCE = 0.6
FLAT_FALL = 0.04
RISE_OF_VALIDATION = 0.05
GAIN = 0.02
WIDE_GAP_NATS, WIDE_GAP_RATIO = 0.5, 2.0
HARMFUL = {"diverging", "oscillating", "plateau", "overfitting"}


class Finding(NamedTuple):
    """``kind``: diverging, oscillating, plateau, overfitting, gap, still improving, healthy or too short."""
    kind: str
    sentence: str


def median_of_three(values: np.ndarray) -> np.ndarray:
    """``[n]`` to ``[n − 2]``: one outlier does not show."""
    return np.median(np.stack([values[:-2], values[1:-1], values[2:]]), axis=0)


def training_loss(log: list[dict]) -> tuple[str, np.ndarray, np.ndarray]:
    """Name, steps and values of the loss that is read: the whole one, or ``single`` where a log lacks it in places."""
    entries = [entry for entry in log if "train" in entry]
    name = "loss" if all("loss" in entry["train"] for entry in entries) else "single"
    return name, np.array([e["step"] for e in entries]), np.array([e["train"][name] for e in entries], dtype=float)


def roughness(values: np.ndarray) -> float:
    """Robust deviation of ``values [n]`` from their own parabola, which the two farthest do not bend, over their median."""
    x = np.arange(len(values))
    rest = values - np.polyval(np.polyfit(x, values, 2), x)
    near = np.argsort(np.abs(rest))[:-2]
    rest = values - np.polyval(np.polyfit(x[near], values[near], 2), x)
    return float(1.4826 * np.median(np.abs(rest)) / np.median(values))


def diverging(name: str, steps: np.ndarray, values: np.ndarray) -> list[Finding]:
    advice = "The learning rate is too high: try a third of it, or a longer warm-up."
    if len(values) and not np.isfinite(values[-3:]).all():
        return [Finding("diverging", f"Diverging: the training loss is not finite any more at step {steps[-1]}. {advice}")]
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
    recent = values[-WINDOW:]
    if len(recent) < FEWEST or not np.isfinite(recent).all():
        return []
    rough = roughness(recent)
    if rough <= OSCILLATION:
        return []
    return [Finding("oscillating", f"Oscillating: since step {steps[-len(recent)]} the training {name} swings by about "
                                   f"{rough:.0%} round its trend. The learning rate is too high: try a third to a half.")]


def plateau(log: list[dict]) -> list[Finding]:
    """The loss among the 50 classes stays near that of guessing and hardly falls: it has to be read absolutely, because a
    low plateau is how every good run ends."""
    entries = [entry for entry in log if "train" in entry]
    single = np.array([entry["train"]["single"] for entry in entries], dtype=float)[-WINDOW:]
    if len(single) < FEWEST or not np.isfinite(single).all():
        return []
    third = max(1, len(single) // 3)
    before, now = float(np.median(single[:third])), float(np.median(single[-third:]))
    if now < HIGH_SHARE_OF_CHANCE * CHANCE_NATS or before - now > FLAT_FALL * before:
        return []
    first, last = entries[-len(single)]["step"], entries[-1]["step"]
    return [Finding("plateau", f"Plateau at a high loss: the training `single` is {now:.2f} at step {last} and was "
                               f"{before:.2f} at step {first}; {CHANCE_NATS:.2f} is guessing. The learning rate is "
                               "probably too low: try three times as much, or ask rate_test.py.")]


def validation_losses(log: list[dict]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Steps, loss on validation, loss on training clips (nats), of the validations that have both."""
    entries = [entry for entry in log if "escLossSeen" in entry.get("val", {})]
    return tuple(np.array([value(e) for e in entries], dtype=float) for value in (
        lambda e: e["step"], lambda e: e["val"]["escLoss"], lambda e: e["val"]["escLossSeen"]))


def overfitting(log: list[dict]) -> list[Finding]:
    """Validation has been above its lowest loss for two measurements while the seen clips fell; or, milder, a wide gap."""
    steps, val, seen = validation_losses(log)
    if not len(val):
        return []
    low = int(np.argmin(val))
    if (len(val) - low > 2 and (val[low + 1:] > val[low]).all() and val[-2:].min() > (1 + RISE_OF_VALIDATION) * val[low]
            and seen[-1] < seen[low]):
        return [Finding("overfitting", f"Overfitting: since step {steps[low]:.0f} the ESC-50 loss on validation has risen "
                                       f"from {val[low]:.2f} to {val[-1]:.2f} while that on training clips fell from "
                                       f"{seen[low]:.2f} to {seen[-1]:.2f}. Stop there, augment more, or take a smaller "
                                       "network.")]
    if val[-1] - seen[-1] > WIDE_GAP_NATS and val[-1] > WIDE_GAP_RATIO * seen[-1]:
        return [Finding("gap", f"Wide gap: the ESC-50 loss is {val[-1]:.2f} on validation and {seen[-1]:.2f} on training "
                               "clips. The network is far better on what it has seen, though validation has not got worse "
                               "by it. More data, more augmentation or a smaller network would narrow the gap.")]
    return []


def still_improving(log: list[dict]) -> list[Finding]:
    """The last validation beats the best before it by more than 2 % of its loss, or, in old logs, by 0.02 of the score."""
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
    return [Finding("still improving", f"Still improving: with the last validation (step {steps[-1]:.0f}) {words}. If the "
                                       "run ends here, a longer schedule may gain more.")]


def findings(log: list[dict]) -> list[Finding]:
    """What the curves say, worst first; never empty."""
    name, steps, values = training_loss(log)
    found = diverging(name, steps, values)
    if not found:
        found = oscillating(name, steps, values) + plateau(log) + overfitting(log) + still_improving(log)
    if any(finding.kind in HARMFUL for finding in found):
        return found
    if len(values) < FEWEST:
        return found + [Finding("too short", f"{len(values)} points of the training curve are too few to say whether it is "
                                             "healthy.")]
    return [Finding("healthy", f"Healthy: the training {name} went from {values[0]:.2f} to {np.median(values[-3:]):.2f} "
                               "without diverging or oscillating.")] + found
