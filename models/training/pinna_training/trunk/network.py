"""The trunk: mn04_as of EfficientAT in plain PyTorch, over whole clips and as a causal network that streams.

Schmid, Koutini, Widmer: Efficient Large-Scale Audio Tagging via Transformer-to-CNN Knowledge Distillation, ICASSP 2023
(MIT licence). Batch norms are folded into the convolutions.

Whole: MobileNet v3 at width 0.4 on 128 log-mel bands at 10 ms; convolutions are centred, squeeze-excitation averages over the clip.
Causal: every kernel sees only the past.

- In layers whose step is ``fold_from_seconds`` or more the taps that looked ahead are added to the newest tap. In earlier layers
  all taps move into the past (80 ms in total).
- Squeeze-excitation averages over an exponentially decaying past with the time constant ``tau_seconds``.
- A stream begins after endless silence: the past of each layer is its output for constant silence.
- With ``dilate_last_stride`` the last stride in time becomes dilation: one embedding per 160 ms instead of 320 ms.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ..signal.device_features import BANDS, FRAMES_PER_SECOND, SILENCE

CLASSES, EMBEDDING = 527, 384
BATCH_NORM_EPS = 1e-3
ACTIVATIONS = {"relu": F.relu, "hswish": F.hardswish, None: lambda x: x}
# stride, squeeze-excitation, activation of blocks 1 to 15; block 0 is the stem, block 16 the last pointwise layer
BLOCKS = [(1, False, "relu"), (2, False, "relu"), (1, False, "relu"), (2, True, "relu"), (1, True, "relu"), (1, True, "relu"),
          (2, False, "hswish"), (1, False, "hswish"), (1, False, "hswish"), (1, False, "hswish"), (1, True, "hswish"),
          (1, True, "hswish"), (2, True, "hswish"), (1, True, "hswish"), (1, True, "hswish")]


class Stream:
    """Activations ``x [batch, channels, frequency, time]`` and their constant value in silence, ``silence [1, channels, frequency, 1]``."""

    def __init__(self, x: Tensor, silence: Tensor) -> None:
        self.x, self.silence = x, silence


class Convolution(nn.Module):
    """A convolution over frequency and time with its activation; ``kernel [out, in / groups, frequency taps, time taps]``."""

    def __init__(self, kernel: Tensor, bias: Tensor, groups: int, stride: int, activation: str | None, causal: bool, fold: bool,
                 dilation: int = 1, time_stride: int | None = None) -> None:
        super().__init__()
        self.side = (kernel.shape[3] - 1) // 2
        self.stride, self.time_stride = stride, stride if time_stride is None else time_stride
        self.groups, self.activation, self.causal, self.dilation = groups, activation, causal, dilation
        if fold and self.side:
            past, newest = kernel[..., :self.side], kernel[..., self.side:].sum(-1, keepdim=True)
            kernel = torch.cat([torch.zeros_like(past), past, newest], dim=-1)
        self.kernel, self.bias = nn.Parameter(kernel.clone()), nn.Parameter(bias.clone())

    def convolve(self, x: Tensor, ahead: int, time_stride: int) -> Tensor:
        y = F.conv2d(F.pad(x, (0, ahead, self.side, self.side)), self.kernel, self.bias, stride=(self.stride, time_stride),
                     groups=self.groups, dilation=(1, self.dilation))
        return ACTIVATIONS[self.activation](y)

    def forward(self, s: Stream) -> Stream:
        taps = self.kernel.shape[3]
        if not self.causal:
            return Stream(self.convolve(F.pad(s.x, (self.side, 0)), self.side, self.time_stride), s.silence)
        past = (taps - 1) * self.dilation - (self.time_stride - 1 if taps > 1 else 0)
        x = torch.cat([s.silence.expand(len(s.x), -1, -1, past), s.x], dim=3) if past else s.x
        silence = self.convolve(s.silence.expand(-1, -1, -1, (taps - 1) * self.dilation + 1), 0, 1)
        return Stream(self.convolve(x, 0, self.time_stride), silence)


class SqueezeExcitation(nn.Module):
    """Gates channels by their mean over frequency and the clip, or over a decaying past that begins with silence."""

    def __init__(self, weights: dict[str, np.ndarray], name: str, causal: bool, frames_per_second: float, tau_seconds: float) -> None:
        super().__init__()
        self.fc1, self.fc2 = linear(weights, f"{name}.fc1"), linear(weights, f"{name}.fc2")
        self.causal, self.keep = causal, float(np.exp(-1 / (frames_per_second * tau_seconds)))

    def gate(self, mean: Tensor) -> Tensor:
        """Maps a mean ``[batch, channels, time]`` to a gate ``[batch, channels, 1, time]``."""
        return torch.sigmoid(self.fc2(F.relu(self.fc1(mean.transpose(1, 2))))).transpose(1, 2)[:, :, None]

    def forward(self, s: Stream) -> Stream:
        mean, resting = s.x.mean(2), s.silence.mean(2)
        if not self.causal:
            return Stream(s.x * self.gate(mean.mean(2, keepdim=True)), s.silence)
        time = torch.arange(mean.shape[2], device=mean.device)
        age = time[None, :] - time[:, None]
        decay = (1 - self.keep) * self.keep ** age.clamp(min=0) * (age >= 0)
        mean = mean @ decay.to(mean.dtype) + resting * (self.keep ** (time + 1)).to(mean.dtype)
        return Stream(s.x * self.gate(mean), s.silence * self.gate(resting))


def linear(weights: dict[str, np.ndarray], name: str) -> nn.Linear:
    kernel, bias = weights[f"{name}.weight"], weights[f"{name}.bias"]
    layer = nn.Linear(kernel.shape[1], kernel.shape[0])
    layer.weight.data, layer.bias.data = torch.from_numpy(kernel.copy()), torch.from_numpy(bias.copy())
    return layer


class Block(nn.Module):
    """Expand, depthwise convolution, squeeze-excitation, project, with a residual where the shapes allow it."""

    def __init__(self, parts: list[nn.Module], residual: bool) -> None:
        super().__init__()
        self.parts, self.residual = nn.ModuleList(parts), residual

    def forward(self, s: Stream) -> Stream:
        y = s
        for part in self.parts:
            y = part(y)
        return Stream(y.x + s.x, y.silence + s.silence) if self.residual else y


class Trunk(nn.Module):
    """Maps ``[batch, frames, 128]`` to embeddings ``[batch, positions, 384]`` and, by ``logits``, to 527 AudioSet classes."""

    def __init__(self, weights: dict[str, np.ndarray], causal: bool = False, tau_seconds: float = 2.0, fold_from_seconds: float = 0.08,
                 dilate_last_stride: bool = False) -> None:
        super().__init__()
        self.tau_seconds, self.causal = tau_seconds, causal
        rate, dilation = float(FRAMES_PER_SECOND), 1

        def convolution(name: str, stride: int, activation: str | None) -> Convolution:
            nonlocal rate, dilation
            w = {key: torch.from_numpy(weights[f"{name}.{key}"].copy()) for key in
                 ("0.weight", "1.weight", "1.bias", "1.running_mean", "1.running_var")}
            gain = w["1.weight"] / torch.sqrt(w["1.running_var"] + BATCH_NORM_EPS)
            kernel, bias = w["0.weight"] * gain[:, None, None, None], w["1.bias"] - w["1.running_mean"] * gain
            dilated = dilate_last_stride and stride == 2 and name.startswith("features.13")
            time_stride = 1 if dilated else stride
            rate /= time_stride
            layer = Convolution(kernel, bias, kernel.shape[0] if kernel.shape[1] == 1 and name != "features.0" else 1, stride,
                                activation, causal, causal and dilation / rate >= fold_from_seconds - 1e-9,
                                dilation if kernel.shape[3] > 1 else 1, time_stride)
            if dilated:
                dilation = 2
            return layer

        self.stem, self.blocks = convolution("features.0", 2, "hswish"), nn.ModuleList()
        for i, (stride, squeeze, activation) in enumerate(BLOCKS, 1):
            name, parts, at = f"features.{i}.block", [], 0
            if f"{name}.3.0.weight" in weights or f"{name}.2.0.weight" in weights:
                parts.append(convolution(f"{name}.0", 1, activation))
                at = 1
            parts.append(convolution(f"{name}.{at}", stride, activation))
            inside = parts[0].kernel.shape[1] if at else parts[0].kernel.shape[0]
            if squeeze:
                at += 1
                parts.append(SqueezeExcitation(weights, f"{name}.{at}.conc_se_layers.0", causal, rate, tau_seconds))
            parts.append(convolution(f"{name}.{at + 1}", 1, None))
            self.blocks.append(Block(parts, stride == 1 and inside == parts[-1].kernel.shape[0]))
        self.last = convolution("features.16", 1, "hswish")
        self.fc1, self.fc2 = linear(weights, "classifier.2"), linear(weights, "classifier.5")

    @property
    def frames_per_embedding(self) -> int:
        return 16 if self.blocks[12].parts[1].time_stride == 1 else 32

    def streams(self, features: Tensor, silence: float = SILENCE) -> Iterator[Stream]:
        """Yields the outputs of the stem, of each block and of the last pointwise layer, for ``[batch, frames, 128]``."""
        s = Stream(features.transpose(1, 2)[:, None], torch.full((1, 1, BANDS, 1), silence, dtype=features.dtype, device=features.device))
        for part in (self.stem, *self.blocks, self.last):
            s = part(s)
            yield s

    def embed(self, features: Tensor, silence: float = SILENCE) -> Tensor:
        for s in self.streams(features, silence):
            last = s
        return last.x.mean(2).transpose(1, 2)

    def logits(self, embedding: Tensor) -> Tensor:
        """Returns the logits of an embedding or of a mean of embeddings; those of a clip are the logits of its mean embedding."""
        return self.fc2(F.hardswish(self.fc1(embedding)))


def load_pretrained(path: Path, **options: object) -> Trunk:
    """Builds the trunk from ``mn04_as.npz``; with ``causal=True`` it must be distilled before use."""
    return Trunk(dict(np.load(path)), **options).eval()  # type: ignore[arg-type]


def load_distilled(path: Path, pretrained: Path, **options: object) -> Trunk:
    """Builds the causal trunk and fills it with distilled weights: those of ``distil.py``, or of a network whose blocks are sequences
    of layers (``blocks.3.1.kernel`` for ``blocks.3.parts.1.kernel``)."""
    trunk = load_pretrained(pretrained, causal=True, **options)
    trunk.load_state_dict({re.sub(r"^(blocks\.\d+)\.(?=\d)", r"\1.parts.", name): torch.from_numpy(value.astype(np.float32))
                           for name, value in np.load(path).items()})
    return trunk
