"""Fits temperatures and clip poolings on the validation split, after training.

The reported figures are measured on the same split, so they are optimistic; the model card says so.
"""
from __future__ import annotations

import numpy as np

from ..data.labels import BIRD, BIRD_ID, EVENT_CLASSES, GENRE, GENRES
from ..data.manifest import Row
from ..examples.sounds import Library
from ..measuring.evaluate import DEFAULT_POOLING, Logits, figures
from ..measuring.scores import POOLINGS, activate, clip_score, pooled_logits
from . import event_classes

TEMPERATURES = np.round(np.geomspace(0.4, 4, 47), 3)
OFFSETS = np.arange(-2, 6.01, 0.25)
POOL_SECONDS, SMOOTHING_SECONDS = 3.0, 0.05
MIN_DURATION = {"bird": 0.1, "events": 0.06}
MERGE_GAP = {"bird": 0.4, "events": 0.3}
OFF_SHARE = 0.4  # ``off`` as a share of ``on``
FIRST_ON = 0.5
# Minimum gain of a pooling other than the default one; smaller gains are chance.
POOLING_MARGIN = {"bird": 0.005, "events": 0.01}


def cross_entropy(p: np.ndarray, positive: np.ndarray) -> np.ndarray:
    return -np.log(np.clip(np.where(positive, p, 1 - p), 1e-7, 1))


def genre_temperature(rows: list[Row], logits: Logits) -> float:
    """Returns the temperature with the least cross-entropy of the pooled logits that the page shows and of those of whole tracks. Both
    have the same weight, as have all tracks."""
    tracks = [(pooled_logits(z, POOL_SECONDS), z.mean(axis=0, keepdims=True), GENRE[row.genre])
              for row, z in ((row, one["genre"]) for row, one in zip(rows, logits)) if row.genre]

    def loss(t: float) -> float:
        return float(np.mean([-np.log(activate(z, "softmax", t)[:, genre] + 1e-9).mean()
                              for live, whole, genre in tracks for z in (live, whole)]))

    return float(min(TEMPERATURES, key=loss))


def frame_temperature(library: Library, logits: Logits) -> float:
    """Returns the temperature with the least cross-entropy of the events, over all frames and classes with a known label."""
    z, positive = [], []
    for i, one in enumerate(logits):
        sound = library.sound(i)
        known = ~sound.unknown[::5, :BIRD]
        z.append(one["events"][::5][known])
        positive.append(sound.present[::5, :BIRD][known])
    z, positive = np.concatenate(z), np.concatenate(positive)
    return float(min(TEMPERATURES, key=lambda t: float(cross_entropy(activate(z, "sigmoid", t), positive).mean())))


def choose_pooling(rows: list[Row], logits: Logits) -> dict[str, str]:
    """Returns the pooling of each head: the default one unless another has a better validation figure by a margin. Genre always has
    the default one: its probabilities are shown, and a temperature can calibrate only the mean of logits."""
    aim = {"bird": "birdAucMacro", "events": "escAccuracy"}
    chosen = {"genre": DEFAULT_POOLING["genre"]}
    for head, figure in aim.items():
        value = {p: figures(rows, logits, DEFAULT_POOLING | {head: p}, {})[figure] for p in POOLINGS}
        default, best = DEFAULT_POOLING[head], max(POOLINGS, key=lambda p: value[p])
        chosen[head] = best if value[best] > value[default] + POOLING_MARGIN[head] else default
    return chosen


def bird_scale(rows: list[Row], logits: Logits, pooling: str) -> tuple[float, float]:
    """Returns temperature and offset of the bird's logits with the least cross-entropy of the clip scores (Platt 1999). The offset is
    needed because training gives frames with and without birds the same weight, while most real frames have none."""
    known = [i for i, row in enumerate(rows) if row.bird is not None]
    positive = np.array([bool(rows[i].bird) for i in known])

    def loss(scale: tuple[float, float]) -> float:
        p = np.array([clip_score(logits[i]["bird"] - scale[1], "sigmoid", pooling, scale[0])[0] for i in known])
        return float(cross_entropy(p, positive).mean())

    return min(((float(t), float(o)) for t in TEMPERATURES[::2] for o in OFFSETS), key=loss)


def heads_description(temperature: dict[str, float], pooling: dict[str, str]) -> list[dict]:
    """Returns the ``heads`` of model.json, with the same thresholds for all classes. ``models/fit-decisions.mjs`` fits them."""
    def decision(head: str) -> dict:
        return {"smoothingSeconds": SMOOTHING_SECONDS, "minDuration": MIN_DURATION[head], "mergeGap": MERGE_GAP[head], "on": FIRST_ON,
                "off": round(OFF_SHARE * FIRST_ON, 2)}

    return [
        {"name": "genre", "activation": "softmax", "classes": [{"name": name, "audioset": audioset} for name, audioset in GENRES.items()],
         "temperature": temperature["genre"], "clipPooling": pooling["genre"],
         "decision": {"poolSeconds": POOL_SECONDS, "gate": {"head": "events", "class": "music"},
                      "minDuration": 1, "mergeGap": 1, "on": 0.5, "off": 0.35}},
        {"name": "bird", "activation": "sigmoid", "classes": [{"name": "bird", "audioset": BIRD_ID}],
         "temperature": temperature["bird"], "clipPooling": pooling["bird"], "decision": decision("bird")},
        {"name": "events", "activation": "sigmoid", "classes": [event_classes.class_entry(name) for name in EVENT_CLASSES],
         "parents": event_classes.families(EVENT_CLASSES),
         "temperature": temperature["events"], "clipPooling": pooling["events"], "decision": decision("events")},
    ]
