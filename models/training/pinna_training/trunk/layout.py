"""Describes a trunk as model.json does, and names its weights as weights.bin does (models/FORMAT.md)."""
from __future__ import annotations

import numpy as np
from torch import Tensor

from .network import BANDS, FRAMES_PER_SECOND, Convolution, SqueezeExcitation, Trunk

DILATED_BLOCK = 13  # the block whose stride in time can become dilation
ACTIVATION_NAMES = {"relu": "relu", "hswish": "hard-swish"}


def description(trunk: Trunk) -> dict:
    """Returns the entry ``trunk`` of an architecture."""
    return {"stem": convolution(trunk.stem), "blocks": [block(layers) for layers in blocks(trunk)],
            "embedding": trunk.last.kernel.shape[0], "squeezeSeconds": trunk.tau_seconds}


def blank(entry: dict) -> Trunk:
    """Returns the causal trunk that an entry ``trunk`` of an architecture describes, with zeros for weights and one class."""
    weights: dict[str, np.ndarray] = {}

    def dense(name: str, inputs: int, outputs: int) -> None:
        weights[f"{name}.weight"], weights[f"{name}.bias"] = np.zeros((outputs, inputs), np.float32), np.zeros(outputs, np.float32)

    def convolve(name: str, outputs: int, inputs: int, kernel: list[int]) -> None:
        weights[f"{name}.0.weight"] = np.zeros((outputs, inputs, kernel[1], kernel[0]), np.float32)
        weights[f"{name}.1.running_var"] = np.ones(outputs, np.float32)
        for part in ("weight", "bias", "running_mean"):
            weights[f"{name}.1.{part}"] = np.zeros(outputs, np.float32)

    convolve("features.0", entry["stem"]["channels"], 1, entry["stem"]["kernel"])
    inputs = entry["stem"]["channels"]
    for i, given in enumerate(entry["blocks"], 1):
        name, at, inside = f"features.{i}.block", 0, given.get("expand", inputs)
        if "expand" in given:
            convolve(f"{name}.0", inside, inputs, [1, 1])
            at = 1
        convolve(f"{name}.{at}", inside, 1, given["kernel"])
        if "squeeze" in given:
            at += 1
            dense(f"{name}.{at}.conc_se_layers.0.fc1", inside, given["squeeze"])
            dense(f"{name}.{at}.conc_se_layers.0.fc2", given["squeeze"], inside)
        inputs = given["channels"]
        convolve(f"{name}.{at + 1}", inputs, inside, [1, 1])
    convolve("features.16", entry["embedding"], inputs, [1, 1])
    dense("classifier.2", entry["embedding"], 1)
    dense("classifier.5", 1, 1)
    trunk = Trunk(weights, causal=True, tau_seconds=entry["squeezeSeconds"],
                  dilate_last_stride=entry["blocks"][DILATED_BLOCK - 1]["stride"][0] == 1)
    if description(trunk) != entry:
        raise ValueError("the description is not that of a trunk like mn04")
    return trunk


def blocks(trunk: Trunk) -> list[dict]:
    """Returns the layers of each block by name: ``depthwise`` and ``project``, and ``expand`` and ``squeeze`` where they exist."""
    named = []
    for module in trunk.blocks:
        parts = list(module.parts)
        layers = {"project": parts.pop()}
        if isinstance(parts[-1], SqueezeExcitation):
            layers["squeeze"] = parts.pop()
        layers["depthwise"] = parts.pop()
        if parts:
            layers["expand"] = parts.pop()
        named.append(layers)
    return named


def convolution(layer: Convolution) -> dict:
    kernel = list(layer.kernel.shape)
    return {"kernel": [kernel[3], kernel[2]], "stride": [layer.time_stride, layer.stride], "channels": kernel[0]}


def block(layers: dict) -> dict:
    depthwise = layers["depthwise"]
    entry = {"expand": layers["expand"].kernel.shape[0]} if "expand" in layers else {}
    entry |= convolution(depthwise)
    if depthwise.dilation > 1:
        entry["dilation"] = depthwise.dilation
    if "squeeze" in layers:
        entry["squeeze"] = layers["squeeze"].fc1.out_features
    return entry | {"activation": ACTIVATION_NAMES[depthwise.activation], "channels": layers["project"].kernel.shape[0]}


def weight_views(trunk: Trunk) -> dict[str, Tensor]:
    """Returns all weights up to the embedding in the names, shapes and order of FORMAT.md, as views of the parameters: who writes
    to a view changes the trunk."""
    out: dict[str, Tensor] = {}

    def layer(name: str, kernel: Tensor, bias: Tensor) -> None:
        out[f"trunk/{name}/kernel"], out[f"trunk/{name}/bias"] = kernel.detach(), bias.detach()

    def pointwise(name: str, part: Convolution) -> None:
        layer(name, part.kernel[:, :, 0, 0].T, part.bias)

    layer("stem", trunk.stem.kernel.permute(3, 2, 1, 0), trunk.stem.bias)
    for i, layers in enumerate(blocks(trunk), 1):
        name = f"block{i}"
        if "expand" in layers:
            pointwise(f"{name}/expand", layers["expand"])
        layer(f"{name}/depthwise", layers["depthwise"].kernel.permute(3, 2, 0, 1), layers["depthwise"].bias)
        if "squeeze" in layers:
            layer(f"{name}/squeeze", layers["squeeze"].fc1.weight.T, layers["squeeze"].fc1.bias)
            layer(f"{name}/excite", layers["squeeze"].fc2.weight.T, layers["squeeze"].fc2.bias)
        pointwise(f"{name}/project", layers["project"])
    pointwise("last", trunk.last)
    return out


def normalization() -> dict[str, np.ndarray]:
    """Returns the tensors ``normalize/…``. The frames are normalised already, so they change nothing."""
    return {"normalize/mean": np.zeros(BANDS, np.float32), "normalize/scale": np.ones(BANDS, np.float32)}


def convolution_layers(trunk: Trunk) -> list[Convolution]:
    """Returns the stem and the depthwise convolutions in order."""
    return [trunk.stem] + [layers["depthwise"] for layers in blocks(trunk)]


def stride(trunk: Trunk, block: int) -> int:
    """Returns the number of input frames for each output of a block (0: the stem)."""
    return int(np.prod([layer.time_stride for layer in convolution_layers(trunk)[:block + 1]]))


def past(trunk: Trunk, block: int) -> int:
    """Returns the number of past input frames that the convolutions up to a block (0: the stem) read."""
    layers = convolution_layers(trunk)[:block + 1]
    return sum((layer.kernel.shape[3] - 1) * layer.dilation * stride(trunk, i - 1) for i, layer in enumerate(layers))


def grid(trunk: Trunk, block: int) -> tuple[int, int]:
    """Returns the number of bands and of channels of a block's output (0: the stem)."""
    bands = BANDS
    for layer in convolution_layers(trunk)[:block + 1]:
        bands = (bands - 1) // layer.stride + 1
    return bands, (trunk.blocks[block - 1].parts[-1] if block else trunk.stem).kernel.shape[0]


def multiply_adds_per_second(trunk: Trunk) -> float:
    """Returns the products with weights per second of sound, up to the embedding."""
    rate, bands = float(FRAMES_PER_SECOND), BANDS
    total = 0.0

    def convolve(layer: Convolution) -> float:
        nonlocal rate, bands
        rate, bands = rate / layer.time_stride, (bands - 1) // layer.stride + 1
        return layer.kernel.numel() * bands * rate

    total += convolve(trunk.stem)
    for layers in blocks(trunk):
        for name in ("expand", "depthwise", "project"):
            total += convolve(layers[name]) if name in layers else 0
        if "squeeze" in layers:
            total += rate * (layers["squeeze"].fc1.weight.numel() + layers["squeeze"].fc2.weight.numel())
    return total + convolve(trunk.last)
