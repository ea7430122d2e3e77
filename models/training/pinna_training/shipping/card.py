"""Writes a model's card (README.md) and its pictures from the measured figures, and the main figures into its model.json.

    python3 models/training/card.py --model models/crnn --figures models/training/runs/crnn-all/figures \
        --run models/training/runs/crnn-all --data DIR --cache models/training/cache

``--figures`` names the folder with the reports of measure.py. ``cards/<model>.md`` holds the part of the card that a person
writes: known failures, and how the model was made.
"""
from __future__ import annotations

import argparse
import csv
import json
import math
from collections import Counter
from pathlib import Path
from typing import Callable

import numpy as np
from scipy.stats import binom

from ..data import corpus
from ..data.labels import FREE_DATASETS, GENRES
from ..data.manifest import Row
from ..measuring import measure
from ..measuring.markdown import table
from ..networks import folder as model_folder
from ..places import CARDS
from . import pictures

ROW_MS = 20
AUDIOSET_CLASSES = 527
PRETRAINED_CREDIT = """the makers of the pretrained network, EfficientAT's `mn04_as` (Schmid, Koutini, Widmer 2023, MIT licence), and of AudioSet,
on which it was trained (Gemmeke et al. 2017; names and families of the classes: CC BY-SA 4.0); and to """
POOLING_TEXT = {
    "mean-logit": "the activation of the mean of the frame logits",
    "mean-probability": "the mean of the frame scores",
    "linear-softmax": "Σp² / Σp over the frame scores",
    "max": "the largest frame score",
}
# Data sets of the bird pairs: the bird's position in its recording is known; only its presence is known.
PLACED_PAIRS, WEAK_PAIRS = "bird-pairs-esc50", "bird-pairs-ff1010bird"
MUSIC_KINDS = {
    "recordings of music": lambda dataset: dataset == "gtzan" or dataset.startswith("music_"),
    "street music of UrbanSound8K, some of it distant": lambda dataset: dataset == "us8k",
    "single instruments (FSDKaggle2018)": lambda dataset: dataset in ("fsdkaggle2018", "philharmonia"),
}
Reports = dict[str, dict]


def percent(share: float | None, digits: int = 1) -> str:
    """Formats a share (0 to 1) as a percentage; a dash if there is none."""
    return "–" if share is None else f"{100 * share:.{digits}f} %"


def interval(share: float, count: int) -> str:
    """Formats the 95 % Wilson interval of a share out of ``count``."""
    z = 1.96
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count)) / (1 + z * z / count)
    return f"{100 * (middle - half):.0f} to {100 * (middle + half):.0f} %"


def auc_interval(ranking: dict) -> str:
    """Formats half the width of the 95 % interval of an AUC (Hanley and McNeil 1982)."""
    area, positives, negatives = ranking["auc"], ranking["positives"], ranking["negatives"]
    q1, q2 = area / (2 - area), 2 * area ** 2 / (1 + area)
    variance = area * (1 - area) + (positives - 1) * (q1 - area ** 2) + (negatives - 1) * (q2 - area ** 2)
    return f"± {1.96 * math.sqrt(variance / (positives * negatives)):.3f}"


def chance_error(bins: list[dict]) -> float:
    """Returns the expected calibration error of perfectly calibrated scores, which is above 0 because the clips are few."""
    filled = [(one["count"], one["meanConfidence"]) for one in bins if one["count"]]
    total = sum(n for n, _ in filled)
    return float(sum(np.abs(np.arange(n + 1) - n * p) @ binom.pmf(np.arange(n + 1), n, p) for n, p in filled) / total)


def esc(report: dict) -> dict:
    return report["singleLabel"]["esc50"]


def found_by_kind(clips: list[dict[str, str]], label: str, kinds: dict[str, Callable[[str], bool]]) -> list[tuple[int, int]]:
    """Returns for each kind of data set: clips that contain ``label`` and in which it was reported, clips that contain it."""
    out = []
    for is_kind in kinds.values():
        present = [clip for clip in clips if is_kind(clip["dataset"]) and label in clip["truth"].split(";")]
        found = [clip for clip in present if any(report.startswith(f"{label}:") for report in clip["detections"].split())]
        out.append((len(found), len(present)))
    return out


def main_figures(r: Reports) -> dict[str, float]:
    """Returns the ``figures`` of model.json: shares (0 to 1), seconds, reports per hour."""
    val, scapes = r["val"], r["soundscapes"]["strong"]
    events = val["decisions"]["events"]["classes"]
    out = {
        "escAccuracy": esc(val)["accuracy"],
        "birdAucPairs": r["bird-pairs"]["scores"]["bird"]["auc"],
        "birdAucPairsPlaced": r["bird-pairs"]["scores"]["bird"]["byDataset"][PLACED_PAIRS]["auc"],
        "birdAucField": val["scores"]["bird"]["byDataset"]["ff1010bird"]["auc"],
        "birdAuc": val["scores"]["bird"]["auc"],
        "speechRecall": events["speech"]["recall"], "speechFalse": events["speech"]["falsePositiveShare"],
        "musicRecall": events["music"]["recall"], "musicFalse": events["music"]["falsePositiveShare"],
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


def class_figures(r: Reports) -> dict[str, dict[str, dict[str, float]]]:
    """Returns ``figures.classes`` of model.json: for each head the figures of each class that a clip contains."""
    out = {}
    for head in ("bird", "events"):
        measured = {name: one for name, one in r["val"]["decisions"][head]["classes"].items() if one["support"]}
        out[head] = {name: {"clips": one["support"],
                            **{key: round(one[key], 2) for key in ("precision", "recall", "f1") if one[key] is not None}}
                     for name, one in measured.items()}
    return out


def measured_table(r: Reports, clips: list[dict[str, str]]) -> str:
    """Returns the table of figures; ``clips``: the predictions for each clip of the validation split."""
    val, pairs, scapes = r["val"], r["bird-pairs"]["scores"]["bird"], r["soundscapes"]["strong"]
    placed, weak = (pairs["byDataset"][name] for name in (PLACED_PAIRS, WEAK_PAIRS))
    events, field = val["decisions"]["events"]["classes"], val["scores"]["bird"]["byDataset"]["ff1010bird"]
    genre, sharp, first_score = val["genre"]["prefixes"], scapes["delaySharp"], scapes["scoreDelaySharp"]
    plain = esc(val)["accuracy"]
    birds = {name: val["scores"]["bird"]["byDataset"][name]["positives"] for name in ("esc50", "ff1010bird")}

    def change(name: str) -> str:
        return f"{100 * (esc(r[name])['accuracy'] - plain):+.1f}"

    def detected(name: str) -> str:
        one = events[name]
        absent = one["falsePositives"] + one["trueNegatives"]
        return (f"**{percent(one['recall'])}** of {one['support']} clips ({interval(one['recall'], one['support'])}); falsely "
                f"in **{percent(one['falsePositiveShare'])}** of {absent} clips without it")

    def at(prefix: str) -> str:
        one = genre[prefix]
        return f"{percent(one['accuracy'])} (macro {percent(one['macroRecall'])})"

    rates = r["steady"]["rates"]["overall"]
    calibration = val["calibration"]
    tracks = genre["all"]["total"]
    rows = [
        ("ESC-50, fold 4, accuracy over its 50 classes, streamed",
         f"**{percent(plain)}** of {esc(val)['clips']} clips ({interval(plain, esc(val)['clips'])}); top-3 accuracy "
         f"{percent(esc(val)['top3Accuracy'])}"),
        ("bird present or absent, the same background with and without an ESC-50 bird at 0 to 20 dB: AUC",
         f"**{placed['auc']:.3f}** ({placed['positives']} pairs, made of {birds['esc50']} recordings with birds)"),
        ("the same with the loudest part of a field recording that contains a bird (in about half of them another sound is "
         "louder): AUC; both kinds of pairs together",
         f"{weak['auc']:.3f} ({weak['positives']} pairs, made of {birds['ff1010bird']} recordings); {pairs['auc']:.3f}"),
        ("bird present or absent, field recordings of freefield1010: AUC",
         f"**{field['auc']:.3f}** {auc_interval(field)} ({field['positives']} with a bird, {field['negatives']} without)"),
        ("bird present or absent, all labelled clips: AUC", f"{val['scores']['bird']['auc']:.3f}"),
        ("`speech` reported, speakers absent from training", detected("speech")),
        ("`music` reported", detected("music")),
        *((f"of these, {kind}", f"{found} of {present} ({interval(found / present, present)})")
          for kind, (found, present) in zip(MUSIC_KINDS, found_by_kind(clips, "music", MUSIC_KINDS))),
        (f"genre accuracy of {tracks} tracks (macro: mean over the genres) after 1 s; 3 s; 10 s", f"{at('1')}; {at('3')}; {at('10')}"),
        ("genre accuracy, whole excerpt",
         f"**{percent(genre['all']['accuracy'])}** ({interval(genre['all']['accuracy'], tracks)}); "
         f"macro **{percent(genre['all']['macroRecall'])}**"),
        ("genre shown live, from 3 s on: share of all time with the right genre; the same while a genre is shown",
         f"{percent(val['genre']['live']['right'])}; {percent(val['genre']['live']['rightWhenShown'])}"),
        (f"events in {scapes['clips']} soundscapes mixed from validation clips: event F1 (onset within 200 ms), micro; macro",
         f"{scapes['onset']['micro']['f1']:.3f}; {scapes['onset']['macroF1']:.3f}"),
        ("the same: segment F1 (1 s), micro; macro",
         f"**{scapes['segments']['micro']['f1']:.3f}**; {scapes['segments']['macroF1']:.3f}"),
        ("the same: PSDS1 (α_ST = 1); PSDS1 without the penalty for differences between classes",
         f"{scapes['psds1']['value']:.3f}; {mean(scapes['psds1']['classes'].values()):.3f}"),
        (f"delay from onset to report, {sharp['found']} detected of {sharp['events']} sounds with a sharp onset (the page gets "
         f"a report at the end of its step, up to 80 ms later): median; 90th percentile; share of all {sharp['events']} "
         "reported within 300 ms",
         f"**{1000 * sharp['live']['median']:.0f} ms**; {1000 * sharp['live']['ninetieth']:.0f} ms; "
         f"{percent(sharp['within300ms'])}"),
        (f"delay from the same onsets to the first score above one half, {first_score['found']} sounds: median; 90th percentile",
         f"**{1000 * first_score['live']['median']:.0f} ms**; {1000 * first_score['live']['ninetieth']:.0f} ms"),
        ("ESC-50 accuracy at a gain of −30; −20; −10; +6 dB: change in points",
         f"{change('level-30')}; {change('level-20')}; {change('level-10')}; {change('level+6')}"),
        ("ESC-50 accuracy with pink noise 20 dB below; in a room (RT60 0.5 s, 1.5 to 3 m): change in points",
         f"{change('pink-20dB')}; {change('room-500ms')}"),
        (f"false reports in {rates['hours']:.1f} h of digital silence, fan, hum, and pink noise at −60 to −30 dBFS",
         f"**{rates['detections']}**"),
        (f"expected calibration error (15 bins): genre (perfectly calibrated scores would have "
         f"{chance_error(calibration['genre']['bins']):.3f} with as few clips); bird; event scores of at least 0.05; all pairs of clip and event",
         f"{calibration['genre']['error']:.3f}; {calibration['bird']['error']:.3f}; {calibration['eventsSaid']['error']:.3f}; "
         f"{calibration['events']['error']:.3f}"),
        ("expected calibration error of the top-scoring event (ESC-50, UrbanSound8K, instruments)", f"{calibration['eventsTop']['error']:.3f}"),
        ("reported events per clip, macro: precision, recall, F1",
         prf(val["decisions"]["events"]["macro"])),
        ("the same, micro", prf(val["decisions"]["events"]["micro"])),
        ("reported birds per clip: precision, recall, F1", prf(val["decisions"]["bird"]["classes"]["bird"])),
        ("event scores per clip, mean over the classes: AUC, average precision",
         f"{val['scores']['events']['macroAuc']:.3f}, {val['scores']['events']['macroAveragePrecision']:.3f}"),
        ("accuracy on UrbanSound8K clips; on single instruments (FSDKaggle2018)",
         f"{percent(val['singleLabel']['us8k']['accuracy'])}; {percent(val['singleLabel']['fsdkaggle2018']['accuracy'])}"),
    ]
    return table(("figure", "value"), rows)


def mean(values) -> float:
    values = list(values)
    return sum(values) / len(values)


def prf(one: dict) -> str:
    return ", ".join("–" if one[key] is None else f"{one[key]:.3f}" for key in ("precision", "recall", "f1"))


def class_table(r: Reports, description: dict) -> str:
    """Returns the table of event classes: threshold, clips, precision, recall, F1, AUC, false reports on background."""
    classes = {c["name"]: c for head in description["heads"] if head["name"] == "events" for c in head["classes"]}
    events, rates = r["val"]["decisions"]["events"]["classes"], r["background"]["rates"]["overall"]["labels"]
    scores = r["val"]["scores"]["events"]["classes"]

    def number(value: float | None, digits: int = 2) -> str:
        return "–" if value is None else f"{value:.{digits}f}"

    rows = []
    for name, entry in classes.items():
        one, rate = events.get(name), rates.get(name, {})
        if not one or not one["support"] or entry.get("quiet"):
            continue
        background = f"{rate['falseReports']} in {60 * rate['absentHours']:.0f} min" if rate.get("absentHours") else "–"
        rows.append((f"`{name}`", entry.get("on", "–"), one["support"], number(one["precision"]), number(one["recall"]),
                     number(one["f1"]), number(scores[name]["auc"], 3), background))
    return table(("class", "threshold `on`", "clips", "precision", "recall", "F1", "AUC", "false reports on background"), rows)


def named(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def unmeasured(r: Reports, description: dict) -> str:
    """Lists the classes that no validation clip is labelled with, and the quiet ones."""
    events = r["val"]["decisions"]["events"]["classes"]
    classes = next(head["classes"] for head in description["heads"] if head["name"] == "events")
    shown = [one["name"] for one in classes if not one.get("quiet") and not events.get(one["name"], {}).get("support")]
    quiet = [one["name"] for one in classes if one.get("quiet")]
    return (f"No figures are known for {len(shown)} classes, because no validation clip is labelled with them. What they know comes from the "
            f"pretrained network: {named(shown)}.\n\nQuiet classes ({len(quiet)}): {named(quiet)}.")


REPORT_SETS = {  # name in the card: set of evaluation_sets.py, data sets in it (none: all)
    "single everyday sounds": ("val", ("esc50", "us8k", "fsdkaggle2018", "philharmonia")),
    "speech": ("val", ("speechocean762", "ravdess", "picovoice_intent", "speech_commands", "arabic_commands")),
    "music": ("val", ("gtzan", "music_tuxemon", "music_opensurge", "music_browserquest")),
    "field recordings and ambience": ("background", ()),
    "soundscapes of several sounds": ("soundscapes", ()),
}
FREQUENT = 12  # number of wrong reports in the card


def joined(rates: list[dict]) -> dict:
    """Returns the sums of rates of ``pinna evaluate``, and the shares that follow from them."""
    out = {key: sum(one[key] for one in rates) for key in ("clips", "hours", "right", "family", "wrong", "soundClips", "relabelled", "detections")}
    out["found"] = sum(one["found"] * one["soundClips"] for one in rates if one["soundClips"])
    return out


def reports_table(r: Reports) -> str:
    """Returns the table of what can be believed, by kind of recording."""
    lines = []
    for name, (folder, datasets) in REPORT_SETS.items():
        rates = r[folder]["rates"]
        parts = [rates["byDataset"][one] for one in datasets if one in rates["byDataset"]] if datasets else [rates["overall"]]
        one = joined(parts)
        true = one["right"] + one["family"]
        judged, sounds = true + one["wrong"], one["soundClips"]
        lines.append((name, one["clips"], f"{one['wrong'] / one['hours']:.0f}", percent(true / judged if judged else None),
                      percent(one["family"] / judged if judged else None), percent(one["found"] / sounds if sounds else None),
                      percent(one["relabelled"] / one["detections"] if one["detections"] else None)))
    return table(("recordings", "clips", "wrong reports an hour", "reports that are true", "of them, a family of the sound",
                  "clips whose sound is reported", "reports renamed later"), lines)


def frequent_errors(r: Reports, clips: list[dict[str, str]]) -> str:
    """Returns the table of the labels with most wrong reports on the validation split, and what the clips contained."""
    labels = r["val"]["rates"]["overall"]["labels"]
    worst = sorted(labels, key=lambda name: -labels[name]["falseReports"])[:FREQUENT]
    lines = []
    for name in worst:
        contents = Counter(clip["truth"].replace(";", " + ") or "nothing" for clip in clips
                           if name not in clip["truth"].split(";")
                           and any(report.startswith(f"{name}:") for report in clip["detections"].split()))
        lines.append((f"`{name}`", labels[name]["falseReports"], f"{labels[name]['absentHours']:.1f}",
                      ", ".join(f"{content} ({count})" for content, count in contents.most_common(4))))
    return table(("reported", "wrong reports", "in hours without it", "what the clips held (clips)"), lines)


def bird_by_set(r: Reports) -> str:
    """Returns the table of the bird's AUC per data set."""
    rows = [(name, one["positives"], one["negatives"], "–" if one["auc"] is None else f"{one['auc']:.3f}")
            for name, one in r["val"]["scores"]["bird"]["byDataset"].items() if one["positives"]]
    return table(("data set", "clips with a bird", "clips without", "AUC"), rows)


def split_table(rows: list[Row]) -> str:
    """Returns the table of clips and groups per data set and split."""
    lines = []
    for name in sorted({row.dataset for row in rows}):
        cells = []
        for split in ("train", "val"):
            mine = [row for row in rows if row.dataset == name and row.split == split]
            cells.append(f"{len(mine)} ({len({row.group for row in mine})})" if mine else "–")
        lines.append((name, next(row.licence for row in rows if row.dataset == name), *cells))
    return table(("data set", "licence", "training clips (sources)", "validation clips (sources)"), lines)


def layers(architecture: dict) -> str:
    """Lists the layers of an ``architecture`` of model.json."""
    trunk = architecture.get("trunk")
    conv = ", ".join(str(c["channels"]) for c in (architecture["fast"] if trunk else architecture).get("conv", []))
    front = f"causal 2-D convolutions ({conv} channels), " if conv else ""
    if trunk:
        front = (f"a trunk of {len(trunk['blocks'])} inverted residual blocks, whose embedding of {trunk['embedding']} values comes every "
                 f"320 ms; {front}every 20 ms from its first blocks, ")
    if architecture["type"] == "crnn":
        return f"{front}dense {architecture['dense']}, GRU {architecture['gru']}"
    front = f"{front}then " if front else ""
    return (f"{front}{len(architecture['dilations'])} causal dilated 1-D convolutions (kernel {architecture['kernel']}, dilations "
            f"{architecture['dilations'][0]} to {max(architecture['dilations'])}), gated, {architecture['residualChannels']} "
            f"residual and {architecture['skipChannels']} skip channels")


def introduction(description: dict) -> str:
    """Returns the sections of the card that follow from ``description``, a ``model.json``, alone."""
    heads = {head["name"]: head for head in description["heads"]}
    hop_ms, window_ms = (round(1000 * description["features"][key]) for key in ("hopSeconds", "windowSeconds"))
    receptive = (description["receptiveFieldFrames"] - 1) * hop_ms + window_ms
    is_gru, has_trunk = description["architecture"]["type"] == "crnn", "trunk" in description["architecture"]
    lasting = [name for name, is_there in (("the decaying means of the trunk", has_trunk), ("the GRU", is_gru)) if is_there]
    recurrent = f"; {' and '.join(lasting)} remember longer" if description.get("recurrent") else ""
    classes = heads["events"]["classes"]
    quiet = sum(bool(one.get("quiet")) for one in classes)
    events = f"{', '.join(one['name'] for one in classes)}." if len(classes) < AUDIOSET_CLASSES else (
        f"the {AUDIOSET_CLASSES} classes of AudioSet and {len(classes) - AUDIOSET_CLASSES} more. `pinna classes` and the table below list\n"
        f"  them. {quiet} of them are quiet: they have scores, but no reports ([`models/classes.json`](../classes.json) says why).")
    pretrained = PRETRAINED_CREDIT if has_trunk else ""
    recipe = "the recipe" if has_trunk else "an earlier version of the recipe"
    terms = description["licence"].split(":")[0]
    return f"""# {description["name"]}

**Terms of use:** {terms}.

A small causal network that answers three questions, 50 times a second: which genre the music has, whether a bird is present, and
which of {len(heads["events"]["classes"])} sound events are present. This is version {description["version"]}, made with {recipe} in
[`models/training`](../training/README.md). [`models/FORMAT.md`](../FORMAT.md) describes the format.

## Licence

{description["licence"]}
The recipe is under the MIT licence: you can train your own model on data whose terms suit you.

Credit is due to {pretrained}the makers of the data: ESC-50 (Piczak 2015), UrbanSound8K (Salamon, Jacoby, Bello 2014), GTZAN (Tzanetakis,
Cook 2002; split after the fault-filtered lists of Kereliuk, Sturm, Larsen 2015), FSDKaggle2018 (Fonseca et al. 2018), freefield1010 (Stowell, Plumbley 2013),
xeno-canto's recordists, speechocean762 (Zhang et al. 2021), RAVDESS (Livingstone, Russo 2018), Speech Commands (Warden
2018), Picovoice, the Philharmonia Orchestra, the authors of the games and of the ambience collections in the table below.

## Intended use

Use the model to show live which sounds a microphone or a recording holds: for demonstrations, teaching, bird walks, or rough
labels. Do not use it for safety, security, or any decision about a person: it misses sounds and reports absent sounds, at the
rates below.

## Network

{table(("property", "value"), [
    ("architecture", layers(description["architecture"])),
    ("weights", f"{description['weights']['bytes'] // 2:,} values, float16, {description['weights']['bytes'] / 1000:.0f} kB"),
    ("cost", f"{description['macsPerSecond'] / 1e6:.1f} million multiply-adds per second of sound"),
    ("receptive field", f"{description['receptiveFieldFrames']} frames: {receptive} ms of sound{recurrent}"),
    ("look-ahead", f"none: a frame's scores are ready at the end of its {window_ms} ms window")])}

- **Genres:** {", ".join(GENRES)}.
- **Bird:** present or absent.
- **Events:** {events}

A clip is one audio file of a data set. It is streamed from zero state. Logits are divided by the head's temperature.

{table(("head", "score of a clip", "temperature"), [
    (name, POOLING_TEXT[heads[name]["clipPooling"]], heads[name]["temperature"]) for name in ("genre", "bird", "events")])}
"""


def reproduction(description: dict) -> str:
    """Returns how to make the model again. The present recipe makes networks on the pretrained trunk alone."""
    if "trunk" not in description["architecture"]:
        return ("An earlier version of the recipe, without a pretrained network, made this model: use the revision of\n"
                f"`models/training` of the commit that last changed `models/{description['name']}/weights.bin`. The present recipe makes\n"
                "another network under this name.")
    return (f"Run `python3 models/training/recipe.py --data DIR --pretrained mn04_as.npz --model {description['name']}`;\n"
            "[`models/training/README.md`](../training/README.md) explains it.")


def used_rows(rows: list[Row], config: dict) -> list[Row]:
    """Returns the rows that a run used: of those in training, with ``onlyFree`` only those of free data sets."""
    only_free = config.get("onlyFree", False)
    return [row for row in rows if row.split != "train" or row.dataset in FREE_DATASETS or not only_free]


def text(description: dict, config: dict, rows: list[Row], reports: Reports,
         clips: list[dict[str, str]], written: str) -> str:
    """Returns the card. ``description``: the ``model.json``; ``written``: the part that a person wrote."""
    heads = {head["name"]: head for head in description["heads"]}
    left_out = len([r for r in rows if r.split == "val"]) - len(corpus.validation_rows(rows))
    batch, settings = config["composition"], config["optimizer"]
    steps = description["figures"]["steps"]
    chosen = ("The model uses the averaged weights of the last step." if steps == settings["steps"] else
              f"The model uses the averaged weights with the highest sum of validation figures (step {steps}).")
    return f"""{introduction(description)}
## Measured

`npm run evaluate` measured these figures with the shipped engine (float16 weights, whole clips streamed). It used the validation
split and sounds made from it (`models/training/evaluation_sets.py`). Training used none of these sounds. **But the same split
chose the checkpoint, the temperatures, the poolings and the thresholds, so expect somewhat lower figures on new sounds.** All
figures are from one training run (one seed). The 95 % intervals cover the choice of clips, not the chance in training.

{measured_table(reports, clips)}

![Confusion matrix of the ESC-50 classes](confusion-events.png)

![Confusion matrix of the genres](confusion-genre.png)

![Reliability diagrams](reliability.png)

Bird detection by data set:

{bird_by_set(reports)}

### What can be believed

A report is true if it names the labelled sound, a more specific one where the label leaves that open, or a family of the sound. It is
wrong if the label is known to be absent. The decisions were fitted on the same split.

{reports_table(reports)}

The {FREQUENT} labels with most wrong reports on the validation split:

{frequent_errors(reports, clips)}

### Each event class

A class is reported when its score (smoothed over {heads["events"]["decision"]["smoothingSeconds"]} s) reaches `on` and evidence has been collected
([`models/FORMAT.md`](../FORMAT.md), "confirm"). `pinna fit` chose the thresholds on the validation split and on soundscapes mixed from it; a
class without labelled clips has its threshold from a budget of wrong reports on recordings that surely do not hold it. There are only
{60 * reports["background"]["rates"]["overall"]["hours"]:.0f} minutes of background recordings. The figures are per clip. A class with the precision "–" was never reported.

{class_table(reports, description)}

{unmeasured(reports, description)}

{written.strip()}

## Data

The data is split by source recording, speaker, track or theme. {left_out} validation clips (UrbanSound8K, freefield1010) come from
the same Freesound recording as a training clip of ESC-50. No figure above counts them.

{split_table(used_rows(rows, config))}

## Reproduce the model

{reproduction(description)}
The last stage has {settings["steps"]} steps of {sum(batch.values()) + batch.get("birds", 0)} examples of {config["frames"] * ROW_MS / 1000:.0f} s (seed {config["seed"]}), with AdamW and averaged weights. A batch holds
{", ".join(f"{kind} {count}" for kind, count in batch.items())}. {chosen}

![Loss and validation curves](curves.png)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", type=Path, required=True, help="a model folder")
    parser.add_argument("--figures", type=Path, required=True, help="folder with the reports of measure.py")
    parser.add_argument("--run", type=Path, required=True, help="run folder of the measured stage")
    parser.add_argument("--data", type=Path, required=True, help="folder with manifest.csv and audio/")
    parser.add_argument("--cache", type=Path, required=True, help="folder that corpus.py filled")
    arguments = parser.parse_args()
    description = json.loads((arguments.model / "model.json").read_text())
    reports = {path.stem: json.loads(path.read_text()) for path in arguments.figures.glob("*.json")}
    ledger, mine = json.loads((arguments.figures / measure.LEDGER).read_text()), measure.identity(arguments.model)
    stale = [name for name in reports if ledger.get(name, [None])[0] != mine]
    if stale:
        raise SystemExit(f"These reports are of another model or engine: {', '.join(stale)}. Run measure.py again.")
    written = (CARDS / f"{description['name']}.md").read_text()
    config = json.loads((arguments.run / "config.json").read_text())
    with open(arguments.figures / "val.tsv", newline="") as file:
        clips = list(csv.DictReader(file, delimiter="\t"))
    rows = corpus.load_rows(arguments.cache, arguments.data)
    description["figures"] = {"split": description["figures"]["split"], "steps": description["figures"]["steps"],
                              **main_figures(reports), "classes": class_figures(reports)}
    card = text(description, config, rows, reports, clips, written)
    (arguments.model / "model.json").write_text(model_folder.to_json(description) + "\n")
    pictures.draw(reports["val"], arguments.model)
    pictures.write_confusions(reports["val"], description["weights"]["sha256"], arguments.model / "confusion.json")
    (arguments.model / "README.md").write_text(card)
