"""Tests of the learner: how it begins, what learns, what the teacher says, how examples follow one another. Needs no data."""
from __future__ import annotations

import copy
import unittest

import numpy as np
import tiny_run
import torch

from pinna_training.data.audioset import CLASS_IDS
from pinna_training.data.labels import BIRD, BIRDSONG_ID, COLUMN, COLUMNS, EVENT_CLASSES, GENRES, HEADS
from pinna_training.examples.batches import make_batch
from pinna_training.examples.bands import BANDS
from pinna_training.fitting.average import averaged
from pinna_training.fitting.learner import HINDSIGHT, RARE_LOGIT, Learner, unlearnable_rows
from pinna_training.fitting.losses import ONSET_FRAMES, EventTargets
from pinna_training.networks.cache_input import full_bands

CPU = torch.device("cpu")
AUDIOSET = len(CLASS_IDS)


def learner(**changes: object) -> Learner:
    return Learner(tiny_run.config(**changes), HEADS, tiny_run.trunk(), CPU)


def sounds(count: int, frames: int = 96, seed: int = 1) -> torch.Tensor:
    return torch.rand(count, frames, BANDS, generator=torch.Generator().manual_seed(seed)) * 2 - 1


class Beginning(unittest.TestCase):
    @torch.no_grad()
    def test_every_head_begins_as_the_pretrained_classifier(self) -> None:
        for kind in ({"type": "crnn"}, {"type": "wavenet", "residualChannels": 6, "skipChannels": 5, "kernel": 2, "dilations": [1, 2],
                                        "readFront": True}):
            one, x = learner(architecture=kind), full_bands(sounds(2))
            logits = one.network.eval()(x)
            own = one.network.trunk.logits(one.network.trunk.embed(x)).repeat_interleave(16, dim=1)  # rows 15 to 30 hold the first one
            for head, classes in (("events", CLASS_IDS), ("genre", GENRES.values()), ("bird", [BIRDSONG_ID])):
                places = [CLASS_IDS.index(identifier) for identifier in classes]
                torch.testing.assert_close(logits[head][:, 15:, :len(places)], own[:, :33, places], rtol=1e-4, atol=1e-4)
            self.assertEqual(logits["events"].shape[2], len(EVENT_CLASSES))
            torch.testing.assert_close(logits["events"][..., AUDIOSET:], torch.full((2, 48, len(EVENT_CLASSES) - AUDIOSET), RARE_LOGIT))

    def test_a_classifier_of_another_width_is_rejected(self) -> None:
        with self.assertRaisesRegex(ValueError, "13 slow units, the pretrained classifier 14"):
            learner(architecture={"slow": 13})


class Averaging(unittest.TestCase):
    def test_an_average_lies_between_the_two_ends_and_its_bird_nearer_to_the_classifier(self) -> None:
        classifier = {name: value.clone() for name, value in learner().network.state_dict().items()}
        first, last = ({name: value + shift if value.is_floating_point() else value for name, value in classifier.items()}
                       for shift in (1, 3))
        made = averaged(learner(), first, last, share=0.5, bird_share=0.5)
        for name, value in classifier.items():
            shift = 1 if name.startswith("heads.bird.") else 2
            torch.testing.assert_close(made[name], value + shift if value.is_floating_point() else value, msg=name)

    def test_a_stage_may_begin_nearer_to_the_classifier(self) -> None:
        classifier = learner().network.state_dict()
        one = learner(classifierShare=0.25)
        one.begin_from({name: value + 1 if value.is_floating_point() else value for name, value in classifier.items()})
        moved = one.network.state_dict()
        torch.testing.assert_close(moved["heads.genre.weight"], classifier["heads.genre.weight"] + 0.75)
        torch.testing.assert_close(moved["dense.weight"], classifier["dense.weight"] + 1)


class Trainable(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        torch.set_num_threads(1)
        cls.mixer = tiny_run.data().mixer(tiny_run.config())

    def test_a_step_changes_what_is_free_and_nothing_else(self) -> None:
        blocks = [f"trunk.blocks.{i}." for i in range(15)]
        free = {0: (), 3: (*blocks[12:], "trunk.last."), None: ("trunk.stem.", *blocks, "trunk.last.")}
        for last_blocks, prefixes in free.items():
            one = learner(trunk={"lastBlocks": last_blocks})
            before = copy.deepcopy(one.network.state_dict())
            one.train_step(make_batch(self.mixer, one.config["composition"], 1, 0), 0.01)
            after = one.network.state_dict()
            changed = {name for name in before if name.startswith("trunk.") and not torch.equal(before[name], after[name])}
            learns = {name for name, parameter in one.network.named_parameters() if name.startswith("trunk.") and parameter.requires_grad}
            with self.subTest(lastBlocks=last_blocks):
                self.assertEqual(learns, {name for name in before if name.startswith(tuple(prefixes)) and prefixes})
                self.assertLessEqual(changed, learns)
                for prefix in prefixes:
                    self.assertTrue(any(name.startswith(prefix) for name in changed), prefix)
                for name in ("dense.weight", "fast.layers.0.conv.weight", "slow.weight", "gru.weight_hh_l0", "heads.genre.weight"):
                    self.assertFalse(torch.equal(before[name], after[name]), name)

    def test_classes_that_no_label_teaches_keep_the_pretrained_classifier(self) -> None:
        learnable = np.zeros(COLUMNS, dtype=bool)
        learnable[COLUMN["dog"]] = True
        rows = unlearnable_rows(learnable, has_genres=False)
        dog, animal, rain = (EVENT_CLASSES.index(name) for name in ("dog", "animal", "rain"))
        self.assertEqual([bool(rows["events"][c]) for c in (dog, animal, rain)], [False, False, True])
        one = learner()
        one.keep_classifier(rows)
        before = copy.deepcopy(one.network.state_dict())
        one.train_step(make_batch(self.mixer, one.config["composition"], 1, 0), 0.01)
        after = one.network.state_dict()
        for name in ("slow.weight", "slow.bias", "heads.genre.weight", "heads.bird.weight", "heads.bird.bias"):
            self.assertTrue(torch.equal(before[name], after[name]), name)
        weight = "heads.events.weight"
        self.assertTrue(torch.equal(before[weight][rain], after[weight][rain]))
        self.assertFalse(torch.equal(before[weight][dog], after[weight][dog]))

    def test_the_trunk_learns_at_its_share_of_the_rate(self) -> None:
        one = learner(trunk={"lastBlocks": None, "rateShare": 0.1})
        one.train_step(make_batch(self.mixer, one.config["composition"], 1, 0), 0.01)
        trunk = {id(parameter) for parameter in one.network.trunk.parameters()}
        for group in one.optimizer.param_groups:
            self.assertEqual(len({id(parameter) in trunk for parameter in group["params"]}), 1)
            self.assertAlmostEqual(group["lr"], 0.001 if id(group["params"][0]) in trunk else 0.01)


class Teaching(unittest.TestCase):
    @torch.no_grad()
    def test_the_teacher_averages_the_embeddings_that_complete_from_the_row_on(self) -> None:
        one = learner()
        embedding = torch.randn(2, 5, tiny_run.EMBEDDING, generator=torch.Generator().manual_seed(2))
        taught = one.taught(embedding, 80)
        self.assertEqual((tuple(taught.shape), HINDSIGHT), ((2, 80, AUDIOSET), 3))
        read = {0: [0, 1, 2], 15: [0, 1, 2], 16: [1, 2, 3], 40: [2, 3, 4], 63: [3, 4, 4], 79: [4, 4, 4]}
        for row, positions in read.items():
            wanted = torch.sigmoid(one.teacher.logits(embedding[:, positions].mean(1)))
            torch.testing.assert_close(taught[:, row], wanted)

    @torch.no_grad()
    def test_the_teacher_stays_the_pretrained_network_on_any_trunk(self) -> None:
        """A frozen trunk is the teacher's too, and runs once; one that learned before does not teach."""
        x = sounds(2)
        plain, other, free = learner(), learner(), learner(trunk={"lastBlocks": None})
        weights = other.network.state_dict()
        weights["trunk.last.bias"] = weights["trunk.last.bias"] + 1
        other.begin_from(weights)
        self.assertEqual([one.trunk_teaches for one in (plain, other, free)], [True, False, False])
        wanted = plain.answers(x)[1]
        for one in (other, free):
            torch.testing.assert_close(one.answers(x)[1], wanted, rtol=1e-4, atol=1e-5)
        again = learner()
        again.load(other.state())
        self.assertFalse(again.trunk_teaches)


class InARow(unittest.TestCase):
    @torch.no_grad()
    def test_without_carried_state_every_example_is_answered_alone(self) -> None:
        one, x = learner(carriedState=0), sounds(5)
        one.network.eval()
        logits, taught = one.in_a_row(x, torch.Generator().manual_seed(3))
        alone, wanted = one.answers(x)
        torch.testing.assert_close(taught, wanted)
        for head, values in alone.items():
            torch.testing.assert_close(logits[head], values)

    @torch.no_grad()
    def test_examples_of_a_group_are_answered_as_one_sound(self) -> None:
        one, x = learner(carriedState=1), sounds(6)
        one.network.eval()
        for seed in range(4):
            generator = torch.Generator().manual_seed(seed)
            logits, taught = one.in_a_row(x, generator)
            generator.manual_seed(seed)
            torch.rand((), generator=generator)
            together = int(2 ** torch.randint(1, 3, (), generator=generator))
            order = torch.randperm(len(x), generator=generator).tolist()
            grouped = len(x) // together * together
            groups = [order[first:first + together] for first in range(0, grouped, together)] + [[i] for i in order[grouped:]]
            for group in groups:
                whole, wanted = one.answers(torch.cat([x[i] for i in group])[None])
                for place, i in enumerate(group):
                    rows = slice(48 * place, 48 * (place + 1))
                    torch.testing.assert_close(taught[i], wanted[0, rows], rtol=1e-4, atol=1e-5)
                    for head, values in whole.items():
                        torch.testing.assert_close(logits[head][i], values[0, rows], rtol=1e-3, atol=1e-4)


class Targets(unittest.TestCase):
    TAUGHT_WEIGHT, POSITIVE_WEIGHT = 0.3, 2.0

    def targets(self, onset_weight: float = 1.0, **labels: bool) -> tuple[dict[str, float], dict[str, float]]:
        """Returns target and weight of each class in the last of 20 rows. ``labels``: the known classes, and whether each is present in
        the last ten rows; the teacher gives every class a probability of 0.7."""
        target, known = torch.zeros(1, 20, COLUMNS), torch.zeros(1, 20, COLUMNS)
        for name, present in labels.items():
            known[..., COLUMN[name]] = 1
            target[:, 10:, COLUMN[name]] = float(present)
        taught = torch.full((1, 20, AUDIOSET), 0.7)
        both = EventTargets(CPU)(target[..., :BIRD], known[..., :BIRD], taught, self.TAUGHT_WEIGHT, self.POSITIVE_WEIGHT, onset_weight)
        return tuple(dict(zip(EVENT_CLASSES, value[0, -1].tolist())) for value in both)

    def test_known_labels_win_over_the_teacher(self) -> None:
        target, weight = self.targets(rain=False, cat=True)
        self.assertEqual((target["rain"], weight["rain"]), (0, 1))
        self.assertEqual((target["cat"], weight["cat"]), (1, self.POSITIVE_WEIGHT))

    def test_families_of_a_present_class_are_present(self) -> None:
        target, weight = self.targets(dog=True, insects=False, crickets=True)
        for family in ("animal", "domestic_animals_pets", "insects"):
            self.assertEqual((target[family], weight[family]), (1, self.POSITIVE_WEIGHT), family)
        target, weight = self.targets(dog=False)
        self.assertAlmostEqual(target["animal"], 0.7, places=6)

    def test_unknown_classes_are_those_of_the_teacher(self) -> None:
        target, weight = self.targets(rain=True)
        for name in ("speech", "bark", "music", "dog"):
            self.assertAlmostEqual(target[name], 0.7, places=6)
            self.assertAlmostEqual(weight[name], self.TAUGHT_WEIGHT, places=6)
        self.assertEqual([weight[name] for name in EVENT_CLASSES[AUDIOSET:]], [0.0] * 6)  # the teacher does not have these
        self.assertEqual(self.targets(mouse_click=False)[1]["mouse_click"], 1)

    def test_a_present_class_that_has_just_begun_weighs_more(self) -> None:
        self.assertLess(10, ONSET_FRAMES)
        _, weight = self.targets(onset_weight=3.0, rain=True, cat=False)
        self.assertEqual((weight["rain"], weight["water"], weight["cat"]), (6, 6, 1))
        self.assertAlmostEqual(weight["speech"], self.TAUGHT_WEIGHT, places=6)


class Steps(unittest.TestCase):
    def test_the_average_follows_the_weights(self) -> None:
        one = learner()
        mixer = tiny_run.data().mixer(one.config)
        first = one.network.dense.weight.detach().clone()
        parts = one.train_step(make_batch(mixer, one.config["composition"], 1, 0), 0.01)
        self.assertEqual(set(parts), {"events", "single", "genre", "bird", "norm", "rate", "loss"})
        self.assertTrue(np.isfinite(list(parts.values())).all())
        now, average = one.network.dense.weight.detach(), one.average.dense.weight
        torch.testing.assert_close(average, 0.1 * first + 0.9 * now)
        self.assertEqual((one.step, one.average.training, one.network.training), (1, False, True))


if __name__ == "__main__":
    unittest.main()
