"""Computes streamed figures on the validation split: whole files, causal, from zero state.

    python3 models/training/evaluate.py --data DIR --cache models/training/cache --model models/crnn
"""
from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Callable, Sequence

import numpy as np
import torch

from ..data import corpus
from ..data.corpus import Features
from ..data.labels import COLUMN, ESC50, EVENT_INDEX, EVENTS, GENRE, present_and_unknown
from ..data.manifest import Row
from ..networks import folder
from ..networks.cache_input import FromRecipe
from ..signal.device_features import BANDS_BELOW_7800_HZ, SILENCE
from .scores import activate, auc, average_precision, clip_score

Logits = list[dict[str, np.ndarray]]
Network = Callable[[torch.Tensor], dict[str, torch.Tensor]]
ESC = [COLUMN[name] for name in ESC50]
DEFAULT_POOLING = {"genre": "mean-logit", "bird": "linear-softmax", "events": "mean-logit"}
FRAMES_PER_ROW = 2  # features every 10 ms, logits every 20 ms
FRAME_STEP = 32  # the trunk's embedding comes every 32 frames


@torch.no_grad()
def stream_sounds(network: Network, sounds: Sequence[np.ndarray], frames_at_once: int = 4096) -> Logits:
    """Returns the logits ``{head: [T, classes]}`` of each of ``sounds`` (features ``[2 T, 102]``); of the head ``events`` only those of
    the labelled classes, in the order of the labels. ``network`` maps ``[B, 2 T, 102]`` to ``{head: [B, T, classes]}``. Sounds of
    similar length share a batch, padded at their ends with silence. The network is causal, so the padding changes no logits."""
    order = sorted(range(len(sounds)), key=lambda i: len(sounds[i]))
    out: Logits = [{} for _ in sounds]
    position = 0
    while position < len(order):
        size = max(1, frames_at_once // max(1, len(sounds[order[position]])))
        group = order[position:position + size]
        position += size
        lengths = [len(sounds[i]) for i in group]
        longest = max(FRAME_STEP, -(-max(lengths) // FRAME_STEP) * FRAME_STEP)
        x = np.full((len(group), longest, BANDS_BELOW_7800_HZ), SILENCE, dtype=np.float32)
        for k, i in enumerate(group):
            x[k, :lengths[k]] = sounds[i]
        logits = network(torch.from_numpy(x))
        logits = logits | {"events": logits["events"][..., EVENT_INDEX]}
        for k, i in enumerate(group):
            out[i] = {head: value[k, :lengths[k] // FRAMES_PER_ROW].float().numpy().copy() for head, value in logits.items()}
    return out


def stream_rows(network: Network, rows: list[Row], features: Features) -> Logits:
    """Returns the logits of each row, whole files from the first state."""
    return stream_sounds(network, [features[row] for row in rows])


def continuous_esc_accuracy(network: Network, rows: list[Row], features: Features, pooling: str, seed: int = 1,
                            streams: int = 8) -> float:
    """Returns the ESC-50 accuracy if the clips follow one another without a break or a reset, as in live use."""
    clips = [row for row in rows if row.dataset == "esc50"]
    order = np.random.default_rng(seed).permutation(len(clips))
    right = 0
    parts = [[clips[i] for i in part] for part in np.array_split(order, streams)]
    for part, logits in zip(parts, stream_sounds(network, [np.concatenate([features[row] for row in p]) for p in parts])):
        ends = np.cumsum([len(features[row]) // FRAMES_PER_ROW for row in part])[:-1]
        for row, own in zip(part, np.split(logits["events"], ends)):
            right += int(np.argmax(clip_score(own, "sigmoid", pooling)[ESC])) == list(ESC50).index(row.events[0])
    return right / len(clips)


def esc_loss(rows: list[Row], logits: Logits) -> float:
    """Returns the loss that training uses: mean softmax cross-entropy of the ESC-50 clips' mean logits among their 50 classes."""
    names, losses = list(ESC50), []
    for row, one in zip(rows, logits):
        if row.dataset == "esc50":
            losses.append(-np.log(activate(one["events"][:, ESC].mean(axis=0), "softmax")[names.index(row.events[0])] + 1e-12))
    return float(np.mean(losses))


def clip_scores(logits: Logits, head: str, pooling: str, temperature: float = 1.0) -> np.ndarray:
    """Returns the scores ``[clips, classes]`` of a head."""
    activation = "softmax" if head == "genre" else "sigmoid"
    return np.array([clip_score(one[head], activation, pooling, temperature) for one in logits])


def macro(values: list[float]) -> float:
    return float(np.nanmean(values)) if len(values) else float("nan")


def figures(rows: list[Row], logits: Logits, pooling: dict[str, str], temperature: dict[str, float]) -> dict[str, float]:
    """Computes all figures of the rows of one split."""
    events = clip_scores(logits, "events", pooling["events"], temperature.get("events", 1.0))
    bird = clip_scores(logits, "bird", pooling["bird"], temperature.get("bird", 1.0))[:, 0]
    genre = clip_scores(logits, "genre", pooling["genre"], temperature.get("genre", 1.0))
    dataset = np.array([row.dataset for row in rows])
    out: dict[str, float] = {}

    esc = np.flatnonzero(dataset == "esc50")
    truth = np.array([COLUMN[rows[i].events[0]] for i in esc])
    predicted = np.array(ESC)[events[esc][:, ESC].argmax(axis=1)]
    out["escAccuracy"] = float((predicted == truth).mean())
    ranks = (events[esc][:, ESC] > events[esc, truth][:, None]).sum(axis=1)
    out["escTop3"] = float((ranks < 3).mean())

    has_genre = np.array([i for i, row in enumerate(rows) if row.genre])
    truth = np.array([GENRE[rows[i].genre] for i in has_genre])
    predicted = genre[has_genre].argmax(axis=1)
    out["genreAccuracy"] = float((predicted == truth).mean())
    out["genreMacro"] = macro([float((predicted[truth == g] == g).mean()) for g in np.unique(truth)])
    well = np.isin(truth, [GENRE[g] for g in ("blues", "classical", "jazz", "rock")])
    out["genreAccuracyBigFour"] = float((predicted[well] == truth[well]).mean())

    has_bird = np.array([row.bird is not None for row in rows])
    is_bird = np.array([bool(row.bird) for row in rows])
    field = dataset == "ff1010bird"
    easy = np.array([bool(row.speech) or bool(row.music) for row in rows])
    out["birdAuc"] = auc(bird[has_bird], is_bird[has_bird])
    out["birdAucField"] = auc(bird[field], is_bird[field])
    out["birdAucEsc"] = auc(bird[dataset == "esc50"], is_bird[dataset == "esc50"])
    out["birdAucMacro"] = (out["birdAucField"] + out["birdAucEsc"]) / 2
    hard = has_bird & ~easy
    out["birdAucWithoutSpeechAndMusic"] = auc(bird[hard], is_bird[hard])

    labels = [present_and_unknown(row) for row in rows]
    present, unknown = np.array([p for p, _ in labels]), np.array([u for _, u in labels])
    for name in ("speech", "music"):
        known = ~unknown[:, COLUMN[name]]
        out[f"{name}Auc"] = auc(events[known, COLUMN[name]], present[known, COLUMN[name]])
    per_class = [(c, ~unknown[:, c]) for c in range(len(EVENTS)) if present[:, c].any()]
    out["eventsMacroAuc"] = macro([auc(events[known, c], present[known, c]) for c, known in per_class])
    out["eventsMacroAp"] = macro([average_precision(events[known, c], present[known, c]) for c, known in per_class])
    urban = dataset == "us8k"
    classes = sorted({COLUMN[row.events[0]] for row in rows if row.dataset == "us8k"})
    truth = np.array([COLUMN[row.events[0]] for row in rows if row.dataset == "us8k"])
    predicted = np.array(classes)[events[urban][:, classes].argmax(axis=1)]
    out["urbanAccuracy"] = float((predicted == truth).mean())
    instruments = dataset == "fsdkaggle2018"
    classes = sorted({COLUMN[row.events[-1]] for row in rows if row.dataset == "fsdkaggle2018"})
    truth = np.array([COLUMN[row.events[-1]] for row in rows if row.dataset == "fsdkaggle2018"])
    predicted = np.array(classes)[events[instruments][:, classes].argmax(axis=1)]
    out["instrumentAccuracy"] = float((predicted == truth).mean())
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with manifest.csv and audio/")
    parser.add_argument("--cache", type=Path, required=True, help="folder that corpus.py filled")
    parser.add_argument("--model", type=Path, required=True, help="a folder of a model on a trunk")
    arguments = parser.parse_args()
    description, network = folder.load(arguments.model)
    rows = corpus.validation_rows(corpus.load_rows(arguments.cache, arguments.data))
    logits = stream_rows(FromRecipe(network), rows, Features(arguments.cache))
    heads = {head["name"]: head for head in description["heads"]}
    result = figures(rows, logits, {n: h["clipPooling"] for n, h in heads.items()},
                     {n: h["temperature"] for n, h in heads.items()})
    print(json.dumps({key: round(value, 4) for key, value in result.items()}, indent=2))
