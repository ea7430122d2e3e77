"""Tests of the causal trunk and of its distillation, with random weights and synthetic sound."""
from __future__ import annotations

import csv
import json
import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch

from pinna_training.fixtures.trunk import random_weights, write_tiny
from pinna_training.networks.folder import unpack
from pinna_training.networks.trunk_folder import architecture, multiply_adds_per_second, receptive_field
from pinna_training.trunk.distil import Sounds, distil, mixed, rate_at
from pinna_training.trunk.features import TRUNK_FFT, TRUNK_WINDOW, cached, log_mel
from pinna_training.trunk.network import SILENCE, Trunk


class CausalTrunk(unittest.TestCase):
    def setUp(self) -> None:
        torch.manual_seed(0)
        self.x = torch.rand(1, 256, 128) * 2 - 1

    def test_an_embedding_does_not_depend_on_later_frames(self) -> None:
        for options in ({}, {"dilate_last_stride": True}, {"fold_from_seconds": 1.0}):
            trunk = Trunk(random_weights(), causal=True, **options).eval()
            with torch.no_grad(), self.subTest(**options):
                whole, cut = trunk.embed(self.x), trunk.embed(self.x[:, :128])
                positions = 128 // trunk.frames_per_embedding
                self.assertEqual(whole.shape[1], 256 // trunk.frames_per_embedding)
                torch.testing.assert_close(whole[:, :positions], cut, rtol=1e-4, atol=1e-5)

    def test_an_embedding_of_the_whole_network_depends_on_later_frames(self) -> None:
        trunk = Trunk(random_weights()).eval()
        with torch.no_grad():
            difference = trunk.embed(self.x)[:, :4] - trunk.embed(self.x[:, :128])
        self.assertGreater(float(difference.abs().max()), 1e-3)

    def test_a_stream_begins_as_if_after_endless_silence(self) -> None:
        trunk = Trunk(random_weights(), causal=True).eval()
        silence = torch.full((1, 4096, 128), SILENCE)
        with torch.no_grad():
            late = trunk.embed(torch.cat([silence, self.x], dim=1))[:, 128:]
            torch.testing.assert_close(late, trunk.embed(self.x), rtol=1e-3, atol=1e-4)
            resting = trunk.embed(silence[:, :320])
            torch.testing.assert_close(resting, resting[:, :1].expand_as(resting), rtol=1e-3, atol=1e-4)


class Export(unittest.TestCase):
    def test_a_folder_describes_the_trunk_and_holds_all_its_weights(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            write_tiny(Path(folder), seed=2)
            model, golden = (json.loads((Path(folder) / name).read_text()) for name in ("model.json", "golden.json"))
            values = sum(np.prod(tensor["shape"]) for tensor in model["weights"]["tensors"])
            blob = (Path(folder) / "weights.bin").read_bytes()
        self.assertEqual(len(blob), 4 * values)
        self.assertEqual((model["formatVersion"], model["features"]["type"]), (2, "emphasised-log-mel"))
        stored = unpack(blob, model["weights"])
        self.assertTrue((stored["normalize/mean"] == 0).all() and (stored["normalize/scale"] == 1).all())
        trunk = model["architecture"]["trunk"]
        strides = [layer["stride"][0] for layer in [trunk["stem"], *trunk["blocks"]]]
        self.assertEqual(np.prod(strides), 32)
        self.assertEqual(len(golden["embedding"]), golden["frames"] // 32)
        self.assertGreater(golden["frames"], model["receptiveFieldFrames"])

    def test_cost_and_receptive_field_are_those_of_the_real_trunk(self) -> None:
        trunk = Trunk(random_weights(), causal=True)
        self.assertEqual(receptive_field(trunk), 595)
        self.assertAlmostEqual(multiply_adds_per_second(trunk) / 1e6, 13, delta=2)
        dilated = Trunk(random_weights(), causal=True, dilate_last_stride=True)
        self.assertEqual(architecture(dilated)["trunk"]["blocks"][13]["dilation"], 2)
        self.assertEqual(receptive_field(dilated), 595)


class Features(unittest.TestCase):
    def test_a_tone_is_in_its_band_and_silence_at_the_floor(self) -> None:
        time = np.arange(32000) / 32000
        frames = log_mel(np.sin(2 * np.pi * 1000 * time))
        self.assertEqual(frames.shape, (100, 128))
        mel = 1127 * np.log(1 + 1000 / 700) / (1127 * np.log(1 + 15000 / 700)) * 129 - 1
        self.assertLess(abs(int(frames[50].argmax()) - mel), 1)
        np.testing.assert_allclose(log_mel(np.zeros(32000)), SILENCE, atol=1e-6)

    def test_short_recordings_are_padded(self) -> None:
        self.assertEqual(cached(np.ones(100)).shape, (50, 102))
        self.assertLess(TRUNK_WINDOW, TRUNK_FFT)


class Distillation(unittest.TestCase):
    def test_sounds_add_in_power(self) -> None:
        a = np.full((1, 1), 0.2, np.float32)
        self.assertAlmostEqual(float(mixed(a, a, 0.0)), 0.2 + np.log(2) / 5, places=5)

    def test_the_rate_rises_then_falls(self) -> None:
        rates = [rate_at(step, 1000, 1e-3) for step in (0, 99, 500, 1000)]
        self.assertLess(rates[0], 1.1e-5)
        self.assertGreater(rates[1], 9e-4)
        self.assertAlmostEqual(rates[3], 2e-5, places=7)

    def test_a_resumed_run_ends_like_an_uninterrupted_one(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            cache = Path(folder) / "cache"
            cache.mkdir()
            rng = np.random.default_rng(1)
            np.save(cache / "noise.npy", rng.normal(-0.2, 0.3, (1500, 102)).astype(np.float16))
            with (cache / "noise.csv").open("w", newline="") as file:
                csv.writer(file).writerows([("first", "frames"), (0, 900), (900, 600)])
            sounds, teacher = Sounds(cache), Trunk(random_weights()).eval()

            def run(name: str, *steps: int) -> dict[str, np.ndarray]:
                for until in steps:
                    distil(sounds, teacher, Trunk(random_weights(), causal=True), Path(folder) / name, until, batch=2, bfloat16=False,
                           schedule=4)
                return dict(np.load(Path(folder) / name / "causal.npz"))

            whole, resumed = run("whole", 4), run("resumed", 2, 4)
            self.assertEqual(whole.keys(), resumed.keys())
            for name, values in whole.items():
                np.testing.assert_allclose(values, resumed[name], atol=2e-3, err_msg=name)
            start = Trunk(random_weights(), causal=True).state_dict()
            self.assertTrue(any(np.abs(values - start[name].numpy()).max() > 1e-4 for name, values in whole.items()))


if __name__ == "__main__":
    unittest.main()
