"""Tests of training, of the findings about its curves and of its plans. Needs no data."""
from __future__ import annotations

import argparse
import contextlib
import dataclasses
import io
import json
import sys
import tempfile
import unittest
import unittest.mock
from pathlib import Path

import numpy as np
import torch

from pinna_training import recipe
from pinna_training.data.labels import ESC50, GENRES, HEADS, INSTRUMENTS, SPEECH_SETS, URBAN
from pinna_training.data.manifest import Row
from pinna_training.examples.augment import Augmentations
from pinna_training.examples.training_data import TrainingData
from pinna_training.fitting import configuration, reading, reopen
from pinna_training.fitting.run_log import RunLog
from pinna_training.fitting.train import MOST_NOT_FINITE, Trainer, rate_at
from pinna_training.fixtures import reference
from pinna_training.networks import cost, devices, model, widening
from pinna_training.places import CONFIGS
from pinna_training.shipping import export
from pinna_training.studies import ablation_table, rate_test
from pinna_training.studies.ablations import CONDITIONS, under


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


class Widening(unittest.TestCase):
    """A wider network begins with the outputs of the narrower one, and then trains all of its weights."""

    @staticmethod
    def network(channels: list[int], dense: int, gru: int) -> model.Crnn:
        conv = [{"kernel": [3, 3], "strideF": 2, "channels": count} for count in channels]
        network = model.Crnn({"conv": conv, "dense": dense, "gru": gru}, {"genre": 3, "events": 5})
        for parameter in network.parameters():
            torch.nn.init.normal_(parameter, mean=1.0 if parameter.dim() == 1 else 0.0, std=0.3)
        return network

    def test_the_outputs_are_the_same_and_every_weight_has_a_gradient(self) -> None:
        torch.manual_seed(0)
        narrow, wide = self.network([3, 4], 6, 5), self.network([5, 7], 8, 9)
        wide.load_state_dict(widening.widened(wide.state_dict(), narrow.state_dict()))
        x = torch.randn(2, 20, 64)
        for name, logits in wide.eval()(x).items():
            torch.testing.assert_close(logits, narrow.eval()(x)[name], rtol=0, atol=1e-5)
        optimizer = torch.optim.SGD(wide.train().parameters(), lr=0.01)
        for _ in range(2):
            optimizer.zero_grad()
            sum((logits ** 2).mean() for logits in wide(x).values()).backward()
            optimizer.step()
        for name, parameter in wide.named_parameters():
            if not name.endswith("conv.bias"):  # batch norm cancels this bias
                self.assertTrue((parameter.grad.flatten(1) if parameter.dim() > 1 else parameter.grad[:, None]).any(1).all(), name)


class Reopening(unittest.TestCase):
    """A reopened model has the same outputs, and its batch norms behave as during training."""

    def test_the_outputs_are_the_same_in_evaluation_and_in_training(self) -> None:
        torch.manual_seed(0)
        trained = Widening.network([3, 4], 6, 5)
        x = 20 * torch.randn(8, 40, 64) - 50
        with torch.no_grad():
            for _ in range(200):
                trained.train()(x)
        opened = Widening.network([3, 4], 6, 5)
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
                self.assertLessEqual({stage.get("first"), *stage.get("teachers", [])} - {None}, before, name)
                before.add(stage["name"])

    def test_a_stage_measured_as_another_one_differs_only_by_the_validation_split(self) -> None:
        for name in recipe.MODELS:
            stages = json.loads((CONFIGS / f"recipe-{name}.json").read_text())["stages"]
            repeated = {stage["name"]: stage["measuredAs"] for stage in stages if "measuredAs" in stage}
            self.assertLessEqual(set(repeated), {stages[-1]["name"]})
            by_name = {stage["name"]: stage for stage in stages}
            for one, other in repeated.items():
                configs = [configuration.read(CONFIGS / by_name[each]["config"]) for each in (one, other)]
                self.assertTrue(configs[0].pop("withValidation"))
                self.assertNotIn("withValidation", configs[1])
                self.assertNotEqual(configs[0].pop("version"), configs[1].pop("version"))
                self.assertEqual(*configs)
                for key in ("first", "firstCheckpoint", "teachers", "checkpoint"):
                    self.assertEqual(by_name[one].get(key), by_name[other].get(key))

    def test_figures_come_from_the_stage_trained_without_the_validation_split(self) -> None:
        with tempfile.TemporaryDirectory() as where:
            place = Path(where)
            options = argparse.Namespace(data=place, cache=place / "cache", runs=place / "runs", models=place / "models")
            commands = {}
            for _, script, *rest in recipe.Recipe("crnn", options).finishing_commands(None):
                commands.setdefault(Path(script).name, []).append(" ".join(rest).replace(where, ""))
            self.assertIn("--run /runs/crnn-long ", commands["export.py"][0])
            self.assertIn("--out /models/training/measured/crnn", commands["export.py"][0])
            self.assertIn("--run /runs/crnn-all ", commands["export.py"][1])
            self.assertIn("--out /models/crnn --calibration /runs/crnn-long/calibration.json", commands["export.py"][1])
            self.assertIn("--model /models/training/measured/crnn ", commands["measure.py"][0])
            self.assertIn("--model /models/crnn --measured /models/training/measured/crnn --figures /runs/crnn-long/figures",
                          commands["card.py"][0])
            exports = [" ".join(rest).replace(where, "")
                       for _, script, *rest in recipe.Recipe("tiny", options).finishing_commands(None) if script.endswith("export.py")]
            self.assertEqual(len(exports), 1)
            self.assertIn("--run /runs/tiny-second-stage ", exports[0])
            self.assertIn("--out /models/tiny", exports[0])

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
        clip = np.full((50, 64), -40, np.float32)
        for name in CONDITIONS:
            np.testing.assert_array_equal(under(name, clip, 3), under(name, clip, 3))
        np.testing.assert_allclose(under("quieter", clip, 3), -70, atol=0.01)
        added = 10 ** (under("noise", clip, 3) / 10) - 10 ** (clip / 10)
        self.assertAlmostEqual(float(10 * np.log10(added.sum() / (10 ** (clip / 10)).sum())), -20, delta=0.5)


class Places(unittest.TestCase):
    def test_device(self) -> None:
        self.assertEqual(devices.choose("cpu").type, "cpu")
        self.assertEqual(devices.choose("auto").type, "cuda" if torch.cuda.is_available() else "cpu")
        if not torch.cuda.is_available():
            self.assertRaises(SystemExit, devices.choose, "cuda")

    def test_the_counted_cost_agrees_with_the_stated_cost(self) -> None:
        for name, architecture in reference.TINY.items():
            network = model.build(architecture, HEADS)
            self.assertEqual(cost.multiply_adds_per_second(network), 50 * network.macs_per_frame(), name)

    def test_a_log_with_repeated_steps(self) -> None:
        with tempfile.TemporaryDirectory() as where:
            lines = [{"step": step, kind: {}} for step, kind in
                     ((50, "train"), (100, "train"), (100, "val"), (150, "train"), (100, "train"), (100, "val"))]
            (Path(where) / "log.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
            log = RunLog(Path(where))
            self.assertEqual(log.entries, lines[:3])
            log.add({"step": 150, "train": {}, "secondsPerStep": 1})
            self.assertEqual(RunLog(Path(where)).entries, log.entries)


def tiny_data(with_validation: bool = False) -> TrainingData:
    """Returns random noise as features, with a training and a validation clip of every kind that the figures need."""
    rows: list[Row] = []

    def add(dataset: str, *events: str, bird: int | None = None, music: int | None = None, speech: int | None = None,
            genre: str | None = None) -> None:
        for split in ("train", "val"):
            number = len(rows)
            rows.append(Row(f"{number}.opus", dataset, split, f"{dataset}:{number}", events, bird, music, speech, genre, ""))

    for name in ESC50:
        add("esc50", name, bird=int(name in ("crow", "chirping_birds")), music=0, speech=0)
    for name in URBAN:
        add("us8k", name)
    for name in INSTRUMENTS:
        add("fsdkaggle2018", "music", name, bird=0, music=1, speech=0)
    add("amb_test", "rain", bird=0, music=0, speech=0)
    add("philharmonia", "music", "cello", bird=0, music=1, speech=0)
    add("laptop_keys", "keyboard_typing", bird=0, music=0, speech=0)
    for name in SPEECH_SETS:
        add(name, "speech", bird=0, music=0, speech=1)
    for name in GENRES:
        add("gtzan", "music", bird=0, music=1, speech=0, genre=name)
    for bird in (0, 1):
        add("ff1010bird", bird=bird)
    rng = np.random.default_rng(1)
    features = {row: rng.uniform(-60, -20, (60, 64)).astype(np.float32) for row in rows}
    return TrainingData(rows, features, with_validation=with_validation)


def tiny_config() -> dict:
    """Returns a configuration of four steps of a few examples of one second."""
    config = configuration.read(CONFIGS / "proxy.json")
    layers = [{"kernel": [3, 3], "strideF": 4, "channels": 4}]
    config |= {"architecture": {"type": "crnn", "conv": layers, "dense": 8, "gru": 8}, "frames": 50, "evaluateEvery": 2,
               "carriedState": 1, "composition": {"esc": 3, "genre": 2},
               "spectrumMasks": {"chance": 1, "bands": 9, "frames": 9}}
    return configuration.merged(config, {"optimizer": {"steps": 4, "warmup": 1}})


class Runs(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        torch.set_num_threads(1)
        cls.data = tiny_data()

    def setUp(self) -> None:
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.place = Path(place.name)
        self.printed = io.StringIO()
        redirection = contextlib.redirect_stdout(self.printed)
        redirection.__enter__()
        self.addCleanup(redirection.__exit__, None, None, None)

    def test_an_interrupted_run_ends_with_the_same_weights(self) -> None:
        whole = Trainer(tiny_config(), self.data, self.place / "whole")
        whole.run()
        part = Trainer(tiny_config(), self.data, self.place / "parts")
        part.steps = 2
        part.run()
        rest = Trainer(tiny_config(), self.data, self.place / "parts")
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

    def test_the_result_keeps_a_share_of_the_first_weights(self) -> None:
        first = Trainer(tiny_config() | {"seed": 5}, self.data, self.place / "first")
        first.run()

        def ended(share: float) -> dict[str, torch.Tensor]:
            run = Trainer(tiny_config() | {"keepOfFirst": share}, self.data, self.place / str(share),
                          self.place / "first/checkpoint.pt")
            run.run()
            self.assertFalse(run.learner.average.training)
            return torch.load(self.place / str(share) / "checkpoint.pt")["average"]

        none, half, whole = ended(0), ended(0.5), ended(1)
        for name in ("dense.weight", "gru.bias_hh_l0", "heads.genre.weight", "conv.layers.0.norm.weight"):
            torch.testing.assert_close(whole[name], first.learner.average.state_dict()[name])
            torch.testing.assert_close(half[name], (none[name] + whole[name]) / 2)
        measured = "conv.layers.0.norm.running_mean"
        self.assertFalse(torch.equal(whole[measured], first.learner.average.state_dict()[measured]))
        with self.assertRaisesRegex(SystemExit, "--first"):
            Trainer(tiny_config() | {"keepOfFirst": 0.5}, self.data, self.place / "without")

    def test_training_uses_the_validation_split_only_on_request(self) -> None:
        everything = tiny_data(with_validation=True)
        self.assertEqual({row.split for row in self.data.library.rows}, {"train"})
        self.assertEqual({row.split for row in everything.library.rows}, {"train", "val"})
        self.assertEqual([row.path for row in everything.val], [row.path for row in self.data.val])

    def test_a_run_trained_on_the_validation_split_is_not_calibrated_on_it(self) -> None:
        run = Trainer(tiny_config() | {"withValidation": True}, self.data, self.place / "all")
        run.run()
        arguments = ["export.py", "--run", str(self.place / "all"), "--data", ".", "--cache", ".", "--out", str(self.place / "out")]
        with unittest.mock.patch.object(sys, "argv", arguments), self.assertRaisesRegex(SystemExit, "--calibration"):
            export.main()
        self.assertFalse((self.place / "out").exists())

    def test_another_seed_gives_other_weights(self) -> None:
        one, other = (Trainer(tiny_config() | {"seed": seed}, self.data, self.place / str(seed)) for seed in (1, 2))
        self.assertFalse(torch.equal(one.learner.network.dense.weight, other.learner.network.dense.weight))

    def test_a_loss_that_is_not_finite_ends_the_run(self) -> None:
        config = configuration.merged(tiny_config(), {"optimizer": {"steps": 40}, "evaluateEvery": 40})
        trainer = Trainer(config, self.data, self.place / "broken")
        with torch.no_grad():
            trainer.learner.network.dense.weight.fill_(float("nan"))
        with self.assertRaisesRegex(SystemExit, f"not been finite for {MOST_NOT_FINITE} steps"):
            trainer.run()
        self.assertEqual(trainer.learner.step, MOST_NOT_FINITE)
