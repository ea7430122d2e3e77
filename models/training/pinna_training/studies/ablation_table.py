"""Writes the results of ablations.py as a table in Markdown."""
from __future__ import annotations

import numpy as np

from ..measuring.markdown import NUMBER, table

BASE = "base"
COLUMNS = {
    "escAccuracy": "ESC-50", "escAccuracyQuieter": "ESC-50 at −30 dB", "escAccuracyNoise": "ESC-50 in pink noise",
    "escAccuracyRoom": "ESC-50 in a room", "escAccuracyContinuous": "ESC-50 without a break",
    "birdAucField": "bird AUC, field", "birdAuc": "bird AUC, all", "genreAccuracy": "genre", "speechAuc": "speech AUC",
    "musicAuc": "music AUC",
}
TEXT = """# The effect of each part of the recipe

`ablations.py` writes this page. It trained a small network (`configs/proxy.json`, {steps} steps), without changes and with one
change at a time (`configs/ablations.json`), and measured it on the validation split. The row `base` shows figures in %, each
other row its change from `base` in points (0.01 of an AUC is a point). For example, −2 for `no room` would mean that training
with rooms gains 2 points.

ESC-50 accuracy is measured on the original clips, 30 dB weaker (down to the floor of the features), in pink noise 20 dB below
the clip, in a room (from the recipe, with a fixed seed), and with one clip after another without a break. Cost is in thousand
parameters and in million multiply-adds per second of audio.

**Chance.** {esc} ESC-50 clips at {accuracy:.0f} % have a binomial standard error of {error:.1f} points. The difference between
two networks has one of up to {difference:.1f}. Another seed changes the figures as well, so differences below two to three points
are chance at this size. There are {genre} clips with a genre and {field} field recordings, where chance is as large or larger. A
gain in a short run of a small network is only a hint of the gain in a long run of a larger one.
"""


def standard_error(share: float, clips: int) -> float:
    """Returns the binomial standard error of a share, points."""
    return 100 * float(np.sqrt(share * (1 - share) / clips))


def mean_figures(results: list[dict]) -> dict[str, float]:
    """Returns the mean figures over the seeds of a change, points."""
    return {column: 100 * float(np.mean([result["figures"][column] for result in results])) for column in COLUMNS}


def report(results: dict[str, list[dict]]) -> str:
    """Formats the page. ``results``: the results of each seed, for ``base`` and each change, as ablations.py writes them."""
    base, first = mean_figures(results[BASE]), results[BASE][0]
    clips, accuracy = first["clips"], base["escAccuracy"]
    error = standard_error(accuracy / 100, clips["esc"])
    text = TEXT.format(steps=first["steps"], accuracy=accuracy, error=error, difference=np.sqrt(2) * error, **clips)
    lines = []
    for name, some in results.items():
        figures = mean_figures(some)
        cells = [f"{figures[column]:.1f}" if name == BASE else f"{figures[column] - base[column]:+.1f}".replace("-", "−")
                 for column in COLUMNS]
        cells += [f"{some[0]['parameters'] / 1e3:.0f}", f"{some[0]['multiplyAddsPerSecond'] / 1e6:.1f}",
                  str(some[0]["steps"]), str(len(some))]
        lines.append((name, *cells))
    head = ("change", *COLUMNS.values(), "parameters", "multiply-adds", "steps", "seeds")
    return f"{text}\n{table(head, lines, NUMBER)}\n"
