"""The text of a model's README.md (its card), from what was measured."""
from __future__ import annotations

import math

from corpus import Row
from evaluate import ESC, Logits, auc_interval, bird_mistakes, clip_scores, esc_confusions
from labels import ESC50, EVENTS, GENRES

HOP_MS, WINDOW_MS = 20, 32
POOLING_TEXT = {
    "mean-logit": "the activation of the mean of the frame logits",
    "mean-probability": "the mean of the frame scores",
    "linear-softmax": "Σp² / Σp over the frame scores",
    "max": "the largest frame score",
}


def interval(share: float, count: int) -> str:
    """95 % Wilson interval of a share out of ``count``, in per cent."""
    z = 1.96
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count)) / (1 + z * z / count)
    return f"{100 * (middle - half):.0f} to {100 * (middle + half):.0f} %"


def genre_table(val: list[Row], logits: Logits, pooling: str, temperature: float) -> str:
    """Per genre: validation tracks, how many are right, what the others are taken for."""
    tracks = [(row, one) for row, one in zip(val, logits) if row.genre]
    said = clip_scores([one for _, one in tracks], "genre", pooling, temperature).argmax(axis=1)
    names = list(GENRES)
    lines = ["| genre | tracks | right | taken for |", "|---|---|---|---|"]
    for genre in names:
        mine = [names[s] for (row, _), s in zip(tracks, said) if row.genre == genre]
        wrong = sorted({s for s in mine if s != genre}, key=lambda s: -mine.count(s))
        others = ", ".join(f"{s} {mine.count(s)}" for s in wrong)
        lines.append(f"| {genre} | {len(mine)} | {mine.count(genre)} | {others} |")
    return "\n".join(lines)


def weakest_esc(val: list[Row], scores, most: int) -> str:
    """The ESC-50 classes with the fewest clips right."""
    names = list(ESC50)
    right: dict[str, int] = {name: 0 for name in names}
    total: dict[str, int] = {name: 0 for name in names}
    for row, score in zip(val, scores):
        total[row.events[0]] += 1
        right[row.events[0]] += names[int(score[ESC].argmax())] == row.events[0]
    order = sorted(names, key=lambda name: right[name] / total[name])[:most]
    return ", ".join(f"`{name}` {right[name]}/{total[name]}" for name in order)


def split_table(rows: list[Row]) -> str:
    """Per data set: licence, clips and source recordings in each split."""
    lines = ["| data set | licence | train: clips (sources) | val: clips (sources) |", "|---|---|---|---|"]
    for name in sorted({row.dataset for row in rows}):
        cells = []
        for split in ("train", "val"):
            mine = [row for row in rows if row.dataset == name and row.split == split]
            cells.append(f"{len(mine)} ({len({row.group for row in mine})})" if mine else "–")
        licence = next(row.licence for row in rows if row.dataset == name)
        lines.append(f"| {name} | {licence} | {cells[0]} | {cells[1]} |")
    return "\n".join(lines)


def text(description: dict, config: dict, rows: list[Row], val: list[Row], logits: Logits) -> str:
    f, heads = description["figures"], {head["name"]: head for head in description["heads"]}
    events = clip_scores(logits, "events", heads["events"]["clipPooling"], heads["events"]["temperature"])
    esc = [i for i, row in enumerate(val) if row.dataset == "esc50"]
    confusions = esc_confusions([val[i] for i in esc], events[esc], 12)
    bird = clip_scores(logits, "bird", heads["bird"]["clipPooling"], heads["bird"]["temperature"])[:, 0]
    bird_on = float(sorted(score for row, score in zip(val, bird) if row.bird)[len([r for r in val if r.bird]) // 4])
    counts = {name: sum(row.genre == name for row in val) for name in GENRES}
    field = [row for row in val if row.dataset == "ff1010bird"]
    with_birds = sum(bool(row.bird) for row in field)
    uncertainty = auc_interval(f["birdAucField"], with_birds, len(field) - with_birds)
    in_val = {name for row in val for name in row.events}
    unheard = ", ".join(f"`{name}`" for name in EVENTS if name not in in_val)
    batch = config["composition"]
    after = f"After {config['after']}: " if "after" in config else ""
    receptive = (description["receptiveFieldFrames"] - 1) * HOP_MS + WINDOW_MS
    return f"""# {description["name"]}

A small causal network that hears three things at once, 50 times a second: the genre of music, whether a bird is heard, and
which of {len(EVENTS)} sound events are on. Made by [`models/training`](../training/README.md); the format is described in
[`models/FORMAT.md`](../FORMAT.md).

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
at the rates below. It was trained on eleven hours of audio, which is little.

## Network

| | |
|---|---|
| architecture | causal 2-D convolutions ({", ".join(str(c["channels"]) for c in config["architecture"]["conv"])} channels), dense {config["architecture"]["dense"]}, GRU {config["architecture"]["gru"]} |
| weights | {description["weights"]["bytes"] // 2:,} values, float16, {description["weights"]["bytes"] / 1000:.0f} kB |
| cost | {description["macsPerSecond"] / 1e6:.1f} million multiply-adds per second of sound |
| receptive field of the convolutions | {description["receptiveFieldFrames"]} frames: {receptive} ms of sound; the GRU remembers without bound |
| look-ahead | none: a frame's scores are ready when its {WINDOW_MS} ms window has been heard |

Classes: genre: {", ".join(GENRES)}. Bird: bird or none. Events: {", ".join(EVENTS)}.

## Clip score

A clip is streamed from zero state. Its score is, for genre, {POOLING_TEXT[heads["genre"]["clipPooling"]]}; for bird,
{POOLING_TEXT[heads["bird"]["clipPooling"]]}; for events, {POOLING_TEXT[heads["events"]["clipPooling"]]}; logits divided by the head's temperature
(genre {heads["genre"]["temperature"]}, bird {heads["bird"]["temperature"]}, events {heads["events"]["temperature"]}).

## Measured

On the validation split, whole clips streamed, float16 weights. **The same split chose the checkpoint, the temperatures, the
poolings and the thresholds, so expect somewhat less on new sounds.**

| figure | value |
|---|---|
| ESC-50, fold 4, accuracy over its 50 classes ({len(esc)} clips) | **{100 * f["escAccuracy"]:.1f} %** (95 % interval {interval(f["escAccuracy"], len(esc))}); right class among the first three {100 * f["escTop3"]:.1f} % |
| the same when the clips follow one another and the state is never reset | {100 * f["escAccuracyContinuous"]:.1f} % |
| bird AUC, all clips with a bird label | **{f["birdAuc"]:.3f}** |
| bird AUC without speech and music clips | {f["birdAucWithoutSpeechAndMusic"]:.3f} |
| bird AUC, ff1010bird field recordings ({len(field)} clips, {with_birds} with birds) | **{f["birdAucField"]:.3f}** ± {uncertainty:.2f} |
| bird AUC, ESC-50 clips | {f["birdAucEsc"]:.3f} |
| bird AUC, mean of the two sets that hold both kinds | {f["birdAucMacro"]:.3f} |
| genre, whole excerpt ({sum(counts.values())} tracks) | **{100 * f["genreAccuracy"]:.1f} %** ({interval(f["genreAccuracy"], sum(counts.values()))}); mean over genres {100 * f["genreMacro"]:.1f} %; blues, classical, jazz, rock alone {100 * f["genreAccuracyBigFour"]:.1f} % |
| genre as shown live (3 s memory), share of the time right | {100 * f["genreShownAccuracy"]:.1f} % |
| speech AUC, music AUC | {f["speechAuc"]:.3f}, {f["musicAuc"]:.3f} |
| UrbanSound8K clips, accuracy over its classes | {100 * f["urbanAccuracy"]:.1f} % |
| single instruments (FSDKaggle2018), accuracy over ten | {100 * f["instrumentAccuracy"]:.1f} % |
| events, mean over classes: AUC, average precision | {f["eventsMacroAuc"]:.3f}, {f["eventsMacroAp"]:.3f} |

With the thresholds of `model.json` and the decisions of `src/decisions`:

| figure | value |
|---|---|
| clips in which their class is reported at least once, mean over classes | {100 * f["eventRecallMacro"]:.1f} % (speech {100 * f["speechRecall"]:.1f} %, music {100 * f["musicRecall"]:.1f} %) |
| reports per hour of classes that are surely absent, in labelled clips (a new sound every few seconds) | {f["falseReportsPerHourLabelled"]:.0f} |
| the same in ambience and field recordings (only classes that cannot be there are counted) | {f["falseReportsPerHourAmbience"]:.0f} |
| reports per hour of anything in silence and steady noise of any colour, −90 to −20 dB | {f["falseReportsPerHourNoise"]:.0f} |
| clips with a bird that are reported; clips without (no speech, no music) that are | {100 * f["birdClipRecall"]:.1f} %; {100 * f["birdClipFalseAlarm"]:.1f} % |

## Weak spots

- Genre: six of the ten genres had only 9 to 11 training tracks, often by one or two artists, and 2 or 3 for validation: what
  it says of them means little. An excerpt's genre is also a matter of opinion.

{genre_table(val, logits, heads["genre"]["clipPooling"], heads["genre"]["temperature"])}

- Events: the ESC-50 classes had 24 training clips each. The weakest: {weakest_esc([val[i] for i in esc], events[esc], 10)}.
  The most frequent confusions (true → said: clips): {"; ".join(confusions)}.
- No validation clip holds {unheard}: their thresholds are guesses.
- Birds: the field recordings for validation are few, so their figure is uncertain. Crows, hens and roosters count as birds.
  At the score that three quarters of the clips with birds reach, these clips without one reach it too:
  {bird_mistakes(val, bird, bird_on, 12)}.
- Speech: mostly non-native English, acted English, some Arabic words. In a language or a room that training lacks it may be
  missed. All audio went through one codec at 16 kHz: above 7.8 kHz it hears nothing.
- Labels are weak: in training, a sound counted as on while its clip was within 30 dB of the clip's peak. Onsets and offsets
  were not checked by ear.

## Data

Splits were made by source recording, speaker, track or theme. {len([r for r in rows if r.split == "val"]) - len(val)} validation clips (UrbanSound8K, freefield1010) share their
Freesound source with a training clip of ESC-50: they are not counted in any figure above.

{split_table(rows)}

## How it was made

{after}{config["optimizer"]["steps"]} steps of {sum(batch.values()) + batch["birds"]} examples of {config["frames"] * HOP_MS / 1000:.0f} s (seed {config["seed"]}; these weights: step {f["steps"]}), AdamW,
averaged weights, all heads at once; mixtures, rooms, levels and noises made on the fly. Per example kind in a batch:
{", ".join(f"{kind} {count}" for kind, count in batch.items())}. The averaged weights with the best sum of validation figures were taken.
The commands are in [`models/training/README.md`](../training/README.md).

![Loss and validation curves](../training/curves-{description["name"]}.png)
"""
