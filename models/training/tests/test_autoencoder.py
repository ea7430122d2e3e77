"""Tests of the auto-encoder of novelty. Needs no data."""
from __future__ import annotations

import json
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch

from pinna_training.data.manifest import Row
from pinna_training.fitting.autoencoder import error_db, free_rows, train
from pinna_training.networks.autoencoder import LATENTS, STRIDE, Autoencoder, normalised
from pinna_training.shipping import autoencoder


def frames(count: int, seed: int = 1) -> torch.Tensor:
    return torch.from_numpy(np.random.default_rng(seed).normal(-60, 15, (1, count, 64)).astype(np.float32))


def row(dataset: str) -> Row:
    return Row(f"{dataset}.opus", dataset, "train", dataset, (), None, None, None, None, "CC0", 5.0)


class AutoencoderTest(unittest.TestCase):
    def setUp(self) -> None:
        torch.manual_seed(1)
        self.network = Autoencoder().eval()

    def test_it_is_small(self) -> None:
        self.assertLess(sum(value.size for value in self.network.tensors().values()), 100_000)

    def test_shapes(self) -> None:
        x = frames(5 * STRIDE)
        mean, log_variance = self.network.encode(normalised(x))
        self.assertEqual(mean.shape, (1, 5, LATENTS))
        self.assertEqual(log_variance.shape, mean.shape)
        self.assertEqual(self.network(x).shape, x.shape)

    def test_a_frame_reads_nothing_after_the_end_of_its_column(self) -> None:
        x = frames(4 * STRIDE)
        other = x.clone()
        other[:, 2 * STRIDE:] = 0
        with torch.no_grad():
            before, after = self.network(x), self.network(other)
        torch.testing.assert_close(before[:, :2 * STRIDE], after[:, :2 * STRIDE])
        self.assertGreater((before - after)[:, 2 * STRIDE:].abs().max().item(), 1e-3)

    def test_the_first_columns_do_not_depend_on_the_length(self) -> None:
        x = frames(6 * STRIDE)
        with torch.no_grad():
            torch.testing.assert_close(self.network(x)[:, :3 * STRIDE], self.network(x[:, :3 * STRIDE]))

    def test_training_makes_the_error_smaller(self) -> None:
        sound = [np.tile(np.linspace(-80, -20, 64, dtype=np.float32), (200, 1))]
        before = error_db(self.network, sound, STRIDE)
        train(self.network, [row("fsdkaggle2018")], sound, 40)
        self.assertLess(error_db(self.network, sound, STRIDE), before / 2)

    def test_only_free_data_sets_are_learned_from(self) -> None:
        self.assertEqual([r.dataset for r in free_rows([row("esc50"), row("fsdkaggle2018")])], ["fsdkaggle2018"])

    def test_the_folder_holds_the_weights_and_what_they_make_of_frames(self) -> None:
        with TemporaryDirectory() as name:
            folder = Path(name)
            autoencoder.write(folder, self.network, [row("fsdkaggle2018")], {})
            description = json.loads((folder / "autoencoder.json").read_text())
            self.assertEqual((folder / "weights.bin").stat().st_size, description["weights"]["bytes"])
            golden = json.loads((folder / "golden.json").read_text())
            with torch.no_grad():
                made = autoencoder.stored(self.network)(torch.tensor(golden["features"])[None])[0]
            np.testing.assert_allclose(made.numpy(), golden["reconstruction"], atol=2e-3)
