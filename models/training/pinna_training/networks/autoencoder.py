"""A small variational auto-encoder of log-mel frames, fully convolutional and causal in time.

It reads ``[batch, frames, 64]`` in dB, one frame every 20 ms. The encoder's strides make one latent column of every ``STRIDE`` frames. The
decoder turns the columns back into frames. Column ``t`` reads frames up to ``STRIDE · t + STRIDE − 1``, and frame ``f`` is made of the
columns up to ``f // STRIDE``. So the picture of a frame is known at most ``STRIDE`` − 1 frames after it.
"""
from __future__ import annotations

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from ..signal.features import BANDS

FLOOR_DB = -90.0  # levels below it count as it
MIDDLE_DB, SCALE_DB = -60.0, 20.0  # of the normalised levels
LATENTS = 16
KERNEL = 3
# Channels and (time, frequency) strides of the encoder's layers.
ENCODER = ((12, (2, 2)), (24, (2, 2)), (32, (2, 2)), (32, (1, 2)))
# Channels and (time, frequency) factors by which the input of the decoder's layers is repeated.
DECODER = ((32, (1, 2)), (24, (2, 2)), (12, (2, 2)), (1, (2, 2)))
STRIDE = int(np.prod([time for _, (time, _) in ENCODER]))
LOWEST_BANDS = BANDS // int(np.prod([bands for _, (_, bands) in ENCODER]))


def normalised(frames: torch.Tensor) -> torch.Tensor:
    """Maps levels in dB to about −1.5 … 2."""
    return (frames.clamp(min=FLOOR_DB) - MIDDLE_DB) / SCALE_DB


class CausalConvolution(nn.Module):
    """Convolution of ``[batch, channels, frames, bands]``. It reads zeros before the first frame and beyond the outer bands."""

    def __init__(self, inputs: int, outputs: int, stride: tuple[int, int] = (1, 1)):
        super().__init__()
        self.convolution = nn.Conv2d(inputs, outputs, KERNEL, stride)
        self.past = KERNEL - stride[0]

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.convolution(functional.pad(x, (1, 1, self.past, 0)))


class Autoencoder(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        channels = [1] + [count for count, _ in ENCODER]
        self.encoder = nn.ModuleList(CausalConvolution(channels[i], count, stride) for i, (count, stride) in enumerate(ENCODER))
        self.mean = nn.Linear(channels[-1] * LOWEST_BANDS, LATENTS)
        self.log_variance = nn.Linear(channels[-1] * LOWEST_BANDS, LATENTS)
        self.spread = nn.Linear(LATENTS, channels[-1] * LOWEST_BANDS)
        channels = [channels[-1]] + [count for count, _ in DECODER]
        self.decoder = nn.ModuleList(CausalConvolution(channels[i], count) for i, (count, _) in enumerate(DECODER))

    def encode(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Maps normalised frames ``[batch, frames, 64]`` to mean and log variance of the latents, ``[batch, columns, LATENTS]``."""
        x = x[:, None]
        for layer in self.encoder:
            x = functional.relu(layer(x))
        columns = x.permute(0, 2, 1, 3).flatten(2)  # [batch, columns, channels · bands]
        return self.mean(columns), self.log_variance(columns)

    def decode(self, latents: torch.Tensor) -> torch.Tensor:
        """Maps ``[batch, columns, LATENTS]`` to normalised frames ``[batch, columns · STRIDE, 64]``."""
        x = functional.relu(self.spread(latents)).unflatten(2, (-1, LOWEST_BANDS)).permute(0, 2, 1, 3)
        for i, (layer, (_, (time, bands))) in enumerate(zip(self.decoder, DECODER)):
            x = layer(x.repeat_interleave(time, dim=2).repeat_interleave(bands, dim=3))
            if i < len(DECODER) - 1:
                x = functional.relu(x)
        return x[:, 0]

    def forward(self, frames: torch.Tensor) -> torch.Tensor:
        """Reconstructs frames in dB from the mean of the latents. ``frames``: a multiple of ``STRIDE`` of them."""
        return self.decode(self.encode(normalised(frames))[0]) * SCALE_DB + MIDDLE_DB

    def tensors(self) -> dict[str, np.ndarray]:
        """Returns the weights that a reconstruction needs. Kernels are ``[outputs, inputs, time, frequency]``."""
        layers = ([(f"encoder.{i}", layer.convolution) for i, layer in enumerate(self.encoder)]
                  + [("mean", self.mean), ("spread", self.spread)]
                  + [(f"decoder.{i}", layer.convolution) for i, layer in enumerate(self.decoder)])
        return {f"{name}/{part}": value.detach().numpy() for name, layer in layers
                for part, value in (("kernel", layer.weight), ("bias", layer.bias))}

    def load_tensors(self, tensors: dict[str, np.ndarray]) -> None:
        """Loads what ``tensors`` returned. It has no variance of the latents."""
        own = self.tensors()
        if own.keys() != tensors.keys() or any(own[name].shape != value.shape for name, value in tensors.items()):
            raise ValueError("the tensors are not those of this auto-encoder")
        for name, value in tensors.items():
            layer, part = name.split("/")
            module: nn.Module = self.get_submodule(layer)
            linear = module.convolution if isinstance(module, CausalConvolution) else module
            with torch.no_grad():
                getattr(linear, "weight" if part == "kernel" else "bias").copy_(torch.from_numpy(value.astype(np.float32)))

    def multiply_adds_per_frame(self) -> float:
        """Counts the multiplications of a reconstruction for each frame."""
        total, bands, frames = 0.0, BANDS, 1.0
        for layer, (_, (time, frequency)) in zip(self.encoder, ENCODER):
            bands, frames = bands // frequency, frames / time
            total += layer.convolution.weight.numel() * bands * frames
        total += (self.mean.weight.numel() + self.spread.weight.numel()) * frames
        for layer, (_, (time, frequency)) in zip(self.decoder, DECODER):
            bands, frames = bands * frequency, frames * time
            total += layer.convolution.weight.numel() * bands * frames
        return total
