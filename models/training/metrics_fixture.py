"""Random inputs and the answers of trusted implementations, for the test of ``src/evaluation``.

scikit-learn (Debian: python3-sklearn, python3-pandas) for what is counted per clip; sed_eval (github.com/TUT-ARG/sed_eval,
with github.com/DCASE-REPO/dcase_util) and psds_eval (github.com/audioanalytic/psds_eval) for timed events. The last three
are not packaged; their source folders are given in PYTHONPATH. What they import to read sound and draw is stubbed.

    PYTHONPATH=sed_eval:dcase_util:psds_eval/src python3 models/training/metrics_fixture.py \
        --out test/fixtures/reference/metrics.json
"""
from __future__ import annotations

import argparse
import importlib
import json
import sys
import warnings
from pathlib import Path
from unittest.mock import MagicMock

import numpy as np
from sklearn import metrics
from sklearn.calibration import calibration_curve

for module in ("librosa", "librosa.display", "matplotlib", "matplotlib.pyplot", "mutagen", "pydot_ng", "requests", "soundfile",
               "titlecase", "tqdm", "validators", "yt_dlp", "zipfile36"):
    try:
        importlib.import_module(module)
    except ImportError:
        sys.modules[module] = MagicMock()

import pandas as pd  # noqa: E402
import dcase_util  # noqa: E402
import psds_eval  # noqa: E402
import sed_eval  # noqa: E402

SEED = 20260
LABELS = ["cat", "dog", "hen", "owl"]
BINS = 15


def number(value: float) -> float | None:
    """A number for JSON, which has no NaN."""
    return None if value != value else float(value)


def classification(rng: np.random.Generator, clips: int, shares: list[float], said: list[float]) -> dict:
    """Several labels per clip. ``shares``: how often each class is there, ``said``: how often it is said at random."""
    truth = rng.random((clips, len(shares))) < shares
    answer = np.where(rng.random(truth.shape) < 0.6, truth, rng.random(truth.shape) < said) & (np.array(said) > 0)
    options = {"zero_division": 0}
    p, r, f, support = metrics.precision_recall_fscore_support(truth, answer, average=None, **options)
    with_support = [int(c) for c in np.flatnonzero(truth.any(axis=0))]

    def averaged(average: str, labels: list[int] | None) -> dict:
        values = metrics.precision_recall_fscore_support(truth, answer, average=average, labels=labels, **options)
        return dict(zip(("precision", "recall", "f1"), map(float, values[:3])))

    return {
        "truth": truth.astype(int).tolist(), "said": answer.astype(int).tolist(),
        "precision": p.tolist(), "recall": r.tolist(), "f1": f.tolist(), "support": support.tolist(),
        "macro": averaged("macro", with_support), "micro": averaged("micro", None), "weighted": averaged("weighted", None),
        "accuracy": float(metrics.accuracy_score(truth.ravel(), answer.ravel())),
    }


def ranking(rng: np.random.Generator, count: int, share: float, decimals: int) -> dict:
    positive = rng.random(count) < share
    scores = np.round(np.clip(rng.normal(0.4 + 0.2 * positive, 0.2), 0, 1), decimals)
    both = 0 < positive.sum() < count
    return {
        "scores": scores.tolist(), "positive": positive.astype(int).tolist(),
        "auc": float(metrics.roc_auc_score(positive, scores)) if both else None,
        "averagePrecision": float(metrics.average_precision_score(positive, scores)) if positive.any() else None,
    }


def single_label(rng: np.random.Generator, clips: int, names: int) -> dict:
    """One label per clip; the last name never occurs."""
    truth = rng.integers(0, names - 1, clips)
    scores = np.round(rng.random((clips, names)) + 0.5 * (np.arange(names) == truth[:, None]), 6)
    said = scores.argmax(axis=1)
    every = list(range(names))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # A name that never occurs has no recall.
        balanced = metrics.balanced_accuracy_score(truth, said)
    return {
        "truth": truth.tolist(), "scores": scores.tolist(),
        "confusion": metrics.confusion_matrix(truth, said, labels=every).tolist(),
        "accuracy": float(metrics.accuracy_score(truth, said)), "macroRecall": float(balanced),
        "top3Accuracy": float(metrics.top_k_accuracy_score(truth, scores, k=3, labels=every)),
    }


def calibration(rng: np.random.Generator, count: int) -> dict:
    """The expected calibration error is written out: scikit-learn has only the bins."""
    confidence = np.round(rng.beta(0.7, 0.7, count), 5)
    confidence[:4] = [0, 1, 1 / 3, 0.2]  # Some of them on an edge.
    true = rng.random(count) < confidence ** 1.5
    frequency, mean = calibration_curve(true, confidence, n_bins=BINS)
    which = np.searchsorted(np.linspace(0, 1, BINS + 1)[1:-1], confidence)
    counts = np.bincount(which, minlength=BINS)
    error = np.sum(counts[counts > 0] / count * np.abs(frequency - mean))
    return {"confidence": confidence.tolist(), "true": true.astype(int).tolist(), "counts": counts.tolist(),
            "frequency": frequency.tolist(), "meanConfidence": mean.tolist(), "error": float(error)}


def quantiles(rng: np.random.Generator) -> dict:
    values = np.round(rng.normal(size=23), 4)
    shares = [0, 0.1, 0.5, 0.77, 0.9, 1]
    return {"values": values.tolist(), "shares": shares, "quantiles": np.quantile(values, shares).tolist()}


Event = tuple[str, float, float]


def sounds(rng: np.random.Generator, seconds: float, most: int, decimals: int, labels: list[str]) -> list[Event]:
    out = []
    for _ in range(rng.integers(0, most + 1)):
        onset = np.round(rng.uniform(0, seconds - 0.5), decimals)
        out.append((str(rng.choice(labels)), float(onset), float(np.round(min(seconds, onset + rng.uniform(0.2, 2.5)), decimals))))
    return sorted(out, key=lambda event: event[1])


def heard(rng: np.random.Generator, truth: list[Event], seconds: float, decimals: int, spread: float) -> list[Event]:
    """Most of ``truth`` with wrong times and sometimes a wrong label or in two pieces, and some that are not there."""
    out: list[Event] = []
    for label, onset, offset in truth:
        if rng.random() < 0.2:
            continue
        label = label if rng.random() < 0.85 else str(rng.choice(LABELS))
        onset, offset = np.round(np.clip([onset, offset] + rng.normal(0, spread, 2), 0, seconds), decimals)
        if offset - onset < 0.05:
            continue
        middle = float(np.round((onset + offset) / 2, decimals))
        pieces = [(onset, offset)] if rng.random() < 0.8 else [(onset, middle), (middle, offset)]
        out += [(label, float(a), float(b)) for a, b in pieces if b > a]
    return sorted(out + sounds(rng, seconds, 2, decimals, LABELS), key=lambda event: event[1])


def timed_clips(rng: np.random.Generator, clips: int, decimals: int, spread: float) -> list[dict]:
    """The last label is never true."""
    out = []
    for _ in range(clips):
        seconds = float(np.round(rng.uniform(4, 12), 1))
        truth = sounds(rng, seconds, 6, decimals, LABELS[:-1])
        out.append({"seconds": seconds, "truth": truth, "said": heard(rng, truth, seconds, decimals, spread)})
    return out


def container(events: list[Event]) -> dcase_util.containers.MetaDataContainer:
    return dcase_util.containers.MetaDataContainer(
        [{"file": "clip", "event_label": label, "onset": onset, "offset": offset} for label, onset, offset in events])


def sed_results(evaluator: sed_eval.sound_event.SoundEventMetrics, lengths: bool, clips: list[dict]) -> dict:
    evaluator.empty_system_output_handling = "zero_score"
    for clip in clips:
        extra = {"evaluated_length_seconds": clip["seconds"]} if lengths else {}
        evaluator.evaluate(container(clip["truth"]), container(clip["said"]), **extra)
    overall, classes = evaluator.results_overall_metrics(), evaluator.results_class_wise_metrics()
    return {
        "precision": overall["f_measure"]["precision"], "recall": overall["f_measure"]["recall"],
        "f1": overall["f_measure"]["f_measure"], "errorRate": overall["error_rate"]["error_rate"],
        "macroF1": evaluator.results_class_wise_average_metrics()["f_measure"]["f_measure"],
        "classF1": {label: number(one["f_measure"]["f_measure"]) for label, one in classes.items()},
    }


def event_based(rng: np.random.Generator) -> dict:
    clips = timed_clips(rng, 20, 2, 0.15)
    event, segment = sed_eval.sound_event.EventBasedMetrics, sed_eval.sound_event.SegmentBasedMetrics
    return {
        "clips": clips,
        "onset": sed_results(event(LABELS, evaluate_offset=False, t_collar=0.2), False, clips),
        "onsetOffset": sed_results(event(LABELS, t_collar=0.2, percentage_of_length=0.2), False, clips),
        "segments": sed_results(segment(LABELS, time_resolution=1.0), True, clips),
    }


def psds(rng: np.random.Generator, spreads: list[float], max_false: float) -> dict:
    """One operating point per entry of ``spreads``."""
    clips = timed_clips(rng, 12, 4, 0.1)
    names = [f"{i}.wav" for i in range(len(clips))]
    for clip in clips:
        clip["said"] = [heard(rng, clip["truth"], clip["seconds"], 4, spread) for spread in spreads]
    columns = ["filename", "event_label", "onset", "offset"]

    def table(of) -> pd.DataFrame:
        return pd.DataFrame([(name, *event) for name, clip in zip(names, clips) for event in of(clip)], columns=columns)

    lengths = pd.DataFrame({"filename": names, "duration": [clip["seconds"] for clip in clips]})
    evaluator = psds_eval.PSDSEval(dtc_threshold=0.7, gtc_threshold=0.7, cttc_threshold=0.3,
                                   ground_truth=table(lambda clip: clip["truth"]), metadata=lengths)
    for point in range(len(spreads)):
        evaluator.add_operating_point(table(lambda clip, point=point: clip["said"][point]))
    return {"clips": clips, "points": len(spreads), "maxFalsePerHour": max_false,
            "stable": float(evaluator.psds(alpha_ct=0, alpha_st=0, max_efpr=max_false).value),
            "value": float(evaluator.psds(alpha_ct=0, alpha_st=1, max_efpr=max_false).value)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    warnings.simplefilter("ignore", FutureWarning)
    rng = np.random.default_rng(SEED)
    fixture = {
        "classification": [classification(rng, 60, [0.5, 0.3, 0.1, 0.05], [0.5, 0.3, 0.2, 0.1]),
                           classification(rng, 40, [0.4, 0.2, 0.0, 0.1], [0.4, 0.0, 0.3, 0.2])],
        "ranking": [ranking(rng, 60, 0.3, 6), ranking(rng, 80, 0.3, 1), ranking(rng, 40, 0.5, 0), ranking(rng, 10, 0, 2),
                    ranking(rng, 10, 1.1, 2)],
        "singleLabel": single_label(rng, 50, 6),
        "calibration": calibration(rng, 200),
        "quantiles": quantiles(rng),
        "eventBased": event_based(rng),
        # The second curve ends far before its points do, the first one after.
        "psds": [psds(rng, [0.02, 0.05, 0.1, 0.2, 0.4], 3000), psds(rng, [0.02, 0.05, 0.1, 0.2, 0.4], 200)],
    }
    arguments.out.write_text(json.dumps(fixture, separators=(",", ":"), allow_nan=False) + "\n")


if __name__ == "__main__":
    main()
