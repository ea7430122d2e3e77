"""Tests of the two architectures on a trunk with a fast branch, with random weights and features."""
from __future__ import annotations

import unittest

import numpy as np
import torch

from pinna_training.fixtures.trunk import tiny_weights
from pinna_training.networks import two_speed
from pinna_training.trunk import layout
from pinna_training.trunk.network import SILENCE, Trunk

HEADS = {"events": 5, "bird": 1}
FAST = {"block": 1, "conv": [{"kernel": [3, 5], "strideF": 2, "channels": 4}, {"kernel": [3, 3], "strideF": 2, "channels": 6}]}
OVER_ROWS = {
    "crnn": {"dense": 12, "gru": 10},
    "wavenet": {"residualChannels": 12, "skipChannels": 10, "kernel": 2, "dilations": [1, 2, 4, 8], "readFront": True},
    "wavenet without front": {"residualChannels": 12, "skipChannels": 10, "kernel": 3, "dilations": [1, 2]},
}


def network(kind: str, fast: dict = FAST, taps: tuple[int, ...] = (6, 12), dropout: float = 0.0, **options: object) -> two_speed.TwoSpeed:
    """Returns a network whose fast branch has batch norms with statistics other than those of a new one."""
    torch.manual_seed(4)
    trunk = Trunk(tiny_weights(1, embedding=20, units=14, classes=5), causal=True, **options)
    architecture = {"type": kind.split()[0], "trunk": layout.description(trunk), "fast": fast, "taps": list(taps), "slow": 14,
                    **OVER_ROWS[kind]}
    made = two_speed.build(architecture, HEADS, trunk, dropout)
    for layer in made.fast.layers:
        layer.norm.momentum = 1.0
    with torch.no_grad():
        made.train()(torch.rand(2, 64, 128) * 2 - 1)
    return made.eval()


def sound(frames: int, batch: int = 2) -> torch.Tensor:
    return torch.rand(batch, frames, 128, generator=torch.Generator().manual_seed(5)) * 3 + SILENCE


class TwoSpeeds(unittest.TestCase):
    def test_a_row_does_not_depend_on_later_frames(self) -> None:
        for kind in OVER_ROWS:
            made = network(kind)
            x = sound(128)
            whole = made(x)["events"]
            self.assertEqual(tuple(whole.shape), (2, 64, 5))
            for first in (35, 64, 95):
                changed = x.clone()
                changed[:, first:] += 1
                with self.subTest(kind, first=first), torch.no_grad():
                    after = made(changed)["events"]
                    torch.testing.assert_close(after[:, :first // 2], whole[:, :first // 2], rtol=1e-4, atol=1e-5)
                    self.assertGreater(float((after[:, first // 2] - whole[:, first // 2]).abs().max()), 1e-4)

    @torch.no_grad()
    def test_a_stream_begins_as_if_after_endless_silence(self) -> None:
        for kind in OVER_ROWS:
            made, x = network(kind), sound(96)
            silence = torch.full((2, 2048, 128), SILENCE)
            resting, hidden = made.read(made.trunk_rows(silence))
            late = made(torch.cat([silence, x], dim=1))
            early, _ = made.read(made.trunk_rows(x), hidden)
            for head in HEADS:
                with self.subTest(kind, head=head):
                    torch.testing.assert_close(late[head][:, 1024:], early[head], rtol=1e-3, atol=1e-4)
                    if hidden is None:
                        torch.testing.assert_close(resting[head], resting[head][:, :1].expand_as(resting[head]), rtol=1e-3, atol=1e-4)

    @torch.no_grad()
    def test_a_row_reads_the_embedding_that_completes_with_it(self) -> None:
        made, x = network("crnn"), sound(128, 1)
        embedding = made.trunk.embed(x)
        _, slow = made.front(made.trunk_rows(x))
        expected = torch.nn.functional.hardswish(made.slow(embedding))
        for row in range(64):
            complete = (2 * row + 2) // 32  # embeddings that are complete after frame 2 · row + 1
            if complete:
                torch.testing.assert_close(slow[:, 1 + row], expected[:, complete - 1])
            else:
                torch.testing.assert_close(slow[:, 1 + row], slow[:, 0])

    def test_the_receptive_field_is_exact(self) -> None:
        """Without squeeze-excitation and the GRU, the newest row depends on no older frame at any phase."""
        made = network("wavenet", fold_from_seconds=1.0).double()
        for block in made.trunk.blocks:
            block.parts = torch.nn.ModuleList(part for part in block.parts if not hasattr(part, "gate"))
        field = made.receptive_field()
        x = sound(1024, 1).double().requires_grad_()
        logits = made(x)["events"]
        oldest = []
        for row in range(496, 512):
            gradient, = torch.autograd.grad(logits[0, row].sum(), x, retain_graph=True)
            seen = gradient[0].abs().sum(1).nonzero()[0].item()
            oldest.append(2 * row + 2 - seen)
        self.assertLessEqual(max(oldest), field)
        self.assertGreaterEqual(max(oldest), field - 2)  # a stride may skip the oldest frame

    @torch.no_grad()
    def test_weights_survive_export_and_import(self) -> None:
        for kind in OVER_ROWS:
            made, x = network(kind), sound(96)
            tensors = made.tensors()
            self.assertTrue(all(value.dtype == np.float32 and value.flags.c_contiguous for value in tensors.values()))
            other = network(kind)
            for parameter in other.parameters():
                parameter.copy_(torch.rand_like(parameter))
            other.load_tensors(tensors)
            for head, logits in made(x).items():
                torch.testing.assert_close(other(x)[head], logits, rtol=1e-4, atol=1e-5)

    def test_tensors_have_names_and_shapes_of_the_format(self) -> None:
        crnn = {name: value.shape for name, value in network("crnn").tensors().items()}
        names = list(crnn)
        self.assertEqual(names[:3], ["normalize/mean", "normalize/scale", "trunk/stem/kernel"])
        after = names.index("trunk/last/bias") + 1
        self.assertEqual(names[after:], [
            "fast/conv0/kernel", "fast/conv0/bias", "fast/conv1/kernel", "fast/conv1/bias", "dense/kernel", "dense/bias", "dense/tap0",
            "dense/tap1", "dense/embedding", "slow/kernel", "slow/bias", "gru/kernel", "gru/recurrentKernel", "gru/bias",
            "gru/recurrentBias", "head.events/kernel", "head.events/bias", "head.bird/kernel", "head.bird/bias"])
        self.assertEqual(crnn["fast/conv0/kernel"], (3, 5, 3, 4))
        self.assertEqual(crnn["dense/kernel"], (16 * 6, 12))
        self.assertEqual(crnn["dense/tap0"], (16 * 4, 12))
        self.assertEqual(crnn["dense/tap1"], (8 * 8, 12))
        self.assertEqual(crnn["dense/embedding"], (20, 12))
        self.assertEqual(crnn["slow/kernel"], (20, 14))
        self.assertEqual(crnn["head.events/kernel"], (10 + 12 + 14, 5))
        wavenet = {name: value.shape for name, value in network("wavenet").tensors().items()}
        self.assertEqual(wavenet["front/tap1"], (8 * 8, 12))
        self.assertEqual(wavenet["head.events/kernel"], (10 + 12 + 14, 5))
        self.assertEqual({name.split("/")[0] for name in wavenet}, {
            "normalize", "trunk", "fast", "front", "slow", "layer0", "layer1", "layer2", "layer3", "post", "head.events", "head.bird"})

    @torch.no_grad()
    def test_other_places_of_the_fast_branch(self) -> None:
        """The stem, a block at 40 ms, the last block; no convolutions; no taps; an embedding every 160 ms."""
        for fast, taps, frames in (({"block": 0, "conv": []}, (1, 4), 2), ({"block": 2, "conv": FAST["conv"]}, (), 4),
                                   ({"block": 15, "conv": []}, (), 32)):
            for options in ({}, {"dilate_last_stride": True}):
                made = network("crnn", fast, taps, **options)
                expected = frames if frames < 32 else made.trunk.frames_per_embedding
                self.assertEqual(made.frames_per_row, expected)
                self.assertEqual(made(sound(100))["bird"].shape[1], 100 // expected)

    def test_a_frozen_trunk_gets_no_gradient_and_the_rest_learns(self) -> None:
        made = network("crnn", dropout=0.3).train()
        with torch.no_grad():
            rows = made.trunk_rows(sound(96))
        logits, hidden = made.read(rows, torch.zeros(1, 2, 10))
        self.assertEqual(tuple(hidden.shape), (1, 2, 10))
        sum(value.square().mean() for value in logits.values()).backward()
        for name, parameter in made.named_parameters():
            self.assertEqual(parameter.grad is None, name.startswith("trunk."), name)

    def test_the_slow_layer_begins_as_the_classifier_of_the_trunk(self) -> None:
        trunk = Trunk(tiny_weights(1, embedding=20, units=14, classes=5), causal=True)
        description = layout.description(trunk)
        architecture = {"type": "crnn", "trunk": description, "fast": FAST, "taps": [], "slow": 14, "dense": 4, "gru": 4}
        torch.testing.assert_close(two_speed.build(architecture, HEADS, trunk).slow.weight, trunk.fc1.weight)
        with self.assertRaisesRegex(ValueError, "not the one"):
            two_speed.build(architecture | {"trunk": description | {"embedding": 21}}, HEADS, trunk)

    def test_the_cost_counts_products_with_held_values_when_they_change(self) -> None:
        made = network("crnn")
        extra = made.multiply_adds_per_second() - layout.multiply_adds_per_second(made.trunk)
        fast = 32 * 3 * 5 * 3 * 4 + 16 * 3 * 3 * 4 * 6
        rows = fast + 96 * 12 + 3 * 10 * (12 + 10) + 22 * 6
        slow = 20 * 12 + 20 * 14 + 14 * 6
        self.assertAlmostEqual(extra, 50 * rows + 100 / 8 * 64 * 12 + 100 / 16 * 64 * 12 + 100 / 32 * slow)


if __name__ == "__main__":
    unittest.main()
