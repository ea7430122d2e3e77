"""The architectures ``crnn`` and ``wavenet`` of models/FORMAT.md without a trunk, in PyTorch, with tensors in the names and layouts of
that page. They are references for model folders of format version 1; two_speed.py holds the networks that the recipe trains.

Input of both: features ``[batch, frames, 64]`` in dB. Output: ``{head: logits [batch, frames, classes]}``. Every layer is causal and
starts from zeros, so a file has the same output as a whole and cut into steps of any size.
"""
from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ..signal.features import BANDS, HOP_SECONDS

Heads = dict[str, int]


class Normalize(nn.Module):
    """Computes ``(x − mean) · scale`` per band."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("mean", torch.zeros(BANDS))
        self.register_buffer("scale", torch.ones(BANDS))

    def forward(self, x: Tensor) -> Tensor:
        return (x - self.mean) * self.scale


class CausalConv(nn.Module):
    """A convolution over ``[batch, C, time, frequency]``, causal in time, ``same`` in frequency; batch norm; ReLU. Zeros precede the
    input, unless ``after_past``: then its first ``past`` frames are the past."""

    def __init__(self, channels_in: int, channels: int, kernel: tuple[int, int], stride_f: int, after_past: bool = False) -> None:
        super().__init__()
        self.past, self.side = kernel[0] - 1, (kernel[1] - 1) // 2
        self.padding = (self.side, self.side, 0 if after_past else self.past, 0)
        self.conv = nn.Conv2d(channels_in, channels, kernel, stride=(1, stride_f))
        self.norm = nn.BatchNorm2d(channels)

    def forward(self, x: Tensor) -> Tensor:
        return F.relu(self.norm(self.conv(F.pad(x, self.padding))))

    def folded(self) -> tuple[Tensor, Tensor]:
        """Returns kernel ``[C, cin, kt, kf]`` and bias ``[C]`` with the batch norm's running statistics folded in."""
        gain = self.norm.weight / torch.sqrt(self.norm.running_var + self.norm.eps)
        bias = (self.conv.bias - self.norm.running_mean) * gain + self.norm.bias
        return self.conv.weight * gain[:, None, None, None], bias

    def set_folded(self, kernel: Tensor, bias: Tensor) -> None:
        """Sets the convolution to ``kernel`` and ``bias``, and the batch norm to the identity."""
        self.conv.weight.copy_(kernel)
        self.conv.bias.copy_(bias)
        self.norm.running_mean.zero_()
        self.norm.running_var.fill_(1 - self.norm.eps)
        self.norm.weight.fill_(1)
        self.norm.bias.zero_()


class ConvStack(nn.Module):
    """Maps ``[batch, T, 64]`` or ``[batch, C, T, F]`` to ``[batch, T, F·C]`` (C fastest) by a sequence of causal 2-D convolutions. With
    ``after_past`` the first frames of the input are the past, and the output has as many frames fewer."""

    def __init__(self, specs: list[dict], bands: int = BANDS, channels: int = 1, after_past: bool = False) -> None:
        super().__init__()
        layers = []
        self.macs_per_frame = 0
        for spec in specs:
            kernel = tuple(spec["kernel"])
            layers.append(CausalConv(channels, spec["channels"], kernel, spec["strideF"], after_past))
            bands = (bands + 2 * layers[-1].side - kernel[1]) // spec["strideF"] + 1
            channels = spec["channels"]
            self.macs_per_frame += layers[-1].conv.weight.numel() * bands
        self.layers = nn.ModuleList(layers)
        self.width = bands * channels

    def forward(self, x: Tensor) -> Tensor:
        y = x.unsqueeze(1) if x.dim() == 3 else x
        if y.shape[0] > 1:
            y = y.contiguous(memory_format=torch.channels_last)
        for layer in self.layers:
            y = layer(y)
        return y.permute(0, 2, 3, 1).flatten(2)

    def receptive_field(self) -> int:
        """Returns the receptive field, frames."""
        return 1 + sum(layer.past for layer in self.layers)

    def tensors(self) -> dict[str, Tensor]:
        out = {}
        for i, layer in enumerate(self.layers):
            kernel, bias = layer.folded()
            out[f"conv{i}/kernel"], out[f"conv{i}/bias"] = kernel.permute(2, 3, 1, 0), bias
        return out

    def load_tensors(self, tensors: dict[str, Tensor]) -> None:
        for i, layer in enumerate(self.layers):
            layer.set_folded(tensors[f"conv{i}/kernel"].permute(3, 2, 0, 1), tensors[f"conv{i}/bias"])


class Crnn(nn.Module):
    """Causal 2-D convolutions (with strides in frequency only), a dense layer, a GRU; the heads read ``[gru, dense]``."""

    def __init__(self, architecture: dict, heads: Heads) -> None:
        super().__init__()
        self.normalize = Normalize()
        self.conv = ConvStack(architecture["conv"])
        self.dense = nn.Linear(self.conv.width, architecture["dense"])
        self.gru = nn.GRU(architecture["dense"], architecture["gru"], batch_first=True)
        width = architecture["gru"] + architecture["dense"]
        self.heads = nn.ModuleDict({name: nn.Linear(width, classes) for name, classes in heads.items()})

    def forward(self, x: Tensor) -> dict[str, Tensor]:
        y = F.relu(self.dense(self.conv(self.normalize(x))))
        y = torch.cat([self.gru(y)[0], y], dim=2)
        return {name: head(y) for name, head in self.heads.items()}

    def tensors(self) -> dict[str, np.ndarray]:
        """Returns all weights in the names, shapes and order of FORMAT.md, float32."""
        out = {"normalize/mean": self.normalize.mean, "normalize/scale": self.normalize.scale, **self.conv.tensors()}
        out["dense/kernel"], out["dense/bias"] = self.dense.weight.T, self.dense.bias
        return to_numpy(out | gru_tensors(self.gru) | head_tensors(self.heads))

    @torch.no_grad()
    def load_tensors(self, tensors: dict[str, np.ndarray]) -> None:
        t = {name: torch.from_numpy(np.array(value, dtype=np.float64)) for name, value in tensors.items()}
        self.normalize.mean.copy_(t["normalize/mean"])
        self.normalize.scale.copy_(t["normalize/scale"])
        self.conv.load_tensors(t)
        self.dense.weight.copy_(t["dense/kernel"].T)
        self.dense.bias.copy_(t["dense/bias"])
        copy_into(gru_tensors(self.gru) | head_tensors(self.heads), t)

    def receptive_field(self) -> int:
        """Returns the receptive field of the convolutions, frames."""
        return self.conv.receptive_field()

    def multiply_adds_per_second(self) -> float:
        """Returns the products with weights per second of sound, all layers."""
        linears = [self.dense.weight, self.gru.weight_ih_l0, self.gru.weight_hh_l0]
        macs = self.conv.macs_per_frame + sum(w.numel() for w in linears + [head.weight for head in self.heads.values()])
        return macs / HOP_SECONDS


class WavenetLayer(nn.Module):
    """A gated causal dilated convolution: ``[batch, R, T]`` to residual ``[batch, R, T]`` and skip ``[batch, S, T]``."""

    def __init__(self, residual: int, skip: int, kernel: int, dilation: int, last: bool) -> None:
        super().__init__()
        self.past = (kernel - 1) * dilation
        self.conv = nn.Conv1d(residual, 2 * residual, kernel, dilation=dilation)
        self.residual = None if last else nn.Conv1d(residual, residual, 1)
        self.skip = nn.Conv1d(residual, skip, 1)

    def forward(self, x: Tensor, before: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """``before [batch, R, 1]``: every frame before the first; zeros if absent."""
        past = F.pad(x, (self.past, 0)) if before is None else torch.cat([before.expand(-1, -1, self.past), x], dim=2)
        filtered, gate = self.conv(past).chunk(2, dim=1)
        gated = torch.tanh(filtered) * torch.sigmoid(gate)
        return (x if self.residual is None else x + self.residual(gated)), self.skip(gated)


class GatedStack(nn.Module):
    """Gated dilated convolutions with residual and skip connections, and the dense layer ``post`` after the skips: ``[batch, T, R]`` to
    ``[batch, T, S]``."""

    def __init__(self, architecture: dict) -> None:
        super().__init__()
        residual, skip = architecture["residualChannels"], architecture["skipChannels"]
        kernel, dilations = architecture["kernel"], architecture["dilations"]
        self.layers = nn.ModuleList(WavenetLayer(residual, skip, kernel, dilation, i == len(dilations) - 1)
                                    for i, dilation in enumerate(dilations))
        self.post = nn.Linear(skip, skip)

    @property
    def past(self) -> int:
        """The number of past frames that the layers read."""
        return sum(layer.past for layer in self.layers)

    def forward(self, x: Tensor, before: Tensor | None = None) -> Tensor:
        """``before [batch, 1, R]``: every frame before the first; each layer then begins as after an endless past of it, else after
        zeros."""
        y, resting = x.transpose(1, 2), None if before is None else before.transpose(1, 2)
        skips = torch.zeros((), dtype=y.dtype, device=y.device)
        for layer in self.layers:
            y, skip = layer(y, resting)
            skips = skips + skip
            resting = None if resting is None else layer(resting, resting)[0]
        return F.relu(self.post(F.relu(skips).transpose(1, 2)))

    def tensors(self) -> dict[str, Tensor]:
        """Returns views of the parameters."""
        out = {}
        for i, layer in enumerate(self.layers):
            out[f"layer{i}/kernel"], out[f"layer{i}/bias"] = layer.conv.weight.permute(2, 1, 0), layer.conv.bias
            for name, conv in (("residual", layer.residual), ("skip", layer.skip)):
                if conv is not None:
                    out[f"layer{i}/{name}/kernel"], out[f"layer{i}/{name}/bias"] = conv.weight[:, :, 0].T, conv.bias
        out["post/kernel"], out["post/bias"] = self.post.weight.T, self.post.bias
        return out


class Wavenet(nn.Module):
    """Causal dilated convolutions with gated activations, residual and skip connections (van den Oord et al. 2016), after an
    optional stack of 2-D convolutions. The heads read ``post``, or with ``readFront`` ``[post, front]``."""

    def __init__(self, architecture: dict, heads: Heads) -> None:
        super().__init__()
        residual, skip = architecture["residualChannels"], architecture["skipChannels"]
        self.read_front = architecture.get("readFront", False)
        self.normalize = Normalize()
        self.conv = ConvStack(architecture.get("conv", []))
        self.front = nn.Linear(self.conv.width, residual)
        self.stack = GatedStack(architecture)
        width = skip + residual * self.read_front
        self.heads = nn.ModuleDict({name: nn.Linear(width, classes) for name, classes in heads.items()})

    def forward(self, x: Tensor) -> dict[str, Tensor]:
        front = F.relu(self.front(self.conv(self.normalize(x))))
        y = self.stack(front)
        y = torch.cat([y, front], dim=2) if self.read_front else y
        return {name: head(y) for name, head in self.heads.items()}

    def tensors(self) -> dict[str, np.ndarray]:
        """Returns all weights in the names, shapes and order of FORMAT.md, float32."""
        out = {"normalize/mean": self.normalize.mean, "normalize/scale": self.normalize.scale, **self.conv.tensors(),
               "front/kernel": self.front.weight.T, "front/bias": self.front.bias, **self.stack.tensors()}
        return to_numpy(out | head_tensors(self.heads))

    @torch.no_grad()
    def load_tensors(self, tensors: dict[str, np.ndarray]) -> None:
        t = {name: torch.from_numpy(np.array(value, dtype=np.float64)) for name, value in tensors.items()}
        self.normalize.mean.copy_(t["normalize/mean"])
        self.normalize.scale.copy_(t["normalize/scale"])
        self.conv.load_tensors(t)
        self.front.weight.copy_(t["front/kernel"].T)
        self.front.bias.copy_(t["front/bias"])
        copy_into(self.stack.tensors() | head_tensors(self.heads), t)

    def receptive_field(self) -> int:
        """Returns the receptive field, frames."""
        return self.conv.receptive_field() + self.stack.past

    def multiply_adds_per_second(self) -> float:
        """Returns the products with weights per second of sound. Every kernel after the 2-D convolutions is used once a frame."""
        linears = [p for name, p in self.named_parameters() if name.endswith("weight") and not name.startswith("conv.")]
        return (self.conv.macs_per_frame + sum(p.numel() for p in linears)) / HOP_SECONDS


def build(architecture: dict, heads: Heads) -> Crnn | Wavenet:
    """Builds the network that ``architecture`` of model.json describes; ``heads``: name → number of classes."""
    if architecture["type"] == "crnn":
        return Crnn(architecture, heads)
    if architecture["type"] == "wavenet":
        return Wavenet(architecture, heads)
    raise ValueError(f"unknown architecture {architecture['type']!r}")


def gru_tensors(gru: nn.GRU) -> dict[str, Tensor]:
    """Returns views of the parameters."""
    return {"gru/kernel": gru.weight_ih_l0.T, "gru/recurrentKernel": gru.weight_hh_l0.T,
            "gru/bias": gru.bias_ih_l0, "gru/recurrentBias": gru.bias_hh_l0}


def head_tensors(heads: nn.ModuleDict) -> dict[str, Tensor]:
    """Returns views of the parameters."""
    return {f"head.{name}/{part}": value for name, head in heads.items()
            for part, value in (("kernel", head.weight.T), ("bias", head.bias))}


def copy_into(views: dict[str, Tensor], tensors: dict[str, Tensor]) -> None:
    """Sets the parameters behind ``views`` to the values of the same names. Needs ``torch.no_grad()``."""
    for name, view in views.items():
        view.copy_(tensors[name])


def to_numpy(tensors: dict[str, Tensor]) -> dict[str, np.ndarray]:
    return {name: np.ascontiguousarray(value.detach().to(torch.float32).numpy()) for name, value in tensors.items()}
