"""Mixes random training examples: some seconds each, of several kinds, as band powers with frame labels."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Callable, Iterable

import numpy as np

from ..data.labels import (
    BIRD, BIRD_SETS, COLUMN, COLUMNS, ESC50_COLUMNS, FIELD_SETS, GENRE, INSTRUMENT_COLUMNS, SPEECH_SETS, is_background,
)
from . import augment
from .bands import BANDS, HALVES, level_db
from .sounds import BIRD_LOWEST_BAND, Library, Sound

CONTINUOUS = ("rain", "sea_waves", "wind", "crackling_fire", "crickets", "insects", "engine", "vacuum_cleaner",
              "washing_machine", "train", "airplane", "helicopter")

FRAMES = 256  # default length of an example: 5.12 s
FRAME_STEP = 16  # lengths are multiples of it: the trunk's embedding comes every 320 ms
ROOM_SHARE = 0.35  # chance of the version in a room
# Chances of the kinds of foreground sounds.
FOREGROUND = {"esc": 0.55, "urban": 0.12, "speech": 0.15, "instruments": 0.1, "music": 0.05, "keys": 0.03}


@dataclass
class Example:
    """One training example: ``power [T, 2, 102]``; ``present``, ``unknown [T, COLUMNS]``. ``single_target [COLUMNS]`` sums to 1 and
    names the class of a clip with one known sound, among ``single_classes``; its logits are averaged over ``single_frames``."""
    power: np.ndarray
    present: np.ndarray
    unknown: np.ndarray
    genre: int = -1
    bird_somewhere: bool = False
    single_target: np.ndarray = field(default_factory=lambda: np.zeros(COLUMNS, np.float32))
    single_classes: np.ndarray = field(default_factory=lambda: np.zeros(COLUMNS, bool))
    single_frames: np.ndarray | None = None

    @staticmethod
    def silence(frames: int) -> "Example":
        return Example(np.zeros((frames, HALVES, BANDS), np.float32), np.zeros((frames, COLUMNS), bool),
                       np.zeros((frames, COLUMNS), bool))

    def add(self, sound: Sound, start: int = 0, gain_db: float = 0.0) -> slice:
        """Mixes ``sound`` in from frame ``start``; returns the frames that it covers."""
        end = min(len(self.power), start + len(sound))
        where, count = slice(start, end), end - start
        self.power[where] += sound.power[:count] * augment.decibels(gain_db)
        self.present[where] |= sound.present[:count]
        self.unknown[where] |= sound.unknown[:count]
        self.unknown &= ~self.present
        return where


def looped(sound: Sound, frames: int, rng: np.random.Generator) -> Sound:
    """Returns ``frames`` frames from a random place, wrapping round at the end."""
    return sound.cut((rng.integers(len(sound)) + np.arange(frames)) % len(sound))


def cropped(sound: Sound, frames: int, rng: np.random.Generator) -> Sound:
    """Returns at most ``frames`` frames from a random place."""
    start = rng.integers(max(1, len(sound) - frames + 1))
    return sound.cut(slice(start, start + frames))


def filled(pools: Iterable[np.ndarray]) -> list[np.ndarray]:
    """Returns the pools that are not empty."""
    return [pool for pool in pools if len(pool)]


class Mixer:
    """Makes examples of each kind from a library; ``rng`` is the only source of randomness in every method."""

    def __init__(self, library: Library, frames: int, bird_snr_db: tuple[float, float],
                 on: augment.Augmentations = augment.Augmentations()):
        if frames % FRAME_STEP:
            raise ValueError(f"an example of {frames} frames of 20 ms is not a multiple of 320 ms; use {frames // FRAME_STEP * FRAME_STEP}")
        self.library, self.frames, self.bird_snr_db, self.on = library, frames, bird_snr_db, on
        rows = library.rows
        every = range(len(rows))

        def where(test: Callable[[int], bool]) -> np.ndarray:
            return np.array([i for i in every if test(i)], dtype=int)

        self.esc_by_class = [where(lambda i: rows[i].dataset == "esc50" and rows[i].events[0] == name)
                             for name in COLUMN if ESC50_COLUMNS[COLUMN[name]]]
        self.urban_by_class = self.by_class(library.of("us8k"))
        self.continuous = where(lambda i: rows[i].dataset == "esc50" and rows[i].events[0] in CONTINUOUS)
        self.genres = [where(lambda i: rows[i].genre == genre) for genre in GENRE]
        self.speech = filled(library.of(name) for name in sorted(SPEECH_SETS))
        self.instruments = self.by_class(library.of("fsdkaggle2018", "philharmonia"), -1)
        self.music = where(lambda i: rows[i].dataset.startswith("music_"))
        self.street_music = where(lambda i: rows[i].dataset == "us8k" and rows[i].events == ("music",))
        self.keys = library.of("laptop_keys")
        self.backgrounds = where(lambda i: is_background(rows[i]))
        self.birdless = where(lambda i: rows[i].bird == 0 and (is_background(rows[i]) or rows[i].dataset in BIRD_SETS))
        self.bird_sets = filled(where(lambda i: rows[i].bird == 1 and rows[i].dataset == name)
                                for name in sorted(BIRD_SETS - FIELD_SETS))
        self.field = [where(lambda i: rows[i].dataset in FIELD_SETS and rows[i].bird == flag) for flag in (0, 1)]
        self.esc_birds = where(lambda i: rows[i].dataset == "esc50" and rows[i].bird == 1)

    def vary(self, sound: Sound, rng: np.random.Generator, strength: float = 1.0) -> Sound:
        return augment.vary(sound, rng, self.on, strength)

    def is_in_room(self, rng: np.random.Generator) -> bool:
        return self.on.room and rng.random() < ROOM_SHARE

    def whole(self, i: int, rng: np.random.Generator) -> Sound:
        return self.library.sound(i, self.is_in_room(rng))

    def trimmed(self, i: int, rng: np.random.Generator, most: int) -> Sound:
        return self.library.trimmed(i, rng, most, self.is_in_room(rng))

    def by_class(self, rows: np.ndarray, position: int = 0) -> list[np.ndarray]:
        names = {i: self.library.rows[i].events[position] for i in rows}
        return [np.array([i for i in rows if names[i] == name]) for name in sorted(set(names.values()))]

    def pick(self, pools: list[np.ndarray], rng: np.random.Generator) -> int:
        """Returns a random row of a random pool; all pools that are not empty have equal chances."""
        pools = filled(pools)
        return int(rng.choice(pools[rng.integers(len(pools))]))

    def set_single(self, example: Example, i: int, weight: float) -> None:
        """Names row ``i`` as the single known sound of the example, or as one of two."""
        name = self.library.rows[i].events[-1]
        example.single_target[COLUMN[name]] += weight
        if ESC50_COLUMNS[COLUMN[name]]:
            example.single_classes = ESC50_COLUMNS.copy()
        elif INSTRUMENT_COLUMNS[COLUMN[name]]:
            example.single_classes = INSTRUMENT_COLUMNS.copy()
        else:
            present, unknown = self.library.labels[i]
            example.single_classes = ~unknown
            example.single_classes[BIRD] = False

    def background(self, example: Example, rng: np.random.Generator, pools: tuple[float, float, float] = (0.4, 0.3, 0.2)
                   ) -> None:
        """Adds real ambience, synthetic noise, a continuous ESC-50 sound or near silence (the remaining chance) to the whole example."""
        draw = rng.random()
        if draw < pools[0]:
            sound = self.whole(int(rng.choice(self.backgrounds)), rng)
        elif draw < pools[0] + pools[1]:
            example.power += augment.noise(self.frames, rng, -70, -15)
            return
        elif draw < sum(pools) and len(self.continuous):
            i = int(rng.choice(self.continuous))
            sound = self.trimmed(i, rng, self.frames)
        else:
            example.power += augment.noise(self.frames, rng, -100, -60)
            return
        example.add(self.vary(looped(sound, self.frames, rng), rng))

    def over(self, example: Example, sound: Sound, rng: np.random.Generator, start: int, snr_db: tuple[float, float]
             ) -> slice:
        """Mixes ``sound`` in so that its 90th-percentile level is ``snr_db`` above the example's median level at that place."""
        end = min(self.frames, start + len(sound))
        below = max(float(np.median(level_db(example.power[start:end]))), -75.0)
        gain = below + rng.uniform(*snr_db) - float(np.percentile(level_db(sound.power), 90))
        return example.add(sound, start, gain)

    def faint_background(self, example: Example, rng: np.random.Generator, chance: float) -> None:
        """Sometimes adds ambience or noise, 8 to 40 dB below the example."""
        if not self.on.noise or rng.random() >= chance:
            return
        level = float(np.percentile(level_db(example.power), 90))
        if rng.random() < 0.5:
            example.power += augment.noise(self.frames, rng, level - 45, level - 12)
            return
        sound = self.vary(looped(self.whole(int(rng.choice(self.backgrounds)), rng), self.frames, rng), rng)
        example.add(sound, 0, level - rng.uniform(8, 40) - float(np.percentile(level_db(sound.power), 90)))

    def esc(self, rng: np.random.Generator) -> list[Example]:
        """Makes an example of one unmixed ESC-50 clip, rotated in time."""
        i = self.pick(self.esc_by_class, rng)
        example = Example.silence(self.frames)
        sound = self.vary(self.whole(i, rng), rng, 0.7)
        if rng.random() < 0.6:
            sound = looped(sound, self.frames, rng)
        example.add(cropped(sound, self.frames, rng))
        self.set_single(example, i, 1.0)
        self.faint_background(example, rng, 0.3)
        return [example]

    def esc_pair(self, rng: np.random.Generator) -> list[Example]:
        """Mixes two ESC-50 clips (mixup); the second is up to 12 dB weaker."""
        if not self.on.mixup:
            return self.esc(rng)
        example = Example.silence(self.frames)
        second_db = rng.uniform(-12, 0)
        share = 1 / (1 + 10 ** (second_db / 20))
        reference = None
        for weight, relative_db in ((share, 0.0), (1 - share, second_db)):
            i = self.pick(self.esc_by_class, rng)
            sound = cropped(looped(self.vary(self.whole(i, rng), rng, 0.7), self.frames, rng), self.frames, rng)
            level = float(np.percentile(level_db(sound.power), 90))
            reference = level if reference is None else reference
            example.add(sound, 0, reference - level + relative_db)
            self.set_single(example, i, weight)
        return [example]

    def urban(self, rng: np.random.Generator) -> list[Example]:
        """Makes an example of one UrbanSound8K clip at a random time."""
        i = self.pick(self.urban_by_class, rng)
        example = Example.silence(self.frames)
        sound = cropped(self.vary(self.whole(i, rng), rng), self.frames, rng)
        where = example.add(sound, int(rng.integers(self.frames - len(sound) + 1)))
        self.set_single(example, i, 1.0)
        example.single_frames = np.zeros(self.frames, bool)
        example.single_frames[where] = True
        self.faint_background(example, rng, 0.4)
        return [example]

    def foreground(self, rng: np.random.Generator) -> tuple[int, Sound]:
        """Draws a foreground sound and its row. Its kind has the chance in ``FOREGROUND``, if the library has any."""
        kinds = {"esc": self.esc_by_class, "urban": self.urban_by_class, "speech": self.speech,
                 "instruments": self.instruments, "music": [self.music, self.street_music, *self.genres], "keys": [self.keys]}
        available = [(share, pools) for name, share in FOREGROUND.items() if (pools := filled(kinds[name]))]
        shares = np.array([share for share, _ in available])
        i = self.pick(available[rng.choice(len(available), p=shares / shares.sum())][1], rng)
        return i, self.vary(self.trimmed(i, rng, int(rng.integers(25, self.frames + 1))), rng)

    def soundscape(self, rng: np.random.Generator) -> list[Example]:
        """Mixes zero to four sounds at random times over a background, −6 to 30 dB above it."""
        example = Example.silence(self.frames)
        self.background(example, rng)
        behind = example.present[:, :BIRD].any()
        count = int(rng.choice(5, p=[0.1, 0.35, 0.25, 0.2, 0.1]))
        for _ in range(count):
            i, sound = self.foreground(rng)
            where = self.over(example, sound, rng, int(rng.integers(max(1, self.frames - 20))), (-6, 30))
            if count == 1 and not behind and self.library.rows[i].dataset == "esc50" and where.stop - where.start > 20:
                self.set_single(example, i, 1.0)
                example.single_frames = np.zeros(self.frames, bool)
                example.single_frames[where] = True
        return [example]

    def music_genre(self, rng: np.random.Generator) -> list[Example]:
        """Makes an example of a track with a genre."""
        i = self.pick(self.genres, rng)
        example = Example.silence(self.frames)
        example.add(self.vary(cropped(self.whole(i, rng), int(1.3 * self.frames), rng), rng))
        example.genre = GENRE[self.library.rows[i].genre]
        self.faint_background(example, rng, 0.25)
        return [example]

    def talk(self, rng: np.random.Generator) -> list[Example]:
        """Mixes voices, one after another with pauses, often over a background, sometimes two at once."""
        example = Example.silence(self.frames)
        noisy = rng.random() < 0.6
        if noisy:
            self.background(example, rng)
        for _ in range(1 + (rng.random() < 0.2)):
            at, gain = int(rng.integers(0, 100)), rng.uniform(-6, 3)
            while at < self.frames - 15:
                sound = self.vary(self.trimmed(self.pick(self.speech, rng), rng, self.frames), rng)
                if noisy:
                    self.over(example, sound, rng, at, (2, 30))
                else:
                    example.add(sound, at, gain)
                at += len(sound) + int(rng.integers(0, 120))
        return [example]

    def playing(self, rng: np.random.Generator) -> list[Example]:
        """Mixes notes of one instrument, or music of unknown genre, sometimes with a voice over it."""
        example = Example.silence(self.frames)
        if rng.random() < 0.5:
            i = self.pick([self.music, self.music, self.street_music], rng)
            example.add(self.vary(cropped(self.whole(i, rng), int(1.3 * self.frames), rng), rng))
            if rng.random() < 0.3:
                voice = self.vary(self.trimmed(self.pick(self.speech, rng), rng, self.frames), rng)
                self.over(example, voice, rng, int(rng.integers(self.frames - 50)), (0, 15))
            return [example]
        pool, at, first = self.instruments[rng.integers(len(self.instruments))], int(rng.integers(60)), None
        single_frames = np.zeros(self.frames, bool)
        while at < self.frames - 15 and (first is None or rng.random() < 0.8):
            i = int(rng.choice(pool))
            first = i if first is None else first
            sound = self.vary(self.trimmed(i, rng, self.frames), rng)
            single_frames[example.add(sound, at)] = True
            at += max(10, int(len(sound) * rng.uniform(0.5, 1.3)))
        self.set_single(example, first, 1.0)
        example.single_frames = single_frames
        self.faint_background(example, rng, 0.4)
        return [example]

    def birds(self, rng: np.random.Generator) -> list[Example]:
        """Mixes the same background without and with a bird; the pair often shares another sound as well."""
        example = Example.silence(self.frames)
        if rng.random() < 0.75:
            i = self.pick([self.birdless, self.field[0], self.continuous], rng)
            example.add(self.vary(looped(self.trimmed(i, rng, self.frames), self.frames, rng), rng))
        else:
            example.power += augment.noise(self.frames, rng, -60, -20)
        if rng.random() < 0.35:
            _, other = self.foreground(rng)
            self.over(example, other, rng, int(rng.integers(self.frames - 50)), (-5, 20))
        pair = Example(example.power.copy(), example.present.copy(), example.unknown.copy())
        pools = filled([*self.bird_sets, self.esc_birds])
        for _ in range(1 + (rng.random() < 0.3)):
            i = self.pick(pools, rng)
            cleaned = i in self.library.bird and rng.random() < 0.8
            sound = self.library.bird_alone(i) if cleaned else self.trimmed(i, rng, self.frames)
            sound = self.vary(cropped(sound, int(rng.integers(50, self.frames + 1)), rng), rng)
            if sound.present[:, BIRD].any():
                start = int(rng.integers(max(1, self.frames - len(sound) + 1)))
                end = start + len(sound)
                loud = level_db(sound.power[sound.present[:, BIRD]])
                below = max(float(np.median(level_db(pair.power[start:end], BIRD_LOWEST_BAND))), -80.0)
                pair.add(sound, start, below + rng.uniform(*self.bird_snr_db) - float(np.percentile(loud, 90)))
        return [example, pair]

    def field_recording(self, rng: np.random.Generator) -> list[Example]:
        """Makes an example of an unmixed field recording, or of a recording of a bird set; of three places with a bird, the one with most
        bird frames is used."""
        flag = int(rng.random() < 0.5)
        pools = [self.field[flag]] if rng.random() < 0.75 else (self.bird_sets if flag else [self.field[0], self.birdless])
        i = self.pick(pools, rng)
        whole = self.whole(i, rng)
        tries = [cropped(whole, int(1.3 * self.frames), rng) for _ in range(3 if flag else 1)]
        sound = max(tries, key=lambda part: part.present[:, BIRD].sum())
        example = Example.silence(self.frames)
        example.add(self.vary(looped(sound, self.frames, rng) if len(sound) < self.frames else sound, rng))
        example.bird_somewhere = bool(flag)
        return [example]

    def quiet(self, rng: np.random.Generator) -> list[Example]:
        """Makes an example without foreground: ambience, noise of any level, hum, digital silence, or noise or hum that begins or
        ends."""
        example = Example.silence(self.frames)
        draw = rng.random()
        if draw < 0.3:
            i = int(rng.choice(self.backgrounds))
            example.add(self.vary(looped(self.whole(i, rng), self.frames, rng), rng))
        elif draw < 0.9:
            steady = augment.noise if draw < 0.65 else augment.steady_tone
            sound = steady(self.frames, rng, -105, -10)
            if rng.random() < 0.4:
                edge = int(rng.integers(self.frames))
                sound[slice(0, edge) if rng.random() < 0.5 else slice(edge, None)] *= 10 ** -rng.uniform(1, 8)
            example.power += sound
        return [example]

    def make(self, kind: str, rng: np.random.Generator) -> list[Example]:
        """Makes the example, or the pair, of a kind in the configuration's ``composition``."""
        return {"esc": self.esc, "escPair": self.esc_pair, "soundscape": self.soundscape, "urban": self.urban,
                "genre": self.music_genre, "talk": self.talk, "playing": self.playing, "birds": self.birds,
                "field": self.field_recording, "quiet": self.quiet}[kind](rng)
