"""The learning rate over a run."""
from __future__ import annotations

import numpy as np


def rate_at(step: int, settings: dict) -> float:
    """Rises over ``warmup`` steps, stays, and falls along a half cosine from ``decayFrom · steps`` to the end."""
    if step < settings["warmup"]:
        return settings["rate"] * (step + 1) / settings["warmup"]
    start = settings["decayFrom"] * settings["steps"]
    progress = min(1.0, max(0.0, (step - start) / (settings["steps"] - start)))
    return settings["rate"] * (0.002 + 0.998 * 0.5 * (1 + np.cos(np.pi * progress)))
