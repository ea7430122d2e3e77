"""Tests of band powers, augmentations, mixtures and batches, with synthetic sound."""
from __future__ import annotations

import unittest
import unittest.mock

import numpy as np
import torch

from pinna_training.data.labels import BIRD, COLUMN, COLUMNS, ESC50, EVENT_INDEX, GENRES, HEADS, INSTRUMENTS, SPEECH_SETS, URBAN
from pinna_training.data.manifest import Row
from pinna_training.examples import augment, bands
from pinna_training.examples.bands import BANDS, from_power, level_db, to_power, total_power
from pinna_training.examples.batches import make_batch, stream
from pinna_training.examples.mixtures import Example, Mixer
from pinna_training.examples.sounds import Library, Sound
from pinna_training.measuring import evaluate
from pinna_training.signal import features as old_features
from pinna_training.signal import waveforms
from pinna_training.signal.device_features import DB_PER_UNIT, SILENCE, band_powers, log_mel, to_feature

FS = bands.RATE_HZ
ALL_OFF = augment.Augmentations(**{name: False for name in augment.Augmentations.__dataclass_fields__})


def sine(hz: float, seconds: float = 1.0, amplitude: float = 1.0) -> np.ndarray:
    return amplitude * np.sin(2 * np.pi * hz * np.arange(round(seconds * FS)) / FS)


def powers(samples: np.ndarray) -> np.ndarray:
    """Returns ``[T, 2, 102]``."""
    power = band_powers(samples, FS)
    return power[:len(power) // 2 * 2].reshape(-1, 2, BANDS).astype(np.float32)


def noise(seed: int, seconds: float = 4.0, amplitude: float = 0.05) -> np.ndarray:
    return amplitude * np.random.default_rng(seed).standard_normal(round(seconds * FS))


def decibels(ratio: np.ndarray | float) -> np.ndarray | float:
    return 10 * np.log10(ratio)


class Bands(unittest.TestCase):
    def test_features_become_powers_and_features_again(self) -> None:
        features = log_mel(np.concatenate([noise(1), np.zeros(FS), noise(2, amplitude=1e-4)]), FS)[:, :BANDS]
        features = features[:len(features) // 2 * 2]
        again = from_power(to_power(features.astype(np.float16)))
        self.assertEqual((again.shape, again.dtype), (features.shape, np.float32))
        self.assertLess(np.abs(again - features).max() * DB_PER_UNIT, 0.02)
        silence = to_power(np.full((4, BANDS), SILENCE, np.float16))
        self.assertFalse(silence.any())
        np.testing.assert_allclose(from_power(silence), SILENCE, atol=1e-6)

    def test_float32_agrees_with_the_definition(self) -> None:
        sound = noise(1) + sine(100, 4, 0.5)
        fast = to_feature(band_powers(sound, FS, block=100, dtype=np.float32))
        self.assertEqual(fast.dtype, np.float32)
        self.assertLess(np.abs(fast - log_mel(sound, FS)[:, :BANDS]).max() * DB_PER_UNIT, 0.002)

    def test_the_level_is_that_of_the_sound(self) -> None:
        for hz in (150, 400, 1000, 3000, 7000):
            np.testing.assert_allclose(level_db(powers(sine(hz))), -3.01, atol=0.05, err_msg=str(hz))
        self.assertTrue((level_db(powers(sine(15))) < -12).all())
        for colour in (waveforms.WHITE, waveforms.PINK):
            sound = 0.1 * waveforms.Noise(np.random.default_rng(0), colour)(10 * FS)
            before = decibels((10 ** (old_features.log_mel(sound, FS) / 10)).sum(axis=1).mean())
            self.assertAlmostEqual(decibels(total_power(powers(sound)).mean()), before, delta=0.3)

    def test_the_bands_of_a_spectrum_are_those_of_its_samples(self) -> None:
        for hz in (50.0, 120.0, 437.0, 2000.0):
            density = np.zeros(len(bands.BIN_HZ))
            augment.add_line(density, hz, 0.5)
            real = powers(sine(hz)).mean(axis=(0, 1))
            loud = real > real.max() / 100
            np.testing.assert_allclose(decibels(bands.bands_of(density)[loud] / real[loud]), 0, atol=1.5, err_msg=str(hz))
        white = bands.bands_of(np.full(len(bands.BIN_HZ), 2 / FS))
        real = powers(noise(3, 60, 1.0)).mean(axis=(0, 1))
        np.testing.assert_allclose(decibels(white / real)[2:], 0, atol=0.3)

    def test_made_noise_scatters_as_real_noise_does(self) -> None:
        real = powers(noise(5, 100, 1.0))
        made = bands.scatter(len(real), np.random.default_rng(1)) * real.mean(axis=(0, 1))
        for which in (real, made):
            flat = which.reshape(-1, BANDS)[:, 2:]
            shape = flat.mean(axis=0) ** 2 / flat.var(axis=0)
            np.testing.assert_allclose(shape, bands.NOISE_SHAPE[2:], rtol=0.15)
            neighbours = np.mean([np.corrcoef(flat[:-1, b], flat[1:, b])[0, 1] for b in range(BANDS - 2)])
            self.assertAlmostEqual(neighbours, 0.12, delta=0.03)

    def test_powers_of_sounds_that_do_not_correlate_add(self) -> None:
        one, other = noise(1), noise(2)
        ratio = (powers(one) + powers(other)).mean(axis=(0, 1)) / powers(one + other).mean(axis=(0, 1))
        self.assertLess(np.abs(decibels(ratio)).max(), 1)
        self.assertLess(abs(decibels(ratio).mean()), 0.1)


class Augment(unittest.TestCase):
    def test_a_sound_stays_the_same_with_all_switches_off(self) -> None:
        power = np.random.default_rng(1).gamma(1, 1, (60, 2, BANDS)).astype(np.float32)
        nothing = np.zeros((60, COLUMNS), bool)
        for seed in range(20):
            changed = augment.vary(Sound(power, nothing, nothing), np.random.default_rng(seed), ALL_OFF)
            np.testing.assert_array_equal(changed.power, power)

    def test_clipping_lowers_peaks_and_leaves_other_frames(self) -> None:
        power = np.ones((50, 2, BANDS), np.float32)
        power[10:12] *= 1000
        clipped = augment.clip_peaks(power, np.random.default_rng(2))
        self.assertLess(total_power(clipped).max(), total_power(power).max() / 1.2)
        np.testing.assert_array_equal(clipped[:10], power[:10])

    def test_noise_and_steady_tones_have_the_requested_level(self) -> None:
        for seed in range(20):
            power = augment.noise(200, np.random.default_rng(seed), -30, -30)
            self.assertEqual((power.shape, power.dtype), ((200, 2, BANDS), np.float32))
            self.assertAlmostEqual(decibels(total_power(power).mean()), -30, delta=1)
            with unittest.mock.patch.object(augment, "noise", lambda frames, *_: np.zeros((frames, 2, BANDS), np.float32)):
                power = augment.steady_tone(200, np.random.default_rng(seed), -30, -30)
            level = level_db(power)
            self.assertEqual(power.shape, (200, 2, BANDS))
            self.assertLess(level.max() - level.min(), 4.5)  # its amplitude may vary by 20 %, and partials may lie below the lowest band
            self.assertTrue(-40 < np.median(level) < -29, np.median(level))

    def test_a_room_adds_a_tail_with_the_drawn_decay_and_nothing_before_the_sound(self) -> None:
        power = np.zeros((100, 2, BANDS), np.float32)
        power[20, 1] = 1
        rng = unittest.mock.Mock(wraps=np.random.default_rng(3))
        rng.uniform = unittest.mock.Mock(side_effect=[0.6, 1.0, 0.0])  # seconds, share of the highest band, dB
        wet = augment.reverberate(power, rng).reshape(-1, BANDS)
        self.assertEqual(wet[:41].sum(), 0)
        self.assertTrue((wet[42:60] > 0).all())
        np.testing.assert_allclose(decibels(wet[102] / wet[42]), -60, atol=0.1)

    def test_a_shift_moves_a_partial_and_keeps_its_power(self) -> None:
        power = powers(sine(1000))
        for by in (-augment.MOST_SHIFT, 3, augment.MOST_SHIFT):
            shifted = augment.shift_bands(power, by)
            self.assertEqual(int(shifted.mean(axis=(0, 1)).argmax() - power.mean(axis=(0, 1)).argmax()), by)
            np.testing.assert_allclose(level_db(shifted), level_db(power), atol=0.05)

    def test_stretching_keeps_power_and_labels_together(self) -> None:
        power = np.zeros((40, 2, BANDS), np.float32)
        present = np.zeros((40, COLUMNS), bool)
        power[20:], present[20:] = 1, True
        for factor in (0.8, 1.25):
            longer = augment.stretch(Sound(power, present, present), factor)
            self.assertEqual((len(longer), longer.power.shape[1:]), (int(40 * factor), (2, BANDS)))
            np.testing.assert_array_equal(longer.power[:, 0, 0] > 0, longer.present[:, 0])


def library() -> Library:
    """Returns a library with two rows of every kind that the mixtures need: loud from 0.4 to 1 s of 1.2 s."""
    rows: list[Row] = []

    def add(dataset: str, *events: str, bird: int | None = None, music: int | None = None, speech: int | None = None,
            genre: str | None = None) -> None:
        for _ in range(2):
            rows.append(Row(f"{len(rows)}.opus", dataset, "train", f"{dataset}:{len(rows)}", events, bird, music, speech, genre, ""))

    for name in ESC50:
        add("esc50", name, bird=int(name in ("crow", "chirping_birds")), music=0, speech=0)
    for name in (*URBAN, "music"):
        add("us8k", name)
    for name in INSTRUMENTS:
        add("fsdkaggle2018", "music", name, bird=0, music=1, speech=0)
    add("amb_test", "rain", bird=0, music=0, speech=0)
    add("music_test", "music", music=1)
    add("laptop_keys", "keyboard_typing", bird=0, music=0, speech=0)
    for name in SPEECH_SETS:
        add(name, "speech", bird=0, music=0, speech=1)
    for name in GENRES:
        add("gtzan", "music", bird=0, music=1, speech=0, genre=name)
    for name in ("ff1010bird", "soltero"):
        for bird in (0, 1):
            add(name, bird=bird)
    rng = np.random.default_rng(1)
    features = {}
    for row in rows:
        frames = rng.uniform(-1, -0.8, (120, BANDS))
        frames[40:100] += 2
        features[row] = frames.astype(np.float16)
    return Library(rows, features)


class Streaming(unittest.TestCase):
    def test_logits_have_a_row_for_two_frames_and_the_labelled_columns_of_the_events(self) -> None:
        shapes: list[tuple[int, ...]] = []

        def network(x: torch.Tensor) -> dict[str, torch.Tensor]:
            """Returns the mean of two frames, plus the number of the class."""
            shapes.append(tuple(x.shape))
            mean = x.reshape(len(x), -1, 2 * BANDS).mean(dim=2, keepdim=True)
            return {name: mean + torch.arange(classes) for name, classes in HEADS.items()}

        rng = np.random.default_rng(0)
        sounds = [rng.uniform(-1, 1, (frames, BANDS)).astype(np.float16) for frames in (100, 0, 18, 100, 64)]
        for at_once in (100, 4096):
            shapes.clear()
            for sound, logits in zip(sounds, evaluate.stream_sounds(network, sounds, at_once)):
                mean = sound.astype(np.float32).reshape(-1, 2 * BANDS).mean(axis=1, keepdims=True)
                np.testing.assert_allclose(logits["events"], mean + EVENT_INDEX, atol=1e-4)
                np.testing.assert_allclose(logits["bird"], mean, atol=1e-4)
            self.assertTrue(all(frames % 32 == 0 and bands == BANDS for _, frames, bands in shapes), shapes)


KINDS = ("esc", "escPair", "soundscape", "urban", "genre", "talk", "playing", "birds", "field", "quiet")


class Batches(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.library = library()

    def test_labels_of_classes_with_few_rows_are_not_known(self) -> None:
        sounds = library()
        batch = make_batch(Mixer(sounds, 64, (0, 30)), {"soundscape": 8, "esc": 4}, 1, 5)
        known = batch["known"].flatten(0, 1).any(dim=0)
        self.assertTrue(known[COLUMN["music"]])
        self.assertFalse(known[COLUMN["rain"]] or batch["target"][..., COLUMN["rain"]].any())
        self.assertFalse(batch["singleClasses"][:, COLUMN["rain"]].any())

    def test_a_batch_has_two_feature_frames_for_each_row_of_labels(self) -> None:
        mixer = Mixer(self.library, 64, (0, 30))
        composition = {kind: 2 for kind in KINDS}
        batch = make_batch(mixer, composition, 1, 5)
        count = 2 * len(KINDS) + 2  # birds come in pairs
        self.assertEqual((batch["x"].shape, batch["x"].dtype), ((count, 128, BANDS), torch.float32))
        for name in ("target", "known"):
            self.assertEqual(batch[name].shape, (count, 64, COLUMNS))
        self.assertEqual((batch["singleTarget"].shape, batch["singleFrames"].shape), ((count, BIRD), (count, 64)))
        self.assertTrue(torch.isfinite(batch["x"]).all())
        self.assertGreater(float(batch["x"].min()), SILENCE - 1e-3)
        self.assertFalse((batch["target"] & ~batch["known"]).any())
        again = next(stream(mixer, composition, 1, 5))
        for name, value in batch.items():
            torch.testing.assert_close(again[name], value, rtol=0, atol=0, msg=name)
        self.assertFalse(torch.equal(make_batch(mixer, composition, 1, 6)["x"], batch["x"]))

    def test_labels_lie_where_the_sound_is(self) -> None:
        """Without background and augmentation, the loud rows of an ESC-50 clip are the rows where its class is present."""
        mixer = Mixer(self.library, 64, (0, 30), ALL_OFF)
        for seed in range(10):
            example = mixer.esc(np.random.default_rng(seed))[0]
            level = level_db(example.power)
            present = example.present[:, :BIRD].any(axis=1)
            self.assertTrue(30 <= present.sum() <= 35, present.sum())
            np.testing.assert_array_equal(present, level > level.max() - 10)

    def test_a_sound_over_another_has_the_requested_ratio(self) -> None:
        mixer, rng = Mixer(self.library, 64, (0, 30), ALL_OFF), np.random.default_rng(0)
        example = Example.silence(64)
        example.power += augment.noise(64, rng, -40, -40)
        before = example.power.copy()
        sound = Sound(powers(noise(1, 0.5)), np.zeros((23, COLUMNS), bool), np.zeros((23, COLUMNS), bool))
        where = mixer.over(example, Sound(sound.power[:23], sound.present, sound.unknown), rng, 20, (12, 12))
        added = np.percentile(level_db(example.power[where] - before[where]), 90) - np.median(level_db(before[where]))
        self.assertAlmostEqual(float(added), 12, delta=0.1)

    def test_a_length_that_is_no_multiple_of_320_ms_is_rejected(self) -> None:
        with self.assertRaisesRegex(ValueError, "320 ms; use 240"):
            Mixer(self.library, 250, (0, 30))

    def test_the_bird_alone_has_no_background(self) -> None:
        i = next(i for i, row in enumerate(self.library.rows) if row.dataset == "soltero" and row.bird)
        alone = self.library.bird_alone(i)
        self.assertFalse(alone.power[..., bands.BAND_HZ < 780].any())
        self.assertFalse(alone.power[:18].any())
        self.assertTrue(alone.power[22:48].any())


if __name__ == "__main__":
    unittest.main()
