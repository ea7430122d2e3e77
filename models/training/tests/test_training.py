"""Tests of training, of the findings about its curves and of its plans. Needs no data."""
from __future__ import annotations

import contextlib
import dataclasses
import io
import json
import tempfile
import unittest
import unittest.mock
from pathlib import Path

import numpy as np
import tiny_run
import torch

from pinna_training import recipe
from pinna_training.data.labels import EVENT_INDEX, FREE_DATASETS, HEADS
from pinna_training.examples.augment import Augmentations
from pinna_training.examples.bands import BANDS, to_power, total_power
from pinna_training.fitting import configuration, curves, finished, reading, reopen
from pinna_training.fitting.run_log import RunLog
from pinna_training.fitting.train import MOST_NOT_FINITE, Trainer, rate_at
from pinna_training.fixtures.trunk import random_weights
from pinna_training.networks import devices, two_speed
from pinna_training.networks.cache_input import full_bands
from pinna_training.places import CONFIGS, TRUNK
from pinna_training.shipping import export, pictures
from pinna_training.signal.device_features import DB_PER_UNIT
from pinna_training.studies import ablation_table, rate_test, transfer
from pinna_training.studies.ablations import CONDITIONS, under
from pinna_training.trunk import layout
from pinna_training.trunk.network import Trunk


def train_entries(loss: np.ndarray, single: np.ndarray | None = None) -> list[dict]:
    """Returns an entry per 50 steps; by default ``single`` falls from the loss of guessing to 0.8."""
    single = np.geomspace(reading.CHANCE_NATS, 0.8, len(loss)) if single is None else single
    return [{"step": 50 * i, "train": {"loss": float(a), "single": float(b)}}
            for i, (a, b) in enumerate(zip(loss, single), 1)]


def validations(val: list[float], seen: list[float]) -> list[dict]:
    return [{"step": 1000 * i, "val": {"escLoss": a, "escLossSeen": b}, "score": 2.0}
            for i, (a, b) in enumerate(zip(val, seen), 1)]


def healthy_loss(count: int = 80, noise: float = 0.02) -> np.ndarray:
    rng = np.random.default_rng(1)
    return (2.5 + 4.5 * np.exp(-np.arange(count) / 25)) * (1 + noise * rng.standard_normal(count))


class Reading(unittest.TestCase):
    def kinds(self, log: list[dict]) -> list[str]:
        return [finding.kind for finding in reading.findings(log)]

    def test_healthy(self) -> None:
        self.assertEqual(self.kinds(train_entries(healthy_loss())), ["healthy"])

    def test_noise_twice_as_large_as_in_real_runs_is_still_healthy(self) -> None:
        self.assertEqual(self.kinds(train_entries(healthy_loss(noise=0.04))), ["healthy"])

    def test_diverging(self) -> None:
        loss = healthy_loss()
        loss[60:] *= np.geomspace(1, 3, 20)
        self.assertEqual(self.kinds(train_entries(loss)), ["diverging"])

    def test_a_loss_that_is_no_longer_finite(self) -> None:
        loss = healthy_loss(12)
        loss[-1] = np.nan
        self.assertEqual(self.kinds(train_entries(loss)), ["diverging"])
        self.assertEqual(self.kinds(train_entries(loss[-1:])), ["diverging"])

    def test_one_outlier_and_a_recovered_bump_are_not_diverging(self) -> None:
        loss = healthy_loss()
        loss[-1] *= 3
        self.assertEqual(self.kinds(train_entries(loss)), ["healthy"])
        loss = healthy_loss()
        loss[30:35] *= 2
        self.assertEqual(self.kinds(train_entries(loss)), ["healthy"])

    def test_a_rise_by_a_fifth_is_not_diverging(self) -> None:
        loss = healthy_loss()
        loss[50:] *= np.linspace(1, 1.2, 30)
        self.assertNotIn("diverging", self.kinds(train_entries(loss)))

    def test_oscillating_fast_and_slowly(self) -> None:
        x = np.arange(80)
        for period in (2.3, 7):
            loss = healthy_loss() * (1 + 0.2 * np.sin(2 * np.pi * x / period))
            self.assertEqual(self.kinds(train_entries(loss)), ["oscillating"], period)

    def test_a_steep_beginning_is_not_oscillating(self) -> None:
        self.assertEqual(self.kinds(train_entries(healthy_loss(20))), ["healthy"])

    def test_plateau_at_a_high_loss(self) -> None:
        flat = np.full(40, 3.8) + 0.02 * np.random.default_rng(1).standard_normal(40)
        self.assertEqual(self.kinds(train_entries(flat + 3, flat)), ["plateau"])

    def test_a_low_plateau_and_a_high_loss_that_falls_are_no_plateau(self) -> None:
        self.assertEqual(self.kinds(train_entries(np.full(40, 2.0), np.full(40, 1.1))), ["healthy"])
        falling = np.linspace(3.8, 3.0, 20)
        self.assertEqual(self.kinds(train_entries(falling + 3, falling)), ["healthy"])

    def test_overfitting(self) -> None:
        log = train_entries(healthy_loss()) + validations([1.5, 1.0, 0.8, 0.86, 0.95], [1.4, 0.8, 0.5, 0.3, 0.1])
        self.assertEqual(self.kinds(log), ["overfitting"])

    def test_one_worse_validation_is_not_overfitting(self) -> None:
        log = train_entries(healthy_loss()) + validations([1.5, 1.0, 0.8, 0.9], [1.4, 0.8, 0.5, 0.4])
        self.assertEqual(self.kinds(log), ["healthy"])

    def test_validation_that_hardly_rises_is_not_overfitting(self) -> None:
        log = train_entries(healthy_loss()) + validations([1.0, 0.80, 0.81, 0.82], [0.8, 0.5, 0.45, 0.4])
        self.assertEqual(self.kinds(log), ["healthy"])

    def test_both_rising_is_not_overfitting(self) -> None:
        log = train_entries(healthy_loss()) + validations([1.0, 0.8, 0.9, 1.0], [0.8, 0.5, 0.6, 0.7])
        self.assertEqual(self.kinds(log), ["healthy"])

    def test_a_wide_gap_is_not_overfitting(self) -> None:
        log = train_entries(healthy_loss()) + validations([1.5, 0.80, 0.79], [1.2, 0.2, 0.1])
        self.assertEqual(self.kinds(log), ["healthy", "gap"])

    def test_still_improving(self) -> None:
        log = train_entries(healthy_loss()) + validations([1.5, 0.9, 0.8], [1.4, 0.8, 0.6])
        self.assertEqual(self.kinds(log), ["healthy", "still improving"])

    def test_an_old_log(self) -> None:
        log = train_entries(healthy_loss())
        for entry in log:
            del entry["train"]["loss"]
        log += [{"step": 1000, "val": {"escAccuracy": 0.5}, "score": 1.9}, {"step": 2000, "val": {}, "score": 2.0}]
        self.assertEqual(self.kinds(log), ["healthy", "still improving"])

    def test_too_short(self) -> None:
        self.assertEqual(self.kinds([]), ["too short"])
        self.assertEqual(self.kinds(train_entries(healthy_loss(3))), ["too short"])


class Rates(unittest.TestCase):
    SETTINGS = {"rate": 0.002, "warmup": 100, "steps": 1000, "decayFrom": 0.5}

    def test_schedule(self) -> None:
        rates = np.array([rate_at(step, self.SETTINGS) for step in range(1001)])
        self.assertAlmostEqual(rates[0], 0.002 / 100)
        np.testing.assert_allclose(rates[99:500], 0.002)
        self.assertTrue((np.diff(rates[500:]) <= 0).all())
        self.assertAlmostEqual(rates[750], 0.001, places=5)
        self.assertAlmostEqual(rates[1000], 0.002 * 0.002)

    def test_range(self) -> None:
        """The loss falls most steeply at 10⁻³ and diverges at 10⁻¹."""
        rates = np.geomspace(1e-6, 1, 300)
        x = np.log10(rates)
        loss = 7 - 3 / (1 + np.exp(-4 * (x + 3))) + np.where(x > -1.3, 40 * (x + 1.3) ** 2, 0)
        loss += 0.2 * np.random.default_rng(1).standard_normal(300)
        found = rate_test.read_range(rates, rate_test.smoothed(loss, 300), rate_test.smoothed_noise(loss, 300))
        self.assertTrue(found.clear)
        self.assertTrue(4e-4 < found.steepest < 4e-3, found)
        self.assertTrue(5e-2 < found.divergence < 3e-1, found)
        low, high = found.good()
        self.assertTrue(low < found.recommended() < high < found.divergence)
        self.assertIn("is in that range", " ".join(rate_test.in_words(found, found.recommended())))
        self.assertIn("is above", " ".join(rate_test.in_words(found, 0.5)))
        self.assertIn("is below", " ".join(rate_test.in_words(found, 1e-5)))

    def test_the_data_of_the_picture(self) -> None:
        rates = np.geomspace(1e-6, 1, 50)
        found = rate_test.Range(1e-3, None, True)
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "rate.json"
            rate_test.write_data("crnn.json", rates, np.full(50, 3.0), np.full(50, 3.0), found, 0.001, out)
            written = json.loads(out.read_text())
        self.assertEqual(written["good"], [0.001, 0.003333])
        self.assertIsNone(written["divergence"])
        self.assertEqual([len(written[name]) for name in ("rates", "losses", "smoothed")], [50, 50, 50])

    def test_a_loss_that_never_rises(self) -> None:
        rates = np.geomspace(1e-6, 1, 100)
        self.assertIsNone(rate_test.read_range(rates, np.linspace(7, 3, 100), 0.01).divergence)

    def test_noise_alone_is_not_clear(self) -> None:
        loss = 7 + 0.5 * np.random.default_rng(2).standard_normal(300)
        smooth, noise = rate_test.smoothed(loss, 300), rate_test.smoothed_noise(loss, 300)
        self.assertAlmostEqual(noise, float(smooth[30:].std()), delta=0.05)
        found = rate_test.read_range(np.geomspace(1e-6, 1, 300), smooth, noise)
        self.assertFalse(found.clear)
        self.assertIn("more steps", " ".join(rate_test.in_words(found, 0.001)))

    def test_smoothing_has_no_bias(self) -> None:
        np.testing.assert_allclose(rate_test.smoothed(np.full(50, 3.0), 300), 3.0)


class Pictures(unittest.TestCase):
    """The data of the pictures, as the site reads them."""

    def test_curves(self) -> None:
        log = [{"step": 50, "train": {"loss": 2.0, "bird": 0.5, "norm": 1.0}, "secondsPerStep": 1.0},
               {"step": 100, "val": {"escAccuracy": 0.9, "escLoss": 0.6, "escTop3": 1.0}}]
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "curves.json"
            curves.write_data("1.2.3", [{"name": "crnn", "step": 100}], log, [], out)
            written = json.loads(out.read_text())
        self.assertEqual(written["version"], "1.2.3")
        self.assertEqual(written["training"], [{"step": 50, "loss": 2.0, "bird": 0.5}])
        self.assertEqual(written["validation"], [{"step": 100, "escAccuracy": 0.9, "escLoss": 0.6}])

    def test_confusions(self) -> None:
        matrix = {"names": ["a", "b"], "counts": [[2, 0], [1, 3]]}
        report = {"singleLabel": {"esc50": {"confusion": matrix}}, "genre": {"prefixes": {"all": matrix | {"accuracy": 0.8}}}}
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "confusion.json"
            pictures.write_confusions(report, "abc", out)
            self.assertEqual(json.loads(out.read_text()), {"weights": "abc", "events": matrix, "genre": matrix})


class Reopening(unittest.TestCase):
    """A reopened model has the same outputs, and its batch norms behave as during training."""

    @staticmethod
    def network() -> two_speed.TwoSpeed:
        conv = [{"kernel": [3, 3], "strideF": 2, "channels": channels} for channels in (3, 4)]
        trunk = tiny_run.trunk()
        architecture = tiny_run.config()["architecture"] | {"fast": {"block": 1, "conv": conv}, "trunk": layout.description(trunk)}
        return two_speed.build(architecture, HEADS, trunk)

    def test_the_outputs_are_the_same_in_evaluation_and_in_training(self) -> None:
        torch.manual_seed(0)
        trained, opened = self.network(), self.network()
        x = 2 * torch.rand(8, 64, 128) - 1
        with torch.no_grad():
            for _ in range(200):
                trained.train().fast(trained.trunk_rows(x).fast)
            opened.load_tensors(trained.tensors())
            reopen.reopen_norms(opened.eval(), [x[:5], x[5:]])
            for name, logits in trained.eval()(x).items():
                torch.testing.assert_close(opened(x)[name], logits, rtol=1e-4, atol=1e-4)
            for name, logits in trained.train()(x).items():
                torch.testing.assert_close(opened.train()(x)[name], logits, rtol=1e-3, atol=1e-3)


class Plans(unittest.TestCase):
    def test_merging(self) -> None:
        base = {"a": 1, "b": {"c": 2, "d": [1, 2]}}
        self.assertEqual(configuration.merged(base, {"b": {"d": [3]}, "e": 4}), {"a": 1, "b": {"c": 2, "d": [3]}, "e": 4})
        self.assertEqual(base, {"a": 1, "b": {"c": 2, "d": [1, 2]}})

    def test_a_configuration_extends_another_one(self) -> None:
        with tempfile.TemporaryDirectory() as where:
            folder = Path(where)
            (folder / "base.json").write_text(json.dumps({"architecture": {"type": "crnn", "gru": 1},
                                                          "optimizer": {"rate": 1, "clip": 2}}))
            (folder / "own.json").write_text(json.dumps({"extends": "base.json", "architecture": {"type": "wavenet"},
                                                         "optimizer": {"rate": 3}}))
            self.assertEqual(configuration.read(folder / "own.json"),
                             {"architecture": {"type": "wavenet"}, "optimizer": {"rate": 3, "clip": 2}})

    def test_every_stage_builds_on_earlier_ones(self) -> None:
        for name in recipe.MODELS:
            before: set[str] = set()
            for stage in json.loads((CONFIGS / f"recipe-{name}.json").read_text())["stages"]:
                self.assertLessEqual({stage.get("first")} - {None}, before, name)
                self.assertEqual(configuration.read(CONFIGS / stage["config"])["name"], name)
                before.add(stage["name"])

    def test_the_stages_of_crnn_free_more_and_more_of_the_trunk_at_a_tenth_of_the_rate(self) -> None:
        configs = [configuration.read(CONFIGS / f"{name}.json") for name in ("crnn", "crnn-last-blocks", "crnn-all")]
        self.assertEqual([config["trunk"] for config in configs], [{"lastBlocks": count, "rateShare": 0.1} for count in (0, 3, None)])
        self.assertEqual(len({config["seed"] for config in configs}), 3)
        self.assertEqual([config["architecture"] for config in configs], [configs[0]["architecture"]] * 3)

    def test_sizes_of_the_networks(self) -> None:
        """A page downloads float16 weights: at most 2.8 MB. ``wavenet`` costs about the same as ``crnn``, ``tiny`` less."""
        trunk = Trunk(random_weights(), causal=True)
        made = {}
        for name in recipe.MODELS:
            config = configuration.read(CONFIGS / f"{name}.json")
            made[name] = two_speed.build(config["architecture"] | {"trunk": layout.description(trunk)}, HEADS, trunk)
            self.assertEqual(made[name].slow.out_features, trunk.fc2.in_features)
        count = {name: network.parameter_count() for name, network in made.items()}
        cost = {name: network.multiply_adds_per_second() for name, network in made.items()}
        self.assertEqual(count["tiny"], sum(value.size for value in made["tiny"].tensors().values()))
        self.assertLessEqual(2 * max(count.values()), 2.8e6)
        self.assertLess(count["tiny"], 0.9 * count["crnn"])
        self.assertLess(abs(cost["wavenet"] / cost["crnn"] - 1), 0.15)
        self.assertLess(cost["tiny"], 0.7 * cost["crnn"])

    def test_every_augmentation_has_its_ablation_and_every_ablation_changes_the_base(self) -> None:
        plan = json.loads((CONFIGS / "ablations.json").read_text())
        base = configuration.read(CONFIGS / plan["base"])
        for field in dataclasses.fields(Augmentations):
            self.assertEqual(plan["changes"][f"no {field.name}"], {"augmentations": {field.name: False}})
        for name, change in plan["changes"].items():
            changed = configuration.merged(base, change)
            self.assertNotEqual(changed, base, name)
            self.assertEqual(changed["evaluateEvery"], changed["optimizer"]["steps"], name)

    def test_ablation_table(self) -> None:
        def result(accuracy: float) -> dict:
            return {"steps": 600, "parameters": 70000, "multiplyAddsPerSecond": 10 ** 7,
                    "clips": {"esc": 400, "field": 67, "genre": 97},
                    "figures": {column: accuracy for column in ablation_table.COLUMNS}}

        text = ablation_table.report({"base": [result(0.5), result(0.6)], "no room": [result(0.5)]})
        self.assertIn("standard error of 2.5 points", text)
        self.assertIn("| base | 55.0 |", text)
        self.assertIn("| no room | −5.0 |", text)

    def test_conditions(self) -> None:
        clip = np.full((400, BANDS), 1, np.float32)
        for name in CONDITIONS:
            np.testing.assert_array_equal(under(name, clip, 3), under(name, clip, 3))
        np.testing.assert_allclose(under("quieter", clip, 3), 1 - 30 / DB_PER_UNIT, atol=0.01)
        added = total_power(to_power(under("noise", clip, 3)) - to_power(clip)).mean() / total_power(to_power(clip)).mean()
        self.assertAlmostEqual(float(10 * np.log10(added)), -20, delta=0.5)


class Commands(unittest.TestCase):
    """The commands of the recipe, without the folder that they work in."""

    def setUp(self) -> None:
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.place = Path(place.name).resolve()

    def recipe(self, model: str, *arguments: str) -> recipe.Recipe:
        places = [text for name in ("data", "cache", "runs", "models", "pretrained") for text in (f"--{name}", str(self.place / name))]
        return recipe.Recipe(model, recipe.read_options(["--model", model, *places, *arguments]))

    def text(self, command: list[str]) -> str:
        """Returns a command as one line, without the interpreter and the place of the test."""
        return " ".join([Path(command[1]).name, *command[2:]]).replace(str(self.place), "")

    def test_a_stage_begins_from_the_best_weights_of_the_one_before_with_its_seed(self) -> None:
        made = self.recipe("crnn")
        first, second = (self.text(made.training_command(stage, None)) for stage in made.stages[:2])
        self.assertNotIn("--first", first)
        self.assertIn("--out /runs/crnn-last-blocks --first /runs/crnn/best.pt", second)
        self.assertIn(f"--pretrained /pretrained --trunk {TRUNK} ", second)
        self.assertTrue(self.text(made.training_command(made.stages[1], 3)).endswith(
            "--out /runs/crnn-last-blocks-seed3 --first /runs/crnn-seed3/best.pt --seed 3"))

    def test_the_ends_of_the_last_stage_are_averaged(self) -> None:
        self.assertTrue(self.text(self.recipe("crnn").averaging_command(2)).startswith(
            "average.py --run /runs/crnn-last-blocks-seed2 --first /runs/crnn-seed2/best.pt --pretrained /pretrained "))
        self.assertEqual(self.recipe("tiny").finished_folder(None), self.place / "runs/tiny")

    def test_the_trunk_is_distilled_on_request(self) -> None:
        made = self.recipe("crnn", "--distil")
        steps = [self.text(command).split() for command in made.distilling_steps().values()]
        self.assertEqual([step[1].rsplit(".", 1)[1] for step in steps], ["unlabelled", "features", "distil"])
        self.assertIn("--trunk /runs/trunk/causal.npz", self.text(made.training_command(made.stages[0], None)))
        self.assertEqual(self.recipe("crnn", "--trunk", "mine.npz").options.trunk, Path("mine.npz").resolve())
        with self.assertRaises(SystemExit), contextlib.redirect_stderr(io.StringIO()):
            self.recipe("crnn", "--distil", "--trunk", "mine.npz")

    def test_the_last_stage_is_exported_measured_and_described(self) -> None:
        steps = {name: self.text(command) for name, command in self.recipe("crnn").finishing_steps(None).items()}
        self.assertEqual(list(steps), ["export", "evaluation-sets", "fit-decisions", "measure", "curves", "transfer", "card"])
        self.assertEqual(steps["export"], "export.py --run /runs/crnn-averaged --data /data --cache /cache --out /models/crnn")
        self.assertEqual(steps["fit-decisions"],
                         "fit_decisions.py --model /models/crnn --sets /cache/sets --logits /runs/crnn-averaged/logits")
        self.assertIn("--sets /cache/sets --out /runs/crnn-averaged/figures", steps["measure"])
        for name in ("curves", "transfer"):
            self.assertIn("--run /runs/crnn /runs/crnn-last-blocks ", steps[name])
        self.assertIn("--model /models/crnn --figures /runs/crnn-averaged/figures --run /runs/crnn-averaged ", steps["card"])

    def test_a_model_of_one_stage_has_no_transfer_to_report_and_existing_sets_are_used(self) -> None:
        (self.place / "cache/sets/noise").mkdir(parents=True)
        (self.place / "cache/sets/noise/manifest.csv").touch()
        steps = self.recipe("tiny").finishing_steps(None)
        self.assertEqual(list(steps), ["export", "fit-decisions", "measure", "curves", "card"])


class Places(unittest.TestCase):
    def test_device(self) -> None:
        self.assertEqual(devices.choose("cpu").type, "cpu")
        self.assertEqual(devices.choose("auto").type, "cuda" if torch.cuda.is_available() else "cpu")
        if not torch.cuda.is_available():
            self.assertRaises(SystemExit, devices.choose, "cuda")

    def test_a_log_with_repeated_steps(self) -> None:
        with tempfile.TemporaryDirectory() as where:
            lines = [{"step": step, kind: {}} for step, kind in
                     ((50, "train"), (100, "train"), (100, "val"), (150, "train"), (100, "train"), (100, "val"))]
            (Path(where) / "log.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
            log = RunLog(Path(where))
            self.assertEqual(log.entries, lines[:3])
            log.add({"step": 150, "train": {}, "secondsPerStep": 1})
            self.assertEqual(RunLog(Path(where)).entries, log.entries)


class Runs(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        torch.set_num_threads(1)
        cls.data = tiny_run.data()

    def setUp(self) -> None:
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.place = Path(place.name)
        self.printed = io.StringIO()
        redirection = contextlib.redirect_stdout(self.printed)
        redirection.__enter__()
        self.addCleanup(redirection.__exit__, None, None, None)

    def trainer(self, name: str, first: Path | None = None, **changes: object) -> Trainer:
        return Trainer(tiny_run.config(**changes), self.data, tiny_run.trunk(), self.place / name, first)

    def test_an_interrupted_run_ends_with_the_same_weights(self) -> None:
        whole = self.trainer("whole")
        whole.run()
        part = self.trainer("parts")
        part.steps = 2
        part.run()
        rest = self.trainer("parts")
        self.assertEqual(rest.learner.step, 2)
        rest.run()
        for one, other in ((whole.learner.network, rest.learner.network), (whole.learner.average, rest.learner.average)):
            for name, value in one.state_dict().items():
                torch.testing.assert_close(value, other.state_dict()[name], rtol=0, atol=0, msg=name)
        figures = [json.loads((self.place / name / "figures.json").read_text()) for name in ("whole", "parts")]
        self.assertEqual(figures[0]["last"], figures[1]["last"])
        self.assertEqual({path.name for path in (self.place / "parts").iterdir()},
                         {"checkpoint.pt", "best.pt", "config.json", "log.jsonl", "curves.png", "figures.json"})
        self.assertIn("step 4/4 (100%", self.printed.getvalue())

    def test_training_uses_the_training_split_or_the_free_part_of_it(self) -> None:
        free = tiny_run.data(only_free=True)
        self.assertEqual({row.split for row in self.data.library.rows}, {"train"})
        self.assertEqual(free.library.rows, [row for row in self.data.library.rows if row.dataset in FREE_DATASETS])
        self.assertTrue(0 < len(free.library.rows) < len(self.data.library.rows))
        self.assertEqual([row.path for row in free.val], [row.path for row in self.data.val])

    def test_a_run_on_free_data_alone_is_exported_as_free(self) -> None:
        rows = tiny_run.rows_of_every_kind()
        used = {one["name"] for one in export.datasets(rows, True) if "train" in one["use"]}
        self.assertEqual(used, {row.dataset for row in rows if row.split == "train"} & set(FREE_DATASETS))
        self.assertTrue(all(one["use"] for one in export.datasets([row for row in rows if row.split == "train"], True)))

    def test_another_seed_gives_other_weights(self) -> None:
        one, other = (self.trainer(str(seed), seed=seed) for seed in (1, 2))
        self.assertFalse(torch.equal(one.learner.network.dense.weight, other.learner.network.dense.weight))

    def test_a_loss_that_is_not_finite_ends_the_run(self) -> None:
        trainer = self.trainer("broken", optimizer={"steps": 40}, evaluateEvery=40)
        with torch.no_grad():
            trainer.learner.network.dense.weight.fill_(float("nan"))
        with self.assertRaisesRegex(SystemExit, f"not been finite for {MOST_NOT_FINITE} steps"):
            trainer.run()
        self.assertEqual(trainer.learner.step, MOST_NOT_FINITE)

    def test_a_stage_begins_from_another_one_and_a_finished_run_is_read_and_reported(self) -> None:
        first = self.trainer("first")
        first.run()
        second = self.trainer("second", self.place / "first/best.pt", trunk={"lastBlocks": None})
        best = torch.load(self.place / "first/best.pt")["average"]
        for name, value in second.learner.average.state_dict().items():
            torch.testing.assert_close(value, best[name], rtol=0, atol=0, msg=name)
        second.run()

        x = full_bands(torch.rand(1, 96, BANDS, generator=torch.Generator().manual_seed(1)))
        with torch.no_grad():
            for checkpoint, step in (("best.pt", None), ("checkpoint.pt", 4)):
                state, network = finished.read(self.place / "second", checkpoint)
                self.assertEqual(state["step"], step or state["step"])
            for name, logits in second.learner.average(x).items():
                torch.testing.assert_close(network(x)[name], logits)

        stages = [transfer.finished_stage(self.place / name, self.data.val, self.data.features) for name in ("first", "second")]
        truth = transfer.decisions(np.random.default_rng(1).normal(size=(len(self.data.val), transfer.CLASSES)))
        report = transfer.report(stages, truth)
        self.assertIn("| first | heads on the frozen trunk | 4 | 0.001 |", report)
        self.assertIn("| second | whole trunk free, at 0.1 times the rate | 4 | 0.001 |", report)


class Transfer(unittest.TestCase):
    """The report of what is forgotten."""

    def test_a_recording_holds_its_probable_classes_and_at_least_three(self) -> None:
        logits = np.full((2, transfer.CLASSES), -4.0)
        logits[0, :5], logits[1, 7] = 1.0, -1.0
        logits[1, 8:10] = -2.0
        held = transfer.decisions(logits)
        self.assertEqual(np.flatnonzero(held[0]).tolist(), [0, 1, 2, 3, 4])
        self.assertEqual(np.flatnonzero(held[1]).tolist(), [7, 8, 9])

    def test_a_network_that_agrees_has_a_precision_of_one_and_chance_much_less(self) -> None:
        rng = np.random.default_rng(1)
        teacher = rng.normal(size=(200, transfer.CLASSES))
        truth = transfer.decisions(teacher - 3)
        found = np.flatnonzero(truth.any(axis=0))
        self.assertEqual(transfer.mean_precision(np.where(truth, 1.0, 0.0) + teacher / 100, truth, found), 1)
        self.assertLess(transfer.mean_precision(rng.normal(size=teacher.shape), truth, found), 0.2)

    def test_before_the_first_step_the_network_is_the_pretrained_classifier_on_the_trunk(self) -> None:
        data, trunk = tiny_run.data(), tiny_run.trunk()
        stage = transfer.before(tiny_run.trunk(), tiny_run.config(), data.val, data.features)
        self.assertEqual((stage.learns, stage.steps, len(stage.logits)), ("nothing", 0, len(data.val)))
        row = data.val[0]
        x = full_bands(torch.from_numpy(data.features[row].astype(np.float32)))[None]
        with torch.no_grad():
            silence = torch.full((1, 32, 128), float(transfer.SILENCE))
            embeddings = torch.cat([trunk.embed(silence), trunk.embed(x)], dim=1)  # silence, frames 0 to 31, 32 to 63, 64 to 95
            held = trunk.logits(embeddings)[0].repeat_interleave(16, dim=0)
        wanted = torch.cat([held[1:], held[-1:]])[:60].mean(0).numpy()  # row 15 reads the first embedding
        np.testing.assert_allclose(stage.logits[0], wanted, rtol=1e-3, atol=1e-3)

    def test_classes_without_labels_have_their_own_column(self) -> None:
        truth = np.zeros((4, transfer.CLASSES), bool)
        taught, other = int(EVENT_INDEX[0]), next(c for c in range(transfer.CLASSES) if c not in EVENT_INDEX)
        truth[0, [taught, other]] = True
        logits = np.zeros((4, transfer.CLASSES))
        logits[:, taught], logits[:, other] = [4, 3, 2, 1], [1, 2, 3, 4]
        figures = {name: 0.5 for name in transfer.FIGURES}
        page = transfer.report([transfer.Stage("a", "nothing", 0, 0, 0, figures, logits)], truth)
        self.assertTrue(page.rstrip().endswith("| 0.625 | 0.250 |"), page)  # precision 1 and 1 / 4
