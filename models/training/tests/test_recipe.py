"""Tests of features, networks, losses, labels, scores and the model cards. Needs no data."""
from __future__ import annotations

import json
import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch

from pinna_training.data import ambience, audioset, labels
from pinna_training.data.manifest import Row
from pinna_training.fitting import losses
from pinna_training.fixtures import reference
from pinna_training.measuring import scores
from pinna_training.networks import folder, model
from pinna_training.places import CARDS, MODEL_FOLDERS
from pinna_training.recipe import MODELS
from pinna_training.shipping import card
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
    def test_classes_without_weight_have_no_gradient(self) -> None:
        logits = torch.randn(2, 5, 3, requires_grad=True)
        weight = torch.ones(2, 5, 3)
        weight[0, :, 1] = 0
        losses.events_loss(logits, torch.zeros(2, 5, 3), weight).backward()
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

    def test_without_a_teacher_only_the_labelled_event_classes_have_a_loss(self) -> None:
        settings = {"taughtWeight": 0, "positiveWeight": 2, "onsetWeight": 1, "smoothing": 0.1, "genreSmoothing": 0.1}
        batch = {"target": torch.zeros(2, 16, labels.COLUMNS), "known": torch.ones(2, 16, labels.COLUMNS),
                 "singleTarget": torch.zeros(2, labels.BIRD), "singleClasses": torch.ones(2, labels.BIRD, dtype=torch.bool),
                 "singleFrames": torch.ones(2, 16), "genre": torch.tensor([-1, 2]), "birdSomewhere": torch.tensor([False, True])}
        taught, targets = torch.full((2, 16, len(audioset.CLASS_IDS)), 0.3), losses.EventTargets(torch.device("cpu"))
        for weight, wanted in ((0, set(labels.EVENT_INDEX)), (0.3, set(range(len(labels.EVENT_CLASSES))))):
            logits = {name: torch.randn(2, 16, classes, requires_grad=True) for name, classes in labels.HEADS.items()}
            sum(losses.all_losses(logits, batch, taught, targets, settings | {"taughtWeight": weight}).values()).backward()
            touched = logits["events"].grad.abs().amax(dim=(0, 1)) > 0
            self.assertEqual(set(np.flatnonzero(touched)), wanted)

    def test_examples_without_a_genre_have_no_loss(self) -> None:
        self.assertEqual(float(losses.genre_loss(torch.randn(2, 3, 10), torch.tensor([-1, -1]), 0.1)), 0)
        labelled = torch.zeros(2, 3, 10, requires_grad=True)
        losses.genre_loss(labelled, torch.tensor([2, -1]), 0).backward()
        self.assertEqual(int(labelled.grad[0, 0].argmin()), 2)
        self.assertEqual(float(labelled.grad[1].abs().max()), 0)

    def test_the_teacher_finds_birds_where_no_label_says_anything(self) -> None:
        logits, taught = torch.zeros(1, 3, requires_grad=True), torch.tensor([[0.9, 0.9, 0.1]])
        known = torch.tensor([[1.0, 0, 0]])
        losses.bird_loss(logits, torch.zeros(1, 3), known, torch.tensor([False]), taught, 1).backward()
        self.assertEqual((logits.grad[0] > 0).tolist(), [True, False, True])


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

    def test_a_family_of_a_present_class_is_not_absent(self) -> None:
        for event, family in (("crickets", "insects"), ("chainsaw", "engine"), ("snoring", "breathing")):
            _, unknown = labels.present_and_unknown(self.row("esc50", (event,), bird=0, music=0, speech=0))
            self.assertEqual(np.flatnonzero(unknown).tolist(), [labels.COLUMN[family]], event)
        _, unknown = labels.present_and_unknown(self.row("esc50", ("church_bells",), bird=0, music=0, speech=0))
        self.assertFalse(unknown.any())

    def test_event_classes_are_those_of_audioset_in_its_order_and_then_the_labelled_ones_that_it_lacks(self) -> None:
        classes = labels.EVENT_CLASSES
        self.assertEqual((len(audioset.CLASS_IDS), len(classes), len(set(classes))), (527, 533, 533))
        self.assertEqual(classes[527:], ["can_opening", "drinking_sipping", "mouse_click", "washing_machine", "bassoon", "oboe"])
        self.assertEqual(classes[:3], ["speech", "male_speech_man_speaking", "female_speech_woman_speaking"])
        self.assertEqual([classes[i] for i in labels.EVENT_INDEX], list(labels.EVENTS))
        for name, i in zip(labels.EVENTS, labels.EVENT_INDEX):
            if i < 527:
                self.assertEqual(labels.EVENTS[name], audioset.CLASS_IDS[i], name)
        self.assertEqual(classes[audioset.CLASS_IDS.index("/m/0bt9lr")], "dog")
        self.assertEqual(audioset.unique(["a", "b", "a", "a"]), ["a", "b", "a_2", "a_3"])
        self.assertEqual(audioset.plain_name("Cutlery, silverware (2)"), "cutlery_silverware_2")

    def test_ancestors_are_the_families_that_are_classes(self) -> None:
        def families(name: str) -> set[str]:
            return {labels.EVENT_CLASSES[i] for i in np.flatnonzero(labels.ANCESTORS[labels.COLUMN[name]])}

        self.assertEqual(families("dog"), {"animal", "domestic_animals_pets"})
        self.assertEqual(families("chirping_birds"), {"animal", "wild_animals", "bird", "bird_vocalization_bird_call_bird_song"})
        self.assertEqual(families("bird"), {"animal", "wild_animals", "bird"})
        self.assertEqual(families("oboe"), {"music", "musical_instrument", "wind_instrument_woodwind_instrument"})
        self.assertEqual(families("church_bells"), {"bell"})
        self.assertEqual(families("rain"), {"water"})
        self.assertEqual(families("mouse_click"), set())

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
        for name in (name for name in MODELS if (MODEL_FOLDERS / name).exists()):
            text = (MODEL_FOLDERS / name / "README.md").read_text()
            description = json.loads((MODEL_FOLDERS / name / "model.json").read_text())
            self.assertTrue(text.startswith(card.introduction(description)), name)
            self.assertIn((CARDS / f"{name}.md").read_text().strip(), text, name)
