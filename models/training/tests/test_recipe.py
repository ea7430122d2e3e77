"""Tests of features, networks, losses, labels, calibration and the model cards. Needs no data."""
from __future__ import annotations

import json
import tempfile
import unittest
import unittest.mock
from pathlib import Path

import numpy as np
import torch

from pinna_training.data import ambience, labels
from pinna_training.data.manifest import Row
from pinna_training.examples import augment
from pinna_training.examples.sounds import Sound
from pinna_training.fitting import losses
from pinna_training.fixtures import reference
from pinna_training.measuring import scores
from pinna_training.networks import folder, model
from pinna_training.places import CARDS, MODEL_FOLDERS
from pinna_training.recipe import MODELS
from pinna_training.shipping import calibrate, card
from pinna_training.signal import features, synthetic


class Features(unittest.TestCase):
    def test_a_full_scale_sine_has_power_one_half_at_every_rate(self) -> None:
        for fs in reference.RATES_HZ:
            sine = np.sin(2 * np.pi * 1000 * np.arange(fs // 10) / fs)
            total = 10 * np.log10((10 ** (features.log_mel(sine, fs) / 10)).sum(axis=1))
            np.testing.assert_allclose(total, -3.0103, atol=0.01)

    def test_frames_do_not_depend_on_later_samples_or_on_the_block(self) -> None:
        sound = synthetic.signal(synthetic.GOLDEN_SIGNAL, 16000, 16000)
        whole = features.log_mel(sound, 16000)
        part = features.log_mel(sound[:8000], 16000, block=7)
        np.testing.assert_array_equal(part, whole[:len(part)])

    def test_silence_and_samples_that_are_not_finite(self) -> None:
        sound = np.zeros(4000)
        sound[1000] = np.nan
        np.testing.assert_allclose(features.log_mel(sound, 16000), -100, atol=1e-4)

    def test_the_noise_formula_is_exact_in_doubles(self) -> None:
        self.assertLess(1664525 * (2 ** 32 - 1) + 1013904223, 2 ** 53)


class Networks(unittest.TestCase):
    def test_a_cut_file_has_the_outputs_of_the_whole_file(self) -> None:
        x = torch.from_numpy(synthetic.golden_frames(60))[None]
        for name in reference.TINY:
            network = reference.tiny_model(name, seed=3)
            with torch.no_grad():
                whole, first = network(x), network(x[:, :31])
            for head in whole:
                torch.testing.assert_close(first[head], whole[head][:, :31], rtol=1e-5, atol=1e-6)

    def test_the_receptive_field_is_as_stated(self) -> None:
        network = reference.tiny_model("wavenet-tiny", seed=3)
        reach = network.receptive_field()
        self.assertEqual(reach, 63)
        x = torch.randn(1, reach + 5, 64) * 20 - 60
        changed = x.clone()
        changed[:, 4] += 10
        with torch.no_grad():
            difference = (network(x)["events"] - network(changed)["events"]).abs().amax(dim=2)[0]
        self.assertGreater(float(difference[4 + reach - 1]), 0)
        self.assertEqual(float(difference[4 + reach:].max()), 0)
        self.assertEqual(float(difference[:4].max()), 0)

    def test_folding_the_batch_norm_and_storing_keep_the_output(self) -> None:
        heads = {h["name"]: len(h["classes"]) for h in reference.TINY_HEADS}
        network = model.build(reference.TINY["crnn-tiny"], heads)
        x = torch.from_numpy(synthetic.golden_frames(50))[None].repeat(4, 1, 1) + torch.randn(4, 50, 64)
        network.train()
        for _ in range(20):
            network(x)
        network.eval()
        with torch.no_grad(), tempfile.TemporaryDirectory() as where:
            before = network(x[:1])
            description = {"name": "t", "version": "0.0.0", "architecture": reference.TINY["crnn-tiny"],
                           "heads": reference.TINY_HEADS, "licence": "", "datasets": []}
            folder.write(Path(where), description, network, "float32", synthetic.golden_frames(10))
            after = folder.load(Path(where))[1](x[:1])
            for head in before:
                torch.testing.assert_close(after[head], before[head], rtol=1e-4, atol=1e-5)


class Losses(unittest.TestCase):
    def test_unknown_labels_have_no_gradient(self) -> None:
        logits = torch.randn(2, 5, 3, requires_grad=True)
        known = torch.ones(2, 5, 3)
        known[0, :, 1] = 0
        losses.events_loss(logits, torch.zeros(2, 5, 3), known, 2.0, 1.0, torch.ones(3)).backward()
        self.assertEqual(float(logits.grad[0, :, 1].abs().max()), 0)
        self.assertGreater(float(logits.grad[1, :, 1].abs().min()), 0)

    def test_onsets_have_more_weight(self) -> None:
        target = torch.zeros(1, 40, 2)
        target[0, 5:30, 0] = 1
        target[0, :, 1] = 1
        self.assertEqual(losses.began_lately(target)[0].sum(dim=0).tolist(), [losses.ONSET_FRAMES, 0])
        self.assertEqual(losses.began_lately(target)[0, 5:5 + losses.ONSET_FRAMES, 0].sum(), losses.ONSET_FRAMES)

    def test_the_single_loss_depends_on_its_classes_and_frames_only(self) -> None:
        logits = torch.randn(2, 6, 4, requires_grad=True)
        target = torch.tensor([[0.0, 1, 0, 0], [0, 0, 0, 0]])
        classes = torch.tensor([[True, True, False, True]] * 2)
        frames = torch.ones(2, 6)
        frames[0, 3:] = 0
        losses.single_loss(logits, target, classes, frames, 0.1).backward()
        self.assertEqual(float(logits.grad[1].abs().max()), 0)
        self.assertEqual(float(logits.grad[0, :, 2].abs().max()), 0)
        self.assertEqual(float(logits.grad[0, 3:].abs().max()), 0)

    def test_examples_without_a_genre_have_no_loss(self) -> None:
        self.assertEqual(float(losses.genre_loss(torch.randn(2, 3, 10), torch.tensor([-1, -1]), 0.1)), 0)


class Labels(unittest.TestCase):
    def row(self, dataset: str, events: tuple[str, ...], **known: int | None) -> Row:
        flags = {"bird": None, "music": None, "speech": None} | known
        return Row("x.opus", dataset, "train", "g", events, genre=None, licence="", **flags)

    def test_urban_clips_may_contain_speech_music_and_birds(self) -> None:
        present, unknown = labels.present_and_unknown(self.row("us8k", ("dog",)))
        self.assertEqual({n for n, c in labels.COLUMN.items() if unknown[c]}, {"speech", "music", "chirping_birds", "bird"})
        self.assertEqual(np.flatnonzero(present).tolist(), [labels.COLUMN["dog"]])

    def test_a_bird_in_an_esc_clip(self) -> None:
        present, unknown = labels.present_and_unknown(self.row("esc50", ("crow",), bird=1, music=0, speech=0))
        self.assertTrue(present[labels.BIRD] and present[labels.COLUMN["crow"]])
        self.assertFalse(unknown.any())

    def test_the_name_of_an_ambience_recording_implies_its_labels(self) -> None:
        known = {"light_rain__0.opus": "rain", "moving_train__0.opus": "train", "train_horn__0.opus": "train",
                 "distant_thunder__0_.opus": "thunderstorm", "waves__0.opus": "sea_waves", "campfire__0.opus": "crackling_fire"}
        for name, sound in known.items():
            self.assertEqual(ambience.sounds_in(name)[0], (sound,), name)
        for noise in ("pink-noise__0.opus", "brown_plus_pink_waves__0.opus", "white_noise__0.opus"):
            self.assertEqual(ambience.sounds_in(noise), ((), ()), noise)
        self.assertIsNone(ambience.sounds_in("ambient_melody__0.opus"))
        named = {name for _, present, possible in ambience.NAMES for name in (*present, *possible)}
        self.assertLessEqual(named, set(labels.EVENTS))


class Calibration(unittest.TestCase):
    evidence = calibrate.Evidence(np.array([0.9, 0.8, 0.85, 0.3]), np.array([0.1, 0.2, 0.35, 0.4]))
    nothing = calibrate.Evidence(np.array([]), np.array([]))

    def test_threshold_between_present_and_absent(self) -> None:
        on = calibrate.threshold(self.evidence, self.nothing, (0.75, 0.5), np.array([]), 0)
        self.assertTrue(0.4 < on <= 0.8, on)

    def test_a_false_report_in_background_raises_the_threshold_unless_it_costs_too_much_recall(self) -> None:
        found = calibrate.Evidence(np.linspace(0.9, 0.97, 20), np.array([0.1]))
        self.assertGreater(calibrate.threshold(found, self.nothing, (0.75, 0.5), np.array([0.88]), 0.3), 0.88)
        dear = calibrate.Evidence(np.linspace(0.5, 0.97, 20), np.array([0.1]))
        self.assertLess(calibrate.threshold(dear, self.nothing, (0.75, 0.5), np.array([0.95]), 0.3), 0.6)

    def test_a_class_without_validation_clips(self) -> None:
        on = calibrate.threshold(calibrate.Evidence(np.array([]), np.array([0.1, 0.62])), self.nothing, (0.75, 0.5), np.array([]), 0)
        self.assertGreater(on, 0.62)


class Augment(unittest.TestCase):
    def test_a_sound_stays_the_same_with_all_switches_off(self) -> None:
        power = np.random.default_rng(1).gamma(1, 1, (60, 64)).astype(np.float32)
        nothing = np.zeros((60, labels.COLUMNS), bool)
        off = augment.Augmentations(**{name: False for name in ("room", "bandwidth", "response", "clipping", "pitch", "tempo")})
        for seed in range(20):
            changed = augment.vary(Sound(power, nothing, nothing), np.random.default_rng(seed), off)
            np.testing.assert_array_equal(changed.power, power)

    def test_clipping_lowers_peaks_and_leaves_other_frames(self) -> None:
        power = np.ones((50, 64), np.float32)
        power[10:12] *= 1000
        clipped = augment.clip_peaks(power, np.random.default_rng(2))
        self.assertLess(clipped.sum(axis=1).max(), power.sum(axis=1).max())
        np.testing.assert_array_equal(clipped[:10], power[:10])

    def test_a_steady_tone_is_steady_and_has_the_requested_level(self) -> None:
        for seed in range(20):
            rng = np.random.default_rng(seed)
            with unittest.mock.patch.object(augment, "noise", lambda frames, *_: np.zeros((frames, 64), np.float32)):
                power = augment.steady_tone(200, rng, -30, -30)
            level = 10 * np.log10(power.sum(axis=1))
            self.assertEqual(power.shape, (200, 64))
            self.assertLess(level.max() - level.min(), 4.5)  # its amplitude may vary by 20 %, and partials may lie below the lowest band
            self.assertTrue(-40 < np.median(level) < -29, np.median(level))

    def test_a_room_adds_a_tail_and_nothing_before_the_sound(self) -> None:
        power = np.zeros((50, 64), np.float32)
        power[20] = 1
        wet = augment.reverberate(power, np.random.default_rng(3))
        self.assertEqual(wet[:20].sum(), 0)
        self.assertTrue((wet[21:30] > 0).all())


class Scores(unittest.TestCase):
    def test_auc(self) -> None:
        self.assertEqual(scores.auc(np.array([0.1, 0.4, 0.35, 0.8]), np.array([0, 0, 1, 1])), 0.75)
        self.assertEqual(scores.auc(np.ones(4), np.array([0, 1, 0, 1])), 0.5)

    def test_all_poolings_keep_a_constant_score(self) -> None:
        logits = np.full((7, 1), 0.3)
        for pooling in scores.POOLINGS:
            self.assertAlmostEqual(float(scores.clip_score(logits, "sigmoid", pooling)[0]), 1 / (1 + np.exp(-0.3)))

    def test_the_calibration_error_due_to_chance(self) -> None:
        """Compares with random draws: 40 clips with the score 0.3 and 25 with 0.8, perfectly calibrated."""
        bins = [{"count": 40, "meanConfidence": 0.3}, {"count": 0, "meanConfidence": None}, {"count": 25, "meanConfidence": 0.8}]
        rng = np.random.default_rng(0)
        drawn = (np.abs(rng.binomial(40, 0.3, 20000) - 12) + np.abs(rng.binomial(25, 0.8, 20000) - 20)) / 65
        self.assertAlmostEqual(card.chance_error(bins), drawn.mean(), delta=0.001)

    def test_reports_by_kind_of_recording(self) -> None:
        clips = [{"dataset": dataset, "truth": truth, "detections": reported} for dataset, truth, reported in (
            ("gtzan", "music", "speech:0-1 music:0.2-9"), ("music_spd", "music", "musical_box:0-1"), ("us8k", "dog;music", "music:1-2"),
            ("us8k", "dog", "music:1-2"), ("fsdkaggle2018", "music;cello", ""))]
        self.assertEqual(card.found_by_kind(clips, "music", card.MUSIC_KINDS), [(1, 2), (1, 1), (0, 1)])


class Cards(unittest.TestCase):
    def test_the_cards_contain_their_sources(self) -> None:
        for name in MODELS:
            text = (MODEL_FOLDERS / name / "README.md").read_text()
            description = json.loads((MODEL_FOLDERS / name / "model.json").read_text())
            self.assertTrue(text.startswith(card.introduction(description)), name)
            self.assertIn((CARDS / f"{name}.md").read_text().strip(), text, name)
