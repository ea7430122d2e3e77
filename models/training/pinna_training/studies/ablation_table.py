"""The table of ablations.py, as Markdown."""
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
TEXT = """# What each part of the recipe is worth

Written by `ablations.py`. A small network (`configs/proxy.json`, {steps} steps) was trained as it is and with one thing
changed (`configs/ablations.json`), and measured on the validation split. The row `base` has its figures in %, the others
the change from it in points (AUC 0.01 is a point): −2 for `no room` would mean that training with rooms is worth 2 points.

ESC-50 accuracy is given for the clips as they are, 30 dB weaker (down to the floor of the features), in pink noise 20 dB
below the clip, in a room (the recipe's own, of a fixed seed), and one clip after another without a break. Cost is in
thousand parameters and in million multiply-adds per second of audio.

**How much is chance.** {esc} ESC-50 clips at {accuracy:.0f} % have a binomial standard error of {error:.1f} points, the
difference of two networks one of up to {difference:.1f}, and another seed moves the figures as well: differences below two
to three points are chance at this size. There are {genre} clips with a genre and {field} field recordings, where it takes
as much or more. And what a short run of a small network gains is a hint, not more, to what a long run of a larger one would.
"""


def standard_error(share: float, clips: int) -> float:
    """Binomial, in points of 100."""
    return 100 * float(np.sqrt(share * (1 - share) / clips))


def mean_figures(results: list[dict]) -> dict[str, float]:
    """Over the results of a change's seeds, in points of 100."""
    return {column: 100 * float(np.mean([result["figures"][column] for result in results])) for column in COLUMNS}


def report(results: dict[str, list[dict]]) -> str:
    """``results``: for ``base`` and each change the result of each seed, as ablations.py writes them."""
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
    head = ("", *COLUMNS.values(), "parameters", "multiply-adds", "steps", "seeds")
    return f"{text}\n{table(head, lines, NUMBER)}\n"
