"""The training losses. Each counts known labels only."""
from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from ..data.labels import BIRD, EVENTS

ONSET_FRAMES = 15  # length of an onset, frames (300 ms)


def mean_over(values: Tensor, weights: Tensor) -> Tensor:
    """Returns the weighted mean; 0 if all weights are 0."""
    return (values * weights).sum() / weights.sum().clamp(min=1e-6)


def began_lately(target: Tensor) -> Tensor:
    """Returns ``[B, T, classes]``: 1 where a class is present and was absent within the last ``ONSET_FRAMES`` frames, else 0."""
    absent = F.pad((1 - target).transpose(1, 2), (ONSET_FRAMES, 0))
    return target * F.max_pool1d(absent, ONSET_FRAMES + 1, stride=1).transpose(1, 2)


def events_loss(logits: Tensor, target: Tensor, known: Tensor, positive_weight: float, onset_weight: float,
                class_weight: Tensor) -> Tensor:
    """Returns the binary cross-entropy of ``logits [B, T, classes]``: the sum over the known classes, the mean over all frames. Each
    class has its ``class_weight [classes]``, times ``positive_weight`` where it is present, times ``onset_weight`` where it has
    just begun."""
    weight = known * class_weight * (1 + (positive_weight - 1) * target)
    if onset_weight != 1:
        weight = weight * (1 + (onset_weight - 1) * began_lately(target))
    loss = F.binary_cross_entropy_with_logits(logits, target, weight=weight, reduction="sum")
    return loss / (logits.shape[0] * logits.shape[1])


def single_loss(logits: Tensor, target: Tensor, classes: Tensor, frames: Tensor, smoothing: float) -> Tensor:
    """Returns the softmax cross-entropy of the mean event logits ``[B, T, classes]`` over ``frames [B, T]``, among ``classes
    [B, classes]``, for the examples whose ``target [B, classes]`` is not all zero."""
    share = frames / frames.sum(dim=1, keepdim=True).clamp(min=1)
    pooled = torch.einsum("btc,bt->bc", logits, share)
    log_p = F.log_softmax(pooled.masked_fill(~classes, -1e4), dim=1)
    uniform = classes / classes.sum(dim=1, keepdim=True).clamp(min=1)
    wanted = (1 - smoothing) * target + smoothing * uniform
    cross_entropy = -(wanted * log_p.masked_fill(~classes, 0)).sum(dim=1)
    return mean_over(cross_entropy, (target.sum(dim=1) > 0).to(logits.dtype))


def genre_loss(logits: Tensor, genre: Tensor, smoothing: float) -> Tensor:
    """Returns the cross-entropy of the mean logits ``[B, T, 10]`` of the examples with a genre (``genre [B]``, −1: none)."""
    has = genre >= 0
    if not has.any():
        return logits.sum() * 0
    return F.cross_entropy(logits[has].mean(dim=1), genre[has], label_smoothing=smoothing)


def linear_softmax(p: Tensor) -> Tensor:
    """Pools ``[B, T]`` to ``[B]``: Σp² / Σp (Wang et al. 2019)."""
    return (p * p).sum(dim=1) / p.sum(dim=1).clamp(min=1e-6)


def bird_loss(logits: Tensor, target: Tensor, known: Tensor, somewhere: Tensor) -> Tensor:
    """Returns the loss of the known frames, in which all present and all absent ones have the same weight, plus the pooled loss of
    the examples with a bird ``somewhere [B]``. ``logits``, ``target``, ``known`` are ``[B, T]``."""
    loss = F.binary_cross_entropy_with_logits(logits, target, reduction="none")
    frame = 0.5 * mean_over(loss, known * target) + 0.5 * mean_over(loss, known * (1 - target))
    pooled = linear_softmax(torch.sigmoid(logits)).clamp(1e-6, 1)
    return frame + 0.5 * mean_over(-torch.log(pooled), somewhere.to(logits.dtype))


def all_losses(logits: dict[str, Tensor], batch: dict[str, Tensor], settings: dict) -> dict[str, Tensor]:
    """Returns each head's loss, unweighted; ``logits`` are float32."""
    target, known = batch["target"].float(), batch["known"].float()
    class_weight = torch.tensor([settings["classWeights"].get(name, 1.0) for name in EVENTS], device=target.device)
    return {
        "events": events_loss(logits["events"], target[..., :BIRD], known[..., :BIRD], settings["positiveWeight"],
                              settings["onsetWeight"], class_weight),
        "single": single_loss(logits["events"], batch["singleTarget"], batch["singleClasses"],
                              batch["singleFrames"].float(), settings["smoothing"]),
        "genre": genre_loss(logits["genre"], batch["genre"], settings["genreSmoothing"]),
        "bird": bird_loss(logits["bird"][..., 0], target[..., BIRD], known[..., BIRD], batch["birdSomewhere"]),
    }
