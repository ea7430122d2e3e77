"""Writes a model's card, README.md, with its pictures, from what was measured; and the main figures into its model.json.

    python3 models/training/card.py --model models/crnn --figures models/training/runs/crnn-figures \
        --run models/training/runs/crnn-taught --data DIR --cache models/training/cache

``--figures``: the reports of measure.py. ``cards/<model>.md`` holds what a person wrote: how it was made, failures found by
reading its answers clip by clip.
"""
from __future__ import annotations

import argparse
import csv
import json
import math
from pathlib import Path
from typing import Callable

import numpy as np
from scipy.stats import binom

from ..data import corpus
from ..data.labels import EVENTS, GENRES
from ..data.manifest import Row
from ..measuring import measure
from ..measuring.markdown import table
from ..networks import folder as model_folder
from ..places import CARDS
from . import pictures

HOP_MS, WINDOW_MS = 20, 32
POOLING_TEXT = {
    "mean-logit": "the activation of the mean of the frame logits",
    "mean-probability": "the mean of the frame scores",
    "linear-softmax": "Σp² / Σp over the frame scores",
    "max": "the largest frame score",
}
# Pairs whose bird's place in its recording is known, and those of which only the recording is known to hold one.
PLACED_PAIRS, WEAK_PAIRS = "bird-pairs-esc50", "bird-pairs-ff1010bird"
MUSIC_KINDS = {
    "recordings of music": lambda dataset: dataset == "gtzan" or dataset.startswith("music_"),
    "street music of UrbanSound8K, some of it far away": lambda dataset: dataset == "us8k",
    "one instrument's notes or strokes (FSDKaggle2018)": lambda dataset: dataset in ("fsdkaggle2018", "philharmonia"),
}
Reports = dict[str, dict]


def percent(share: float | None, digits: int = 1) -> str:
    return "–" if share is None else f"{100 * share:.{digits}f} %"


def interval(share: float, count: int) -> str:
    """95 % Wilson interval of a share out of ``count``."""
    z = 1.96
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count)) / (1 + z * z / count)
    return f"{100 * (middle - half):.0f} to {100 * (middle + half):.0f} %"


def auc_interval(ranking: dict) -> str:
    """Half the width of the 95 % interval of an AUC (Hanley and McNeil 1982)."""
    area, positives, negatives = ranking["auc"], ranking["positives"], ranking["negatives"]
    q1, q2 = area / (2 - area), 2 * area ** 2 / (1 + area)
    variance = area * (1 - area) + (positives - 1) * (q1 - area ** 2) + (negatives - 1) * (q2 - area ** 2)
    return f"± {1.96 * math.sqrt(variance / (positives * negatives)):.3f}"


def chance_error(bins: list[dict]) -> float:
    """Expected calibration error of scores that are exactly right: as few clips as these scatter so much."""
    filled = [(one["count"], one["meanConfidence"]) for one in bins if one["count"]]
    total = sum(n for n, _ in filled)
    return float(sum(np.abs(np.arange(n + 1) - n * p) @ binom.pmf(np.arange(n + 1), n, p) for n, p in filled) / total)


def esc(report: dict) -> dict:
    return report["singleLabel"]["esc50"]


def found_by_kind(clips: list[dict[str, str]], label: str, kinds: dict[str, Callable[[str], bool]]) -> list[tuple[int, int]]:
    """Of each kind of data set: clips in which ``label`` was reported, and clips that hold it."""
    out = []
    for is_kind in kinds.values():
        there = [clip for clip in clips if is_kind(clip["dataset"]) and label in clip["truth"].split(";")]
        found = [clip for clip in there if any(said.startswith(f"{label}:") for said in clip["detections"].split())]
        out.append((len(found), len(there)))
    return out


def main_figures(r: Reports) -> dict[str, float]:
    """What goes into model.json: shares 0 to 1, seconds, reports per hour."""
    val, scapes = r["val"], r["soundscapes"]["strong"]
    said = val["decisions"]["events"]["classes"]
    out = {
        "escAccuracy": esc(val)["accuracy"],
        "birdAucPairs": r["bird-pairs"]["scores"]["bird"]["auc"],
        "birdAucPairsPlaced": r["bird-pairs"]["scores"]["bird"]["byDataset"][PLACED_PAIRS]["auc"],
        "birdAucField": val["scores"]["bird"]["byDataset"]["ff1010bird"]["auc"],
        "birdAuc": val["scores"]["bird"]["auc"],
        "speechRecall": said["speech"]["recall"], "speechFalse": said["speech"]["falsePositiveShare"],
        "musicRecall": said["music"]["recall"], "musicFalse": said["music"]["falsePositiveShare"],
        "genreAccuracy": val["genre"]["prefixes"]["all"]["accuracy"],
        "genreMacro": val["genre"]["prefixes"]["all"]["macroRecall"],
        "eventF1": scapes["onset"]["micro"]["f1"], "segmentF1": scapes["segments"]["micro"]["f1"],
        "psds1": scapes["psds1"]["value"],
        "delaySharpMedian": scapes["delaySharp"]["live"]["median"],
        "falsePerHourSteady": r["steady"]["rates"]["overall"]["perHour"],
        "calibrationErrorGenre": val["calibration"]["genre"]["error"],
        "calibrationErrorBird": val["calibration"]["bird"]["error"],
        "calibrationErrorEvents": val["calibration"]["events"]["error"],
    }
    return {name: round(value, 4) for name, value in out.items()}


def measured_table(r: Reports, clips: list[dict[str, str]]) -> str:
    """What was measured, a line each; ``clips``: what was said of each clip of the validation split."""
    val, pairs, scapes = r["val"], r["bird-pairs"]["scores"]["bird"], r["soundscapes"]["strong"]
    placed, weak = (pairs["byDataset"][name] for name in (PLACED_PAIRS, WEAK_PAIRS))
    said, field = val["decisions"]["events"]["classes"], val["scores"]["bird"]["byDataset"]["ff1010bird"]
    genre, sharp = val["genre"]["prefixes"], scapes["delaySharp"]
    plain = esc(val)["accuracy"]
    birds = {name: val["scores"]["bird"]["byDataset"][name]["positives"] for name in ("esc50", "ff1010bird")}

    def change(name: str) -> str:
        return f"{100 * (esc(r[name])['accuracy'] - plain):+.1f}"

    def detected(name: str) -> str:
        one = said[name]
        absent = one["falsePositives"] + one["trueNegatives"]
        return (f"**{percent(one['recall'])}** of {one['support']} clips ({interval(one['recall'], one['support'])}); falsely "
                f"in **{percent(one['falsePositiveShare'])}** of {absent} others")

    def at(prefix: str) -> str:
        one = genre[prefix]
        return f"{percent(one['accuracy'])} (macro {percent(one['macroRecall'])})"

    rates = r["steady"]["rates"]["overall"]
    calibration = val["calibration"]
    tracks = genre["all"]["total"]
    rows = [
        ("ESC-50, fold 4, accuracy over its 50 classes, streamed",
         f"**{percent(plain)}** of {esc(val)['clips']} clips ({interval(plain, esc(val)['clips'])}); right class among the "
         f"first three {percent(esc(val)['top3Accuracy'])}"),
        ("bird or none: the same background with and without a bird of ESC-50, 0 to 20 dB; AUC",
         f"**{placed['auc']:.3f}** ({placed['positives']} pairs, made of {birds['esc50']} recordings with birds)"),
        ("the same with the loudest stretch of a field recording in which a bird is somewhere (in about half of them something "
         "else is louder); both together",
         f"{weak['auc']:.3f} ({weak['positives']} pairs, made of {birds['ff1010bird']} recordings); {pairs['auc']:.3f}"),
        ("bird or none: field recordings of freefield1010; AUC",
         f"**{field['auc']:.3f}** {auc_interval(field)} ({field['positives']} with, {field['negatives']} without)"),
        ("bird or none: all clips with a label; AUC", f"{val['scores']['bird']['auc']:.3f}"),
        ("`speech` reported, speakers never heard", detected("speech")),
        ("`music` reported", detected("music")),
        *((f"of these, {kind}", f"{found} of {there} ({interval(found / there, there)})")
          for kind, (found, there) in zip(MUSIC_KINDS, found_by_kind(clips, "music", MUSIC_KINDS))),
        (f"genre ({tracks} tracks) after 1 s; 3 s; 10 s", f"{at('1')}; {at('3')}; {at('10')}"),
        ("genre, whole excerpt",
         f"**{percent(genre['all']['accuracy'])}** ({interval(genre['all']['accuracy'], tracks)}); "
         f"macro **{percent(genre['all']['macroRecall'])}**"),
        ("genre as shown live from 3 s on: share of the time right; right when one is shown",
         f"{percent(val['genre']['live']['right'])}; {percent(val['genre']['live']['rightWhenShown'])}"),
        (f"events in {scapes['clips']} soundscapes mixed from validation clips: event F1 (onset within 200 ms), micro; macro",
         f"{scapes['onset']['micro']['f1']:.3f}; {scapes['onset']['macroF1']:.3f}"),
        ("the same: segment F1 (1 s), micro; macro",
         f"**{scapes['segments']['micro']['f1']:.3f}**; {scapes['segments']['macroF1']:.3f}"),
        ("the same: PSDS1 (α_ST = 1; without the penalty for differences between classes)",
         f"{scapes['psds1']['value']:.3f}; {mean(scapes['psds1']['classes'].values()):.3f}"),
        (f"delay from onset to report (the page hears of it at the end of its step, up to 80 ms later), {sharp['found']} sounds "
         f"found of {sharp['events']} of sharp onset: median; 90 %; share of all {sharp['events']} reported within 300 ms",
         f"**{1000 * sharp['live']['median']:.0f} ms**; {1000 * sharp['live']['ninetieth']:.0f} ms; "
         f"{percent(sharp['within300ms'])}"),
        ("ESC-50 accuracy at −30; −20; −10; +6 dB, change in points",
         f"{change('level-30')}; {change('level-20')}; {change('level-10')}; {change('level+6')}"),
        ("ESC-50 with pink noise at 20 dB; in a room (RT60 0.5 s, 1.5 to 3 m), change in points",
         f"{change('pink-20dB')}; {change('room-500ms')}"),
        (f"digital silence, fan, hum, pink noise −60 to −30 dBFS, {rates['hours']:.1f} h in all: reports",
         f"**{rates['detections']}**"),
        (f"expected calibration error (15 bins): genre (scores that are exactly right would have "
         f"{chance_error(calibration['genre']['bins']):.3f} with so few clips); bird; events where the score is at least 0.05; all pairs of clip and event",
         f"{calibration['genre']['error']:.3f}; {calibration['bird']['error']:.3f}; {calibration['eventsSaid']['error']:.3f}; "
         f"{calibration['events']['error']:.3f}"),
        ("event that is said (ESC-50, UrbanSound8K, instruments): calibration error", f"{calibration['eventsTop']['error']:.3f}"),
        ("events by reports, clips: precision, recall, F1; macro",
         prf(val["decisions"]["events"]["macro"])),
        ("the same, micro", prf(val["decisions"]["events"]["micro"])),
        ("bird by reports, clips: precision, recall, F1", prf(val["decisions"]["bird"]["classes"]["bird"])),
        ("events by scores: AUC, average precision, mean over classes",
         f"{val['scores']['events']['macroAuc']:.3f}, {val['scores']['events']['macroAveragePrecision']:.3f}"),
        ("UrbanSound8K clips, accuracy; single instruments (FSDKaggle2018), accuracy",
         f"{percent(val['singleLabel']['us8k']['accuracy'])}; {percent(val['singleLabel']['fsdkaggle2018']['accuracy'])}"),
    ]
    return table(("figure", "value"), rows)


def mean(values) -> float:
    values = list(values)
    return sum(values) / len(values)


def prf(one: dict) -> str:
    return ", ".join("–" if one[key] is None else f"{one[key]:.3f}" for key in ("precision", "recall", "f1"))


def class_table(r: Reports, description: dict) -> str:
    """Per event class: threshold, clips, precision, recall, false reports on background."""
    classes = {c["name"]: c for head in description["heads"] if head["name"] == "events" for c in head["classes"]}
    said, rates = r["val"]["decisions"]["events"]["classes"], r["background"]["rates"]["overall"]["labels"]
    scores = r["val"]["scores"]["events"]["classes"]

    def number(value: float | None, digits: int = 2) -> str:
        return "–" if value is None else f"{value:.{digits}f}"

    rows = []
    for name in EVENTS:
        one, rate = said[name], rates.get(name, {})
        quiet = f"{rate['falseReports']} in {60 * rate['absentHours']:.0f} min" if rate.get("absentHours") else "–"
        rows.append((f"`{name}`", classes[name]["on"], one["support"], number(one["precision"]), number(one["recall"]),
                     number(one["f1"]), number(scores[name]["auc"], 3), quiet))
    return table(("class", "on", "clips", "precision", "recall", "F1", "AUC", "false reports on background"), rows)


def bird_by_set(r: Reports) -> str:
    rows = [(name, one["positives"], one["negatives"], "–" if one["auc"] is None else f"{one['auc']:.3f}")
            for name, one in r["val"]["scores"]["bird"]["byDataset"].items() if one["positives"]]
    return table(("set", "with a bird", "without", "AUC"), rows)


def split_table(rows: list[Row]) -> str:
    """Clips and groups per data set and split."""
    lines = []
    for name in sorted({row.dataset for row in rows}):
        cells = []
        for split in ("train", "val"):
            mine = [row for row in rows if row.dataset == name and row.split == split]
            cells.append(f"{len(mine)} ({len({row.group for row in mine})})" if mine else "–")
        lines.append((name, next(row.licence for row in rows if row.dataset == name), *cells))
    return table(("data set", "licence", "train: clips (sources)", "val: clips (sources)"), lines)


def layers(architecture: dict) -> str:
    conv = ", ".join(str(c["channels"]) for c in architecture.get("conv", []))
    if architecture["type"] == "crnn":
        return f"causal 2-D convolutions ({conv} channels), dense {architecture['dense']}, GRU {architecture['gru']}"
    front = f"causal 2-D convolutions ({conv} channels), then " if conv else ""
    return (f"{front}{len(architecture['dilations'])} causal dilated 1-D convolutions (kernel {architecture['kernel']}, dilations "
            f"{architecture['dilations'][0]} to {max(architecture['dilations'])}), gated, {architecture['residualChannels']} "
            f"residual and {architecture['skipChannels']} skip channels")


SHIPPED = """**These are the figures of version {measured}, which never heard the validation split. The weights that ship, version {shipped}, are
of the same stage trained once more with the validation split among the training data**; temperatures, poolings and thresholds
were taken over as they were. They have heard a fifth more, and nothing is left here to measure them on: on new sounds they
should do as well or a little better. The measured weights are in
[`models/training/measured/{name}`](../training/measured/{name}).

"""


def text(description: dict, measured: dict, config: dict, rows: list[Row], reports: Reports,
         clips: list[dict[str, str]], own_words: str) -> str:
    """``description``: the ``model.json`` of what ships; ``measured``: of what the figures are of."""
    heads = {head["name"]: head for head in description["heads"]}
    receptive = (description["receptiveFieldFrames"] - 1) * HOP_MS + WINDOW_MS
    recurrent = "; the GRU behind them remembers without bound" if description.get("recurrent") else ""
    in_val = {name for row in corpus.validation_rows(rows) for name in row.events}
    unheard = ", ".join(f"`{name}`" for name in EVENTS if name not in in_val)
    left_out = len([r for r in rows if r.split == "val"]) - len(corpus.validation_rows(rows))
    again = measured["version"] != description["version"]
    shipped = SHIPPED.format(name=description["name"], measured=measured["version"], shipped=description["version"]) if again else ""
    batch, settings = config["composition"], config["optimizer"]
    steps = description["figures"]["steps"]
    taken = ("The averaged weights of the last step were taken." if steps == settings["steps"] else
             f"The averaged weights with the best sum of validation figures were taken (step {steps}).")
    if kept := config.get("keepOfFirst"):
        taken += f" {percent(kept, 0)} of the way from them to the weights that the stage began with lie those of this model."
    if again:
        taken += " Then the stage was run once more with the validation split added, from the same weights: what ships."
    return f"""# {description["name"]}

A small causal network that hears three things at once, 50 times a second: the genre of music, whether a bird is heard, and
which of {len(EVENTS)} sound events are on. Version {description["version"]}, made by [`models/training`](../training/README.md); the format is
described in [`models/FORMAT.md`](../FORMAT.md).

## Licence

{description["licence"]}
The recipe is MIT: train your own on data with the terms that you need.

Credit is due to the makers of the data: ESC-50 (Piczak 2015), UrbanSound8K (Salamon, Jacoby, Bello 2014), GTZAN (Tzanetakis,
Cook 2002; split after the fault-filtered lists of Kereliuk, Sturm, Larsen 2015), FSDKaggle2018 (Fonseca et al. 2018), freefield1010 (Stowell, Plumbley 2013),
xeno-canto's recordists, speechocean762 (Zhang et al. 2021), RAVDESS (Livingstone, Russo 2018), Speech Commands (Warden
2018), Picovoice, the Philharmonia Orchestra, the authors of the games and of the ambience collections in the table below.

## Intended use

Showing live what a microphone or a piece of audio holds: demonstrations, teaching, bird walks, rough labels for further
work. Not for safety, security, or any decision about a person: it misses sounds and reports sounds that are not there,
at the rates below. It was trained on nine hours of audio, which is little.

## Network

{table(("", ""), [
    ("architecture", layers(description["architecture"])),
    ("weights", f"{description['weights']['bytes'] // 2:,} values, float16, {description['weights']['bytes'] / 1000:.0f} kB"),
    ("cost", f"{description['macsPerSecond'] / 1e6:.1f} million multiply-adds per second of sound"),
    ("receptive field", f"{description['receptiveFieldFrames']} frames: {receptive} ms of sound{recurrent}"),
    ("look-ahead", f"none: a frame's scores are ready when its {WINDOW_MS} ms window has been heard")])}

Classes: genre: {", ".join(GENRES)}. Bird: bird or none. Events: {", ".join(EVENTS)}.

A clip is streamed from zero state. Its score is, for genre, {POOLING_TEXT[heads["genre"]["clipPooling"]]}; for bird,
{POOLING_TEXT[heads["bird"]["clipPooling"]]}; for events, {POOLING_TEXT[heads["events"]["clipPooling"]]}; logits divided by the head's temperature
(genre {heads["genre"]["temperature"]}, bird {heads["bird"]["temperature"]}, events {heads["events"]["temperature"]}).

## Measured

By `npm run evaluate` (the shipped engine, float16 weights, whole clips streamed) on the validation split and on sounds made
from it (`models/training/evaluation_sets.py`). Training saw none of it. **But the same split chose the checkpoint, the
temperatures, the poolings and the thresholds, so expect somewhat less on new sounds.** One training run (one seed): the
intervals (95 %) are of the clips drawn, not of training.

{shipped}{measured_table(reports, clips)}

![Confusion matrix of the ESC-50 classes](confusion-events.png)

![Confusion matrix of the genres](confusion-genre.png)

![Reliability diagrams](reliability.png)

Bird, by set:

{bird_by_set(reports)}

### Each event class

A class is reported when its score (smoothed over {heads["events"]["decision"]["smoothingSeconds"]} s) reaches `on`, as beginning where it last came up to 0.4
of that and ending where it falls below. Thresholds were fitted on validation: best for F1 over its clips and over seconds of
soundscapes mixed from them, raised where needed to at most one report an hour of an absent class on background recordings,
unless that loses more than 15 points of recall. There are only {60 * reports["background"]["rates"]["overall"]["hours"]:.0f} minutes of background to
judge by, so "one an hour" means "none in these". By clips; a class whose precision is "–" was never reported.

{class_table(reports, description)}

No validation clip holds {unheard}: their thresholds are guesses.

{own_words.strip()}

## Data

Splits were made by source recording, speaker, track or theme. {left_out} validation clips (UrbanSound8K, freefield1010) share
their Freesound source with a training clip of ESC-50: they are not counted in any figure above.

{split_table(rows)}

## How to make it again

`python3 models/training/recipe.py --data DIR --model {description["name"]}`: [`models/training/README.md`](../training/README.md). The last stage:
{settings["steps"]} steps of {sum(batch.values()) + batch["birds"]} examples of {config["frames"] * HOP_MS / 1000:.0f} s (seed {config["seed"]}), AdamW, averaged weights; in a batch
{", ".join(f"{kind} {count}" for kind, count in batch.items())}. {taken}

![Loss and validation curves](curves.png)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", type=Path, required=True, help="a model folder")
    parser.add_argument("--measured", type=Path, help="the model folder that was measured, if another")
    parser.add_argument("--figures", type=Path, required=True, help="folder of reports that measure.py wrote")
    parser.add_argument("--run", type=Path, required=True, help="run folder of the stage that was measured")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    arguments = parser.parse_args()
    description = json.loads((arguments.model / "model.json").read_text())
    measured = arguments.measured or arguments.model
    reports = {path.stem: json.loads(path.read_text()) for path in arguments.figures.glob("*.json")}
    ledger, mine = json.loads((arguments.figures / measure.LEDGER).read_text()), measure.identity(measured)
    stale = [name for name in reports if ledger.get(name, [None])[0] != mine]
    if stale:
        raise SystemExit(f"measured with another model or engine: {', '.join(stale)}; run measure.py again")
    own_words = (CARDS / f"{description['name']}.md").read_text()
    config = json.loads((arguments.run / "config.json").read_text())
    with open(arguments.figures / "val.tsv", newline="") as file:
        clips = list(csv.DictReader(file, delimiter="\t"))
    rows = corpus.load_rows(arguments.cache, arguments.data)
    description["figures"] = {"split": description["figures"]["split"], "steps": description["figures"]["steps"],
                              **main_figures(reports)}
    card = text(description, json.loads((measured / "model.json").read_text()), config, rows, reports, clips, own_words)
    (arguments.model / "model.json").write_text(model_folder.to_json(description) + "\n")
    pictures.draw(reports["val"], arguments.model)
    (arguments.model / "README.md").write_text(card)
