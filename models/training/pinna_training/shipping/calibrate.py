"""Fits temperatures, clip poolings and thresholds on the validation split, after training.

The reported figures are measured on the same split, so they are optimistic; the model card says so.
"""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from ..data.labels import BIRD, COLUMN, EVENTS, FIELD_SETS, GENRE, GENRES, INSTRUMENT_COLUMNS, is_background
from ..data.manifest import Row
from ..examples import augment
from ..examples.batches import set_level
from ..examples.mixtures import Mixer
from ..examples.sounds import Library
from ..measuring.evaluate import DEFAULT_POOLING, Logits, figures, stream_sounds
from ..measuring.scores import POOLINGS, activate, clip_score, pooled_logits, smoothed
from ..signal.features import FLOOR_POWER, HOP_SECONDS

TEMPERATURES = np.round(np.geomspace(0.4, 4, 47), 3)
OFFSETS = np.arange(-2, 6.01, 0.25)
THRESHOLDS = np.round(np.concatenate([np.arange(0.1, 0.9, 0.02), np.arange(0.9, 0.981, 0.01)]), 2)
POOL_SECONDS, SMOOTHING_SECONDS = 3.0, 0.05
MIN_DURATION = {"bird": 0.1, "events": 0.06}
MERGE_GAP = {"bird": 0.4, "events": 0.3}
OFF_SHARE = 0.4  # ``off`` as a share of ``on``
# Operating point: maximum number of false reports of a class per hour of background recordings.
FALSE_REPORTS_PER_HOUR = 1.0
# Maximum loss of recall for the operating point.
RECALL_TO_GIVE = 0.15
SCENES, SCENE_FRAMES, SEGMENT_FRAMES = 400, 500, 50
STEADY_SOUNDS, STEADY_FRAMES = 60, 1500
# Weight of a clip relative to a second of soundscapes. Values that differ by less than ``ABOUT`` count as equal.
CLIP_WEIGHT, ABOUT = 0.2, 0.01
FIRST_F1, ROUNDS = (0.75, 0.5), 3
# Classes with enough clips to fit their thresholds on clips alone; people notice each false report of them.
BY_CLIPS_ALONE = {COLUMN["speech"], COLUMN["music"], BIRD}
MUSIC, PARTS_OF_MUSIC = COLUMN["music"], np.flatnonzero(INSTRUMENT_COLUMNS)
# Minimum threshold of a class without a validation clip.
UNTRIED_ON = 0.5
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


def smoothed_scores(logits: Logits, head: str, temperature: float) -> list[np.ndarray]:
    return [smoothed(activate(one[head], "sigmoid", temperature), SMOOTHING_SECONDS) for one in logits]


def calibration_scenes(library: Library, seed: int = 7) -> tuple[list[np.ndarray], list[np.ndarray], list[np.ndarray]]:
    """Mixes soundscapes of 10 s from ``library``: features ``[T, 64]`` dB, present and unknown columns ``[T, COLUMNS]``."""
    mixer, rng = Mixer(library, SCENE_FRAMES, (0, 20)), np.random.default_rng(seed)
    frames, present, unknown = [], [], []
    for _ in range(SCENES):
        scene = mixer.soundscape(rng)[0]
        set_level(scene, "soundscape", rng, mixer.on)
        frames.append(10 * np.log10(scene.power + np.float32(FLOOR_POWER)))
        present.append(scene.present)
        unknown.append(scene.unknown)
    return frames, present, unknown


def steady_background(seed: int = 5) -> list[np.ndarray]:
    """Returns steady noises and hums of many colours and levels, ``[STEADY_FRAMES, 64]`` dB each."""
    rng = np.random.default_rng(seed)
    makers = (augment.noise, augment.steady_tone) * (STEADY_SOUNDS // 2)
    powers = [make(STEADY_FRAMES, rng, -90, -20) for make in makers]
    return [10 * np.log10(power + np.float32(FLOOR_POWER)) for power in powers]


def segments(values: np.ndarray) -> np.ndarray:
    """Maps ``[T, classes]`` to the maxima of seconds ``[T / 50, classes]``. A shorter rest at the end is a segment as well."""
    return np.maximum.reduceat(values, np.arange(0, len(values), SEGMENT_FRAMES), axis=0)


@dataclass
class Evidence:
    """The highest smoothed scores of one class: of the clips or seconds with it, and of those without it."""
    present: np.ndarray
    absent: np.ndarray

    def recall(self) -> np.ndarray:
        """Returns the recall at each of ``THRESHOLDS``."""
        return np.array([(self.present >= on).mean() if len(self.present) else 0.0 for on in THRESHOLDS])

    def worth(self, f1: float) -> np.ndarray:
        """Returns what each of ``THRESHOLDS`` adds to a micro-averaged F1 of ``f1`` over all classes, per clip or second with the
        class. For the best F1, a false report costs half of it (Lipton, Elkan, Naryanaswamy 2014)."""
        if len(self.present) == 0:
            return np.zeros(len(THRESHOLDS))
        false = np.array([(self.absent >= on).sum() for on in THRESHOLDS]) / len(self.present)
        return (1 - f1 / 2) * self.recall() - f1 / 2 * false


def middle_of_best(worth: np.ndarray) -> int:
    """Returns the index of the middle threshold among those about as good as the best; the best itself is chance."""
    return int(np.median(np.flatnonzero(worth >= worth.max() - ABOUT)))


def threshold(clips: Evidence, seconds: Evidence, f1: tuple[float, float], background: np.ndarray, background_hours: float
              ) -> float:
    """Returns ``on`` of one class: the best threshold for clips and seconds of soundscapes together, or the higher one of the operating
    point. ``f1``: the micro-averaged F1 of clips and of seconds. ``background``: the highest score of each background recording
    without the class."""
    quiet = np.array([(background >= on).sum() for on in THRESHOLDS]) <= FALSE_REPORTS_PER_HOUR * background_hours
    if len(clips.present) + len(seconds.present) == 0:
        rare = np.array([(clips.absent >= on).mean() <= 0.002 for on in THRESHOLDS])
        enough = THRESHOLDS[rare & quiet & (THRESHOLDS >= UNTRIED_ON)]
        return float(enough[0]) if len(enough) else float(THRESHOLDS[-1])
    clip_weight = CLIP_WEIGHT if len(seconds.present) else 1.0
    best = middle_of_best(clip_weight * clips.worth(f1[0]) + seconds.worth(f1[1]))
    recall = clips.recall() if len(clips.present) else seconds.recall()
    affordable = np.flatnonzero(recall >= recall[best] - RECALL_TO_GIVE)
    wanted = int(np.argmax(quiet)) if quiet.any() else len(THRESHOLDS) - 1
    return float(THRESHOLDS[max(best, min(wanted, affordable[-1]))])


def micro_f1(evidence: list[Evidence], on: list[float]) -> float:
    """Returns the micro-averaged F1 of all classes, each with its threshold."""
    found = sum((one.present >= level).sum() for one, level in zip(evidence, on))
    false = sum((one.absent >= level).sum() for one, level in zip(evidence, on) if len(one.present))
    return float(2 * found / max(found + false + sum(len(one.present) for one in evidence), 1))


def head_thresholds(network: torch.nn.Module, library: Library, logits: Logits, head: str, temperature: float) -> list[float]:
    """Returns ``on`` of every class of ``head``, fitted on the clips of ``library`` with their ``logits`` and on soundscapes of them."""
    columns = [BIRD] if head == "bird" else list(range(BIRD))
    scores = smoothed_scores(logits, head, temperature)
    highest = np.stack([one.max(axis=0) for one in scores])
    known = np.array([present for present, _ in library.labels]), np.array([unknown for _, unknown in library.labels])
    frames, present, unknown = calibration_scenes(library)
    scenes = smoothed_scores(stream_sounds(network, frames), head, temperature)
    second = np.concatenate([segments(one) for one in scenes])
    there = np.concatenate([segments(one) for one in present])
    maybe = np.concatenate([segments(one) for one in unknown]) & ~there
    quiet_place = np.array([is_background(row) or row.dataset in FIELD_SETS for row in library.rows])
    hours = np.array([len(one) for one in scores]) * HOP_SECONDS / 3600
    steady = smoothed_scores(stream_sounds(network, steady_background()), head, temperature)
    steady_highest, steady_hours = np.stack([one.max(axis=0) for one in steady]), len(steady) * STEADY_FRAMES * HOP_SECONDS / 3600
    nothing = Evidence(np.array([]), np.array([]))
    evidence, backgrounds = [], []
    for i, c in enumerate(columns):
        absent = ~known[0][:, c] & ~known[1][:, c]
        clips = Evidence(highest[known[0][:, c], i], highest[absent, i])
        parts = Evidence(second[there[:, c], i], second[~there[:, c] & ~maybe[:, c], i])
        evidence.append((clips, nothing if c in BY_CLIPS_ALONE and len(clips.present) else parts))
        backgrounds.append((np.concatenate([highest[absent & quiet_place, i], steady_highest[:, i]]),
                            float(hours[absent & quiet_place].sum()) + steady_hours))
    f1 = FIRST_F1
    for _ in range(ROUNDS):
        out = [threshold(*own, f1, *quiet) for own, quiet in zip(evidence, backgrounds)]
        if head == "events":
            # A reported instrument implies music, so the score of music counts only in the other clips.
            implied = (highest[:, PARTS_OF_MUSIC] >= np.array(out)[PARTS_OF_MUSIC]).any(axis=1)
            rest = Evidence(highest[known[0][:, MUSIC] & ~implied, MUSIC],
                            highest[~known[0][:, MUSIC] & ~known[1][:, MUSIC] & ~implied, MUSIC])
            out[MUSIC] = threshold(rest, nothing, f1, *backgrounds[MUSIC])
        f1 = micro_f1([own[0] for own in evidence], out), micro_f1([own[1] for own in evidence], out)
    return out


def bird_scale(rows: list[Row], logits: Logits, pooling: str) -> tuple[float, float]:
    """Returns temperature and offset of the bird's logits with the least cross-entropy of the clip scores (Platt 1999). The offset is
    needed because training gives frames with and without birds the same weight, while most real frames have none."""
    known = [i for i, row in enumerate(rows) if row.bird is not None]
    positive = np.array([bool(rows[i].bird) for i in known])

    def loss(scale: tuple[float, float]) -> float:
        p = np.array([clip_score(logits[i]["bird"] - scale[1], "sigmoid", pooling, scale[0])[0] for i in known])
        return float(cross_entropy(p, positive).mean())

    return min(((float(t), float(o)) for t in TEMPERATURES[::2] for o in OFFSETS), key=loss)


def heads_description(temperature: dict[str, float], pooling: dict[str, str], on_of: dict[str, float], bird_id: str
                      ) -> list[dict]:
    """Returns the ``heads`` of model.json."""
    def named(name: str, audioset: str | None, **more: float | str) -> dict:
        return {"name": name, **({"audioset": audioset} if audioset else {}), **more}

    def off(on: float) -> float:
        return round(OFF_SHARE * on, 2)

    def implied(name: str) -> dict[str, str]:
        return {"implies": "music"} if INSTRUMENT_COLUMNS[COLUMN[name]] else {}

    return [
        {"name": "genre", "activation": "softmax", "classes": [named(n, a) for n, a in GENRES.items()],
         "temperature": temperature["genre"], "clipPooling": pooling["genre"],
         "decision": {"poolSeconds": POOL_SECONDS, "gate": {"head": "events", "class": "music"},
                      "minDuration": 1, "mergeGap": 1, "on": 0.5, "off": 0.35}},
        {"name": "bird", "activation": "sigmoid", "classes": [named("bird", bird_id)],
         "temperature": temperature["bird"], "clipPooling": pooling["bird"],
         "decision": {"smoothingSeconds": SMOOTHING_SECONDS, "minDuration": MIN_DURATION["bird"],
                      "mergeGap": MERGE_GAP["bird"], "on": on_of["bird"], "off": off(on_of["bird"])}},
        {"name": "events", "activation": "sigmoid",
         "classes": [named(n, a, on=on_of[n], off=off(on_of[n]), **implied(n)) for n, a in EVENTS.items()],
         "temperature": temperature["events"], "clipPooling": pooling["events"],
         "decision": {"smoothingSeconds": SMOOTHING_SECONDS, "minDuration": MIN_DURATION["events"],
                      "mergeGap": MERGE_GAP["events"], "on": 0.5, "off": 0.3}},
    ]
