"""Runs a learning-rate range test (Smith 2017): raises the rate exponentially, step by step, and records the loss.

    python3 models/training/rate_test.py --config models/training/configs/crnn.json --data DIR \
        --cache models/training/cache --pretrained mn04_as.npz --out models/training/runs/rate-crnn.png

Begins from the weights of a new run. Draws loss against rate, and prints where the loss falls most steeply, where it diverges, which
rate is recommended, and whether the configuration's rate is in the good range.
"""
from __future__ import annotations

import argparse
import json
import math
import time
from pathlib import Path
from typing import NamedTuple

import matplotlib
import numpy as np
import torch

from ..data.labels import HEADS
from ..examples import batches
from ..examples.training_data import TrainingData
from ..fitting import configuration
from ..fitting.given_trunk import add_trunk_arguments, trunk_of_arguments
from ..fitting.learner import Learner
from ..networks import devices

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402

LOWEST_RATE, HIGHEST_RATE = 1e-6, 1.0
MEMORY_SHARE, LEAST_MEMORY = 1 / 30, 6  # memory of the smoothed loss: share of the steps, minimum number of steps
DIVERGED_SHARE = 0.5  # share of the gain that is gone when the loss diverges
CHANCE_DEVIATIONS = 3
STOP_FACTOR = 2.0
GOOD_SHARES = 1 / 10, 1 / 3


class Range(NamedTuple):
    """Learning rates. ``steepest``: the smoothed loss falls fastest per decade; ``divergence``: half of its gain is gone, and more
    than by chance, or None. Good rates are a tenth to a third of ``divergence``. ``clear``: whether the loss fell by more than
    chance."""
    steepest: float
    divergence: float | None
    clear: bool

    def good(self) -> tuple[float, float]:
        """Returns the lowest and the highest good rate; without a divergence, rates around the steepest one."""
        top = self.divergence or 10 * self.steepest
        return GOOD_SHARES[0] * top, GOOD_SHARES[1] * top

    def recommended(self) -> float:
        """Returns the geometric middle of the good rates."""
        return math.sqrt(math.prod(self.good()))


def memory(steps: int) -> float:
    """Returns the memory of the smoothed loss, steps."""
    return max(LEAST_MEMORY, MEMORY_SHARE * steps)


def smoothed_noise(losses: np.ndarray, steps: int) -> float:
    """Returns the standard deviation of the smoothed loss due to the noise of single steps (robust, from their differences)."""
    each = 1.4826 * float(np.nanmedian(np.abs(np.diff(losses)))) / math.sqrt(2)
    return each / math.sqrt(2 * memory(steps) - 1)


def smoothed(losses: np.ndarray, steps: int) -> np.ndarray:
    """Returns the exponential mean over a share of the test's ``steps``, without the bias of its beginning."""
    keep, mean, out = 1 - 1 / memory(steps), 0.0, []
    for i, loss in enumerate(losses, 1):
        mean = keep * mean + (1 - keep) * loss
        out.append(mean / (1 - keep ** i))
    return np.array(out)


def read_range(rates: np.ndarray, smooth: np.ndarray, noise: float) -> Range:
    """Finds the rates. ``smooth``: the smoothed loss at each of ``rates``, with the standard deviation ``noise``. Its first tenth only
    gives the initial loss."""
    first = max(1, len(smooth) // 10)
    start = float(np.median(smooth[:first]))
    low = first + int(np.nanargmin(smooth[first:]))
    gain, chance = start - smooth[low], CHANCE_DEVIATIONS * noise
    diverged = ~(smooth[low:] <= smooth[low] + max(DIVERGED_SHARE * gain, chance))
    divergence = float(rates[low + int(np.argmax(diverged))]) if diverged.any() else None
    slope = np.gradient(smooth[first - 1:low + 1], np.log10(rates[first - 1:low + 1]))
    return Range(float(rates[first - 1 + int(np.argmin(slope))]), divergence, bool(gain > chance))


def in_words(found: Range, own: float) -> list[str]:
    """Describes the result; ``own``: the configuration's rate."""
    low, high = found.good()
    place = "in" if low <= own <= high else "below" if own < low else "above"
    end = ("It does not diverge up to the highest rate tested." if found.divergence is None
           else f"It diverges from a rate of {found.divergence:.2g} on: half of its gain is gone.")
    doubt = [] if found.clear else ["Until then the loss falls by no more than chance: repeat the test with more steps."]
    return [f"The loss falls most steeply at a rate of {found.steepest:.2g}.", end, *doubt,
            f"Recommended: {found.recommended():.2g}. Good rates: {low:.2g} to {high:.2g}.",
            f"The configuration's rate, {own:.2g}, is {place} that range."]


def test_rates(learner: Learner, data: TrainingData, steps: int) -> tuple[np.ndarray, np.ndarray]:
    """Returns rates and losses of the steps. Ends early if the smoothed loss is twice its initial value or not finite."""
    stream = batches.stream(data.mixer(learner.config), learner.config["composition"], learner.config["seed"], 0)
    rates = np.geomspace(LOWEST_RATE, HIGHEST_RATE, steps)
    losses: list[float] = []
    began = time.time()
    for done, rate in enumerate(rates, 1):
        losses.append(learner.train_step(next(stream), float(rate))["loss"])
        now = smoothed(np.array(losses), steps)
        if done % 20 == 0:
            left = (time.time() - began) / done * (steps - done) / 60
            print(f"step {done}/{steps} ({done / steps:.0%}, at most {left:.1f} min left): rate {rate:.2g}, loss "
                  f"{now[-1]:.3f}", flush=True)
        if not now[-1] < STOP_FACTOR * now[0]:
            break
    return rates[:len(losses)], np.array(losses)


def draw(rates: np.ndarray, losses: np.ndarray, smooth: np.ndarray, found: Range, own: float, words: list[str], out: Path
         ) -> None:
    figure, axis = plt.subplots(figsize=(9, 5), constrained_layout=True)
    axis.semilogx(rates, losses, linewidth=0.5, color="0.7", label="loss of each step")
    axis.semilogx(rates, smooth, label="smoothed")
    axis.axvspan(*found.good(), alpha=0.15, color="tab:green", label="good")
    axis.axvline(own, color="black", linestyle=":", label="the configuration's")
    axis.set(xlabel="learning rate", ylabel="training loss (whole, weighted)", title="\n".join(words))
    axis.set_ylim(0.95 * np.nanmin(smooth), 1.3 * smooth[0])
    axis.title.set_fontsize(9)
    axis.grid(alpha=0.3)
    axis.legend(fontsize=8)
    out.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(out, dpi=110)


def write_data(config: str, rates: np.ndarray, losses: np.ndarray, smooth: np.ndarray, found: Range, own: float, out: Path) -> None:
    """Writes the result as JSON: the rates and losses of the steps, the smoothed losses, and the rates found. The site draws it."""
    low, high = found.good()
    out.write_text(json.dumps({
        "config": config, "own": own, "steepest": rounded(found.steepest),
        "divergence": None if found.divergence is None else rounded(found.divergence),
        "good": [rounded(low), rounded(high)], "recommended": rounded(found.recommended()), "clear": found.clear,
        "rates": [rounded(rate) for rate in rates], "losses": [rounded(loss) for loss in losses],
        "smoothed": [rounded(loss) for loss in smooth]}) + "\n")


def rounded(value: float) -> float:
    """Returns the value with four significant digits."""
    return float(f"{value:.4g}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--config", type=Path, required=True, help="configuration of the run, in configs/")
    parser.add_argument("--data", type=Path, required=True, help="folder with manifest.csv")
    parser.add_argument("--cache", type=Path, required=True, help="folder that corpus.py filled")
    add_trunk_arguments(parser)
    parser.add_argument("--out", type=Path, required=True, help="PNG file; the same figures go to a JSON file beside it")
    parser.add_argument("--steps", type=int, default=300)
    parser.add_argument("--device", choices=devices.DEVICES, default="auto")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    config = configuration.read(arguments.config)
    data = TrainingData.read(arguments.data, arguments.cache)
    learner = Learner(config, HEADS, trunk_of_arguments(arguments, config), devices.choose(arguments.device))
    rates, losses = test_rates(learner, data, arguments.steps)
    smooth = smoothed(losses, arguments.steps)
    found, own = read_range(rates, smooth, smoothed_noise(losses, arguments.steps)), config["optimizer"]["rate"]
    words = in_words(found, own)
    draw(rates, losses, smooth, found, own, words, arguments.out)
    write_data(arguments.config.name, rates, losses, smooth, found, own, arguments.out.with_suffix(".json"))
    print("\n".join(words))
