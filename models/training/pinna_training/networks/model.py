"""The two architectures of models/FORMAT.md in PyTorch, with tensors in the names and layouts of that page.

Input of both: features ``[batch, frames, 64]`` in dB. Output: ``{head: logits [batch, frames, classes]}``. Every layer is causal and
starts from zeros, so a file has the same output as a whole and cut into steps of any size.
"""
from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ..signal.features import BANDS

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
    """A convolution over ``[batch, C, time, frequency]``, causal in time, ``same`` in frequency; batch norm; ReLU."""

    def __init__(self, channels_in: int, channels: int, kernel: tuple[int, int], stride_f: int) -> None:
        super().__init__()
        self.past, self.side = kernel[0] - 1, (kernel[1] - 1) // 2
        self.conv = nn.Conv2d(channels_in, channels, kernel, stride=(1, stride_f))
        self.norm = nn.BatchNorm2d(channels)

    def forward(self, x: Tensor) -> Tensor:
        return F.relu(self.norm(self.conv(F.pad(x, (self.side, self.side, self.past, 0)))))

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
    """Maps ``[batch, T, 64]`` to ``[batch, T, F·C]`` (C fastest) by a sequence of causal 2-D convolutions."""

    def __init__(self, specs: list[dict]) -> None:
        super().__init__()
        channels, bands = 1, BANDS
        layers = []
        self.macs_per_frame = 0
        for spec in specs:
            kernel = tuple(spec["kernel"])
            layers.append(CausalConv(channels, spec["channels"], kernel, spec["strideF"]))
            bands = (bands + 2 * layers[-1].side - kernel[1]) // spec["strideF"] + 1
            channels = spec["channels"]
            self.macs_per_frame += layers[-1].conv.weight.numel() * bands
        self.layers = nn.ModuleList(layers)
        self.width = bands * channels

    def forward(self, x: Tensor) -> Tensor:
        if not len(self.layers):
            return x
        y = x.unsqueeze(1)
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

    def __init__(self, architecture: dict, heads: Heads, dropout: float = 0.0) -> None:
        super().__init__()
        self.normalize = Normalize()
        self.conv = ConvStack(architecture["conv"])
        self.dense = nn.Linear(self.conv.width, architecture["dense"])
        self.gru = nn.GRU(architecture["dense"], architecture["gru"], batch_first=True)
        self.dropout = nn.Dropout(dropout)
        width = architecture["gru"] + architecture["dense"]
        self.heads = nn.ModuleDict({name: nn.Linear(width, classes) for name, classes in heads.items()})

    def embed(self, x: Tensor, hidden: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Maps ``[batch, T, 64]`` to ``[batch, T, gru + dense]`` and the last GRU state ``[1, batch, gru]``."""
        y = F.relu(self.dense(self.dropout(self.conv(self.normalize(x)))))
        recurrent, hidden = self.gru(y, hidden)
        return torch.cat([recurrent, y], dim=2), hidden

    def forward(self, x: Tensor) -> dict[str, Tensor]:
        embedding, _ = self.embed(x)
        return self.read(embedding)

    def read(self, embedding: Tensor) -> dict[str, Tensor]:
        """Applies the heads to an ``embedding [batch, T, gru + dense]``."""
        embedding = self.dropout(embedding)
        return {name: head(embedding) for name, head in self.heads.items()}

    def tensors(self) -> dict[str, np.ndarray]:
        """Returns all weights in the names, shapes and order of FORMAT.md, float32."""
        out = {"normalize/mean": self.normalize.mean, "normalize/scale": self.normalize.scale, **self.conv.tensors()}
        out["dense/kernel"], out["dense/bias"] = self.dense.weight.T, self.dense.bias
        out["gru/kernel"], out["gru/recurrentKernel"] = self.gru.weight_ih_l0.T, self.gru.weight_hh_l0.T
        out["gru/bias"], out["gru/recurrentBias"] = self.gru.bias_ih_l0, self.gru.bias_hh_l0
        return to_numpy(out | head_tensors(self.heads))

    @torch.no_grad()
    def load_tensors(self, tensors: dict[str, np.ndarray]) -> None:
        t = {name: torch.from_numpy(np.array(value, dtype=np.float64)) for name, value in tensors.items()}
        self.normalize.mean.copy_(t["normalize/mean"])
        self.normalize.scale.copy_(t["normalize/scale"])
        self.conv.load_tensors(t)
        self.dense.weight.copy_(t["dense/kernel"].T)
        self.dense.bias.copy_(t["dense/bias"])
        self.gru.weight_ih_l0.copy_(t["gru/kernel"].T)
        self.gru.weight_hh_l0.copy_(t["gru/recurrentKernel"].T)
        self.gru.bias_ih_l0.copy_(t["gru/bias"])
        self.gru.bias_hh_l0.copy_(t["gru/recurrentBias"])
        load_heads(self.heads, t)

    def receptive_field(self) -> int:
        """Returns the receptive field of the convolutions, frames."""
        return self.conv.receptive_field()

    def macs_per_frame(self) -> int:
        """Returns the multiply-adds of one 20 ms frame, all layers."""
        linears = [self.dense.weight, self.gru.weight_ih_l0, self.gru.weight_hh_l0]
        return self.conv.macs_per_frame + sum(w.numel() for w in linears + [head.weight for head in self.heads.values()])


class WavenetLayer(nn.Module):
    """A gated causal dilated convolution: ``[batch, R, T]`` to residual ``[batch, R, T]`` and skip ``[batch, S, T]``."""

    def __init__(self, residual: int, skip: int, kernel: int, dilation: int, last: bool) -> None:
        super().__init__()
        self.past = (kernel - 1) * dilation
        self.conv = nn.Conv1d(residual, 2 * residual, kernel, dilation=dilation)
        self.residual = None if last else nn.Conv1d(residual, residual, 1)
        self.skip = nn.Conv1d(residual, skip, 1)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        filtered, gate = self.conv(F.pad(x, (self.past, 0))).chunk(2, dim=1)
        gated = torch.tanh(filtered) * torch.sigmoid(gate)
        return (x if self.residual is None else x + self.residual(gated)), self.skip(gated)


class Wavenet(nn.Module):
    """Causal dilated convolutions with gated activations, residual and skip connections (van den Oord et al. 2016), after an
    optional stack of 2-D convolutions. The heads read ``post``, or with ``readFront`` ``[post, front]``."""

    def __init__(self, architecture: dict, heads: Heads, dropout: float = 0.0) -> None:
        super().__init__()
        residual, skip = architecture["residualChannels"], architecture["skipChannels"]
        kernel, dilations = architecture["kernel"], architecture["dilations"]
        self.read_front = architecture.get("readFront", False)
        self.normalize = Normalize()
        self.conv = ConvStack(architecture.get("conv", []))
        self.front = nn.Linear(self.conv.width if len(self.conv.layers) else BANDS, residual)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(WavenetLayer(residual, skip, kernel, dilation, i == len(dilations) - 1)
                                    for i, dilation in enumerate(dilations))
        self.post = nn.Linear(skip, skip)
        width = skip + residual * self.read_front
        self.heads = nn.ModuleDict({name: nn.Linear(width, classes) for name, classes in heads.items()})

    def forward(self, x: Tensor) -> dict[str, Tensor]:
        front = F.relu(self.front(self.dropout(self.conv(self.normalize(x)))))
        y = front.transpose(1, 2)
        skips = torch.zeros((), dtype=y.dtype)
        for layer in self.layers:
            y, skip = layer(y)
            skips = skips + skip
        y = F.relu(self.post(F.relu(skips).transpose(1, 2)))
        y = self.dropout(torch.cat([y, front], dim=2) if self.read_front else y)
        return {name: head(y) for name, head in self.heads.items()}

    def tensors(self) -> dict[str, np.ndarray]:
        """Returns all weights in the names, shapes and order of FORMAT.md, float32."""
        out = {"normalize/mean": self.normalize.mean, "normalize/scale": self.normalize.scale, **self.conv.tensors(),
               "front/kernel": self.front.weight.T, "front/bias": self.front.bias}
        for i, layer in enumerate(self.layers):
            out[f"layer{i}/kernel"], out[f"layer{i}/bias"] = layer.conv.weight.permute(2, 1, 0), layer.conv.bias
            for name, conv in (("residual", layer.residual), ("skip", layer.skip)):
                if conv is not None:
                    out[f"layer{i}/{name}/kernel"], out[f"layer{i}/{name}/bias"] = conv.weight[:, :, 0].T, conv.bias
        out["post/kernel"], out["post/bias"] = self.post.weight.T, self.post.bias
        return to_numpy(out | head_tensors(self.heads))

    @torch.no_grad()
    def load_tensors(self, tensors: dict[str, np.ndarray]) -> None:
        t = {name: torch.from_numpy(np.array(value, dtype=np.float64)) for name, value in tensors.items()}
        self.normalize.mean.copy_(t["normalize/mean"])
        self.normalize.scale.copy_(t["normalize/scale"])
        self.conv.load_tensors(t)
        self.front.weight.copy_(t["front/kernel"].T)
        self.front.bias.copy_(t["front/bias"])
        for i, layer in enumerate(self.layers):
            layer.conv.weight.copy_(t[f"layer{i}/kernel"].permute(2, 1, 0))
            layer.conv.bias.copy_(t[f"layer{i}/bias"])
            for name, conv in (("residual", layer.residual), ("skip", layer.skip)):
                if conv is not None:
                    conv.weight[:, :, 0].copy_(t[f"layer{i}/{name}/kernel"].T)
                    conv.bias.copy_(t[f"layer{i}/{name}/bias"])
        self.post.weight.copy_(t["post/kernel"].T)
        self.post.bias.copy_(t["post/bias"])
        load_heads(self.heads, t)

    def receptive_field(self) -> int:
        """Returns the receptive field, frames."""
        return self.conv.receptive_field() + sum(layer.past for layer in self.layers)

    def macs_per_frame(self) -> int:
        """Returns the multiply-adds of one 20 ms frame. Every kernel after the 2-D convolutions is used once a frame."""
        linears = [p for name, p in self.named_parameters() if name.endswith("weight") and not name.startswith("conv.")]
        return self.conv.macs_per_frame + sum(p.numel() for p in linears)


def build(architecture: dict, heads: Heads, dropout: float = 0.0) -> Crnn | Wavenet:
    """Builds the network that ``architecture`` (of model.json or a configuration) describes; ``heads``: name → number of classes."""
    if architecture["type"] == "crnn":
        return Crnn(architecture, heads, dropout)
    if architecture["type"] == "wavenet":
        return Wavenet(architecture, heads, dropout)
    raise ValueError(f"unknown architecture {architecture['type']!r}")


def head_tensors(heads: nn.ModuleDict) -> dict[str, Tensor]:
    return {f"head.{name}/{part}": value for name, head in heads.items()
            for part, value in (("kernel", head.weight.T), ("bias", head.bias))}


def load_heads(heads: nn.ModuleDict, tensors: dict[str, Tensor]) -> None:
    for name, head in heads.items():
        head.weight.copy_(tensors[f"head.{name}/kernel"].T)
        head.bias.copy_(tensors[f"head.{name}/bias"])


def to_numpy(tensors: dict[str, Tensor]) -> dict[str, np.ndarray]:
    return {name: np.ascontiguousarray(value.detach().to(torch.float32).numpy()) for name, value in tensors.items()}
