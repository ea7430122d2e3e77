"""What is fitted on the validation split after training: temperatures, clip poolings, thresholds.

Every value here is chosen to look good on the same split on which it is reported; the model card says so.
"""
from __future__ import annotations

import numpy as np

import augment
import decide
from corpus import Row
from evaluate import DEFAULT_POOLING, Logits, figures
from features import FLOOR_POWER
from labels import BIRD, BIRD_SETS, COLUMN, EVENTS, GENRE, GENRES, is_background, present_and_unknown
from scores import POOLINGS, activate
from sounds import Library

TEMPERATURES = np.round(np.geomspace(0.4, 4, 47), 3)
THRESHOLDS = np.round(np.arange(0.2, 0.96, 0.05), 2)
POOL_SECONDS, SMOOTHING_SECONDS = 3.0, 0.1
MIN_DURATION = {"bird": 0.1, "events": 0.2}
MERGE_GAP = {"bird": 0.4, "events": 0.3}
OFF_SHARE = 0.6
# One hundredth of the time in false alarm weighs as much as this share of the true time missed.
FALSE_TIME_WEIGHT = {"speech": 0.05, "music": 0.05}
FALSE_TIME_WEIGHT_DEFAULT = 1.0
FALSE_CLIP_WEIGHT_BIRD = 2.0
BIRD_ON = 0.6
# Another pooling than the usual one must be better by more than this, which is chance.
POOLING_MARGIN = {"genre": 0.02, "bird": 0.005, "events": 0.01}


def cross_entropy(p: np.ndarray, positive: np.ndarray) -> np.ndarray:
    return -np.log(np.clip(np.where(positive, p, 1 - p), 1e-7, 1))


def genre_temperature(rows: list[Row], logits: Logits) -> float:
    """Least cross-entropy of the pooled logits that the page shows, each track weighing the same."""
    tracks = [(decide.pooled_logits(one["genre"], POOL_SECONDS), GENRE[row.genre])
              for row, one in zip(rows, logits) if row.genre]

    def loss(t: float) -> float:
        return float(np.mean([-np.log(activate(z, "softmax", t)[:, genre] + 1e-9).mean() for z, genre in tracks]))

    return float(min(TEMPERATURES, key=loss))


def frame_temperature(library: Library, logits: Logits, head: str) -> float:
    """Least cross-entropy over all frames and classes of which something is known. For the bird, frames with and without
    one weigh the same in all: how often birds are heard is the place's business."""
    columns = slice(BIRD, BIRD + 1) if head == "bird" else slice(0, BIRD)
    z, positive = [], []
    for i, one in enumerate(logits):
        sound = library.sound(i)
        known = ~sound.unknown[::5, columns]
        z.append(one[head][::5][known])
        positive.append(sound.present[::5, columns][known])
    z, positive = np.concatenate(z), np.concatenate(positive)
    share = positive.mean()
    weight = np.where(positive, 0.5 / share, 0.5 / (1 - share)) if head == "bird" else np.ones(len(z))

    def loss(t: float) -> float:
        return float((weight * cross_entropy(activate(z, "sigmoid", t), positive)).mean())

    return float(min(TEMPERATURES, key=loss))


def choose_pooling(rows: list[Row], logits: Logits) -> dict[str, str]:
    """Per head the pooling with the best validation figure; the usual one unless another is better by a margin."""
    aim = {"genre": "genreAccuracy", "bird": "birdAucMacro", "events": "escAccuracy"}
    chosen = {}
    for head, figure in aim.items():
        value = {p: figures(rows, logits, DEFAULT_POOLING | {head: p}, {})[figure] for p in POOLINGS}
        usual, best = DEFAULT_POOLING[head], max(POOLINGS, key=lambda p: value[p])
        chosen[head] = best if value[best] > value[usual] + POOLING_MARGIN[head] else usual
    return chosen


def smoothed_scores(logits: Logits, head: str, temperature: float) -> list[np.ndarray]:
    return [decide.smoothed(activate(one[head], "sigmoid", temperature), SMOOTHING_SECONDS) for one in logits]


def event_thresholds(library: Library, logits: Logits, temperature: float) -> dict[str, float]:
    """``on`` of each class: most true time found, less the weighted time of false alarm. A class that validation lacks
    takes the least threshold, from 0.5 up, that is wrong in at most 0.2 % of the time."""
    scores = smoothed_scores(logits, "events", temperature)
    sounds = [library.sound(i) for i in range(len(library.rows))]
    present = np.concatenate([s.present[:, :BIRD] for s in sounds])
    absent = ~present & ~np.concatenate([s.unknown[:, :BIRD] for s in sounds])
    scores = np.concatenate(scores)
    out = {}
    for name in EVENTS:
        c = COLUMN[name]
        true, false = scores[present[:, c], c], scores[absent[:, c], c]
        wrong = np.array([(false >= on).mean() for on in THRESHOLDS])
        if len(true) == 0:
            enough = [on for on, w in zip(THRESHOLDS, wrong) if on >= 0.5 and w <= 0.002]
            out[name] = float(enough[0]) if enough else float(THRESHOLDS[-1])
            continue
        weight = 100 * FALSE_TIME_WEIGHT.get(name, FALSE_TIME_WEIGHT_DEFAULT)
        found = np.array([(true >= on).mean() for on in THRESHOLDS])
        out[name] = float(THRESHOLDS[np.argmax(found - weight * wrong)])
    return out


def bird_offset(rows: list[Row], logits: Logits, temperature: float) -> float:
    """What to take from the bird's logits so that ``BIRD_ON`` is the threshold with most clips with a bird found, less twice
    the share of clips without one that fire; speech and music left out. Training weighs frames with and without birds the
    same, so its scores are too high for the world, where most frames have none."""
    known = [i for i, row in enumerate(rows) if row.bird is not None and (row.bird or not (row.speech or row.music))]
    positive = np.array([bool(rows[i].bird) for i in known])

    def value(offset: float) -> float:
        moved = [{"bird": logits[i]["bird"] - offset} for i in known]
        fired = np.array([scores.max() >= BIRD_ON for scores in smoothed_scores(moved, "bird", temperature)])
        return float(fired[positive].mean() - FALSE_CLIP_WEIGHT_BIRD * fired[~positive].mean())

    return float(max(np.arange(0, 5.01, 0.25), key=value))


def detection_figures(rows: list[Row], logits: Logits, temperature: dict[str, float], thresholds: dict[str, float]
                      ) -> dict[str, float]:
    """How the decisions do on whole files: clips whose class is reported at least once, and false reports per hour."""
    on = np.array([thresholds[name] for name in EVENTS])
    found: dict[str, list[bool]] = {name: [] for name in EVENTS}
    false_reports, hours, ambience_reports, ambience_hours = 0, 0.0, 0, 0.0
    bird_found, bird_false = [], []
    event_scores = smoothed_scores(logits, "events", temperature["events"])
    bird_scores = smoothed_scores(logits, "bird", temperature["bird"])
    for row, events, bird in zip(rows, event_scores, bird_scores):
        present, unknown = present_and_unknown(row)
        active = decide.hysteresis(events, on, on * OFF_SHARE)
        is_ambience = is_background(row) or row.dataset in BIRD_SETS
        for name in EVENTS:
            c = COLUMN[name]
            spans = decide.detections(active[:, c], MIN_DURATION["events"], MERGE_GAP["events"])
            if present[c]:
                found[name].append(bool(spans))
            elif not unknown[c]:
                if is_ambience:
                    ambience_reports += len(spans)
                else:
                    false_reports += len(spans)
        length = len(events) * 0.02 / 3600
        hours, ambience_hours = hours + length * (not is_ambience), ambience_hours + length * is_ambience
        if row.bird is not None and not (row.speech or row.music):
            state = decide.hysteresis(bird, np.array([BIRD_ON]), np.array([BIRD_ON * OFF_SHARE]))[:, 0]
            fired = bool(decide.detections(state, MIN_DURATION["bird"], MERGE_GAP["bird"]))
            (bird_found if row.bird else bird_false).append(fired)
    recall = {name: float(np.mean(values)) for name, values in found.items() if values}
    return {"eventRecallMacro": float(np.mean(list(recall.values()))), "speechRecall": recall["speech"],
            "musicRecall": recall["music"], "falseReportsPerHourLabelled": false_reports / hours,
            "falseReportsPerHourAmbience": ambience_reports / ambience_hours,
            "birdClipRecall": float(np.mean(bird_found)), "birdClipFalseAlarm": float(np.mean(bird_false))}


def noise_sounds(seed: int = 5, frames: int = 1500) -> list[np.ndarray]:
    """Silence and steady noises of many colours and levels, ``[frames, 64]`` dB each."""
    rng = np.random.default_rng(seed)
    sounds = [np.full((frames, 64), -100, dtype=np.float32)]
    for level in (-90, -80, -70, -60, -50, -40, -30, -20):
        sounds += [10 * np.log10(augment.noise(frames, rng, level, level) + np.float32(FLOOR_POWER)) for _ in range(3)]
    return sounds


def noise_figures(logits: Logits, temperature: dict[str, float], thresholds: dict[str, float]) -> dict[str, float]:
    """Reports per hour in silence and steady noise (``noise_sounds``), where nothing is to be reported."""
    on = np.array([thresholds[name] for name in EVENTS])
    reports = 0
    for events, bird in zip(smoothed_scores(logits, "events", temperature["events"]),
                            smoothed_scores(logits, "bird", temperature["bird"])):
        active = np.concatenate([decide.hysteresis(events, on, on * OFF_SHARE),
                                 decide.hysteresis(bird, np.array([BIRD_ON]), np.array([BIRD_ON * OFF_SHARE]))], axis=1)
        reports += sum(len(decide.detections(active[:, c], MIN_DURATION["events"], MERGE_GAP["events"]))
                       for c in np.flatnonzero(active.any(axis=0)))
    return {"falseReportsPerHourNoise": reports / (sum(len(one["events"]) for one in logits) * 0.02 / 3600)}


def shown_genre_accuracy(rows: list[Row], logits: Logits) -> float:
    """Share of the time, from 3 s into a track, in which the pooled winner is the right genre."""
    right = [(decide.pooled_logits(one["genre"], POOL_SECONDS)[150:].argmax(axis=1) == GENRE[row.genre]).mean()
             for row, one in zip(rows, logits) if row.genre]
    return float(np.mean(right))


def heads_description(temperature: dict[str, float], pooling: dict[str, str], thresholds: dict[str, float], bird_id: str
                      ) -> list[dict]:
    """The ``heads`` of model.json."""
    def named(name: str, audioset: str | None, **more: float) -> dict:
        return {"name": name, **({"audioset": audioset} if audioset else {}), **more}

    def off(on: float) -> float:
        return round(OFF_SHARE * on, 2)

    return [
        {"name": "genre", "activation": "softmax", "classes": [named(n, a) for n, a in GENRES.items()],
         "temperature": temperature["genre"], "clipPooling": pooling["genre"],
         "decision": {"poolSeconds": POOL_SECONDS, "gate": {"head": "events", "class": "music"},
                      "minDuration": 1, "mergeGap": 1, "on": 0.5, "off": 0.35}},
        {"name": "bird", "activation": "sigmoid", "classes": [named("bird", bird_id)],
         "temperature": temperature["bird"], "clipPooling": pooling["bird"],
         "decision": {"smoothingSeconds": SMOOTHING_SECONDS, "minDuration": MIN_DURATION["bird"],
                      "mergeGap": MERGE_GAP["bird"], "on": BIRD_ON, "off": off(BIRD_ON)}},
        {"name": "events", "activation": "sigmoid",
         "classes": [named(n, a, on=thresholds[n], off=off(thresholds[n])) for n, a in EVENTS.items()],
         "temperature": temperature["events"], "clipPooling": pooling["events"],
         "decision": {"smoothingSeconds": SMOOTHING_SECONDS, "minDuration": MIN_DURATION["events"],
                      "mergeGap": MERGE_GAP["events"], "on": 0.5, "off": 0.3}},
    ]
