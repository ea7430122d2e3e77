"""The training losses of the upper part. Labels count where they are known; elsewhere the pretrained network is the teacher."""
from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from ..data.audioset import CLASS_IDS
from ..data.labels import ANCESTORS, BIRD, BIRDSONG_ID, EVENT_INDEX, EVENTS, GENRES

BIRDSONG, MUSIC = CLASS_IDS.index(BIRDSONG_ID), CLASS_IDS.index(EVENTS["music"])
GENRE_CLASSES = [CLASS_IDS.index(identifier) for identifier in GENRES.values()]
ONSET_FRAMES = 15  # length of an onset, rows (300 ms)


def mean_over(values: Tensor, weights: Tensor) -> Tensor:
    """Returns the weighted mean; 0 if all weights are 0."""
    return (values * weights).sum() / weights.sum().clamp(min=1e-6)


def began_lately(target: Tensor) -> Tensor:
    """Returns ``[B, T, classes]``: 1 where a class is present and was absent within the last ``ONSET_FRAMES`` rows, else 0."""
    absent = F.pad((1 - target).transpose(1, 2), (ONSET_FRAMES, 0))
    return target * F.max_pool1d(absent, ONSET_FRAMES + 1, stride=1).transpose(1, 2)


class EventTargets:
    """Turns the labels of a batch and the teacher's answers into a target and a weight for each of the event classes."""

    def __init__(self, device: torch.device) -> None:
        self.columns = torch.from_numpy(EVENT_INDEX).to(device)
        self.ancestors = torch.from_numpy(ANCESTORS).float()[:BIRD].to(device)

    def __call__(self, target: Tensor, known: Tensor, taught: Tensor, taught_weight: float, positive_weight: float,
                 onset_weight: float) -> tuple[Tensor, Tensor]:
        """Returns target and weight ``[B, T, classes]``.

        ``target``, ``known``: labels ``[B, T, labelled classes]``. A class that is present makes its families present. ``taught``: the
        teacher's probabilities ``[B, T, AudioSet classes]``, which count where the labels say nothing. Present classes have
        ``positive_weight``, times ``onset_weight`` where they have just begun."""
        classes = self.ancestors.shape[1]
        present = torch.zeros(*target.shape[:2], classes, device=target.device)
        present[..., self.columns] = target
        families = (target @ self.ancestors).clamp(max=1)
        certain = torch.zeros_like(present)
        certain[..., self.columns] = known
        hard = torch.maximum(present, families)
        certain = torch.maximum(certain, families)
        soft = F.pad(taught, (0, classes - taught.shape[2]))
        weight = 1 + (positive_weight - 1) * hard
        if onset_weight != 1:
            weight = weight * (1 + (onset_weight - 1) * began_lately(hard))
        covered = torch.zeros(classes, device=target.device)
        covered[:taught.shape[2]] = taught_weight
        return torch.where(certain > 0, hard, soft), torch.where(certain > 0, weight, covered)


def events_loss(logits: Tensor, target: Tensor, weight: Tensor) -> Tensor:
    """Returns the weighted binary cross-entropy of ``logits [B, T, classes]``: the sum over the classes, the mean over all rows."""
    loss = F.binary_cross_entropy_with_logits(logits, target, weight=weight, reduction="sum")
    return loss / (logits.shape[0] * logits.shape[1])


def single_loss(logits: Tensor, target: Tensor, classes: Tensor, frames: Tensor, smoothing: float) -> Tensor:
    """Returns the softmax cross-entropy of the mean event logits ``[B, T, labelled classes]`` over ``frames [B, T]``, among ``classes
    [B, labelled classes]``, for the examples whose ``target [B, labelled classes]`` is not all zero."""
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
    return F.cross_entropy(logits[has].mean(dim=1), genre[has], label_smoothing=smoothing) if has.any() else logits.sum() * 0


def linear_softmax(p: Tensor) -> Tensor:
    """Pools ``[B, T]`` to ``[B]``: Σp² / Σp (Wang et al. 2019)."""
    return (p * p).sum(dim=1) / p.sum(dim=1).clamp(min=1e-6)


def bird_loss(logits: Tensor, target: Tensor, known: Tensor, somewhere: Tensor, taught: Tensor, taught_weight: float) -> Tensor:
    """Returns the loss of the known frames, in which all present and all absent ones have the same weight, plus the pooled loss of
    the examples with a bird ``somewhere [B]``, plus ``taught_weight`` times the loss of the unknown frames against the teacher's
    probabilities ``taught``. ``logits``, ``target``, ``known``, ``taught`` are ``[B, T]``."""
    loss = F.binary_cross_entropy_with_logits(logits, target, reduction="none")
    frame = 0.5 * mean_over(loss, known * target) + 0.5 * mean_over(loss, known * (1 - target))
    pooled = linear_softmax(torch.sigmoid(logits)).clamp(1e-6, 1)
    unlabelled = F.binary_cross_entropy_with_logits(logits, taught, reduction="none")
    return (frame + 0.5 * mean_over(-torch.log(pooled), somewhere.to(logits.dtype))
            + taught_weight * mean_over(unlabelled, 1 - known))


def all_losses(logits: dict[str, Tensor], batch: dict[str, Tensor], taught: Tensor, targets: EventTargets,
               settings: dict) -> dict[str, Tensor]:
    """Returns each head's loss, unweighted; ``logits`` are float32. ``taught``: the teacher's probabilities ``[B, T, AudioSet
    classes]``."""
    target, known = batch["target"].float(), batch["known"].float()
    wanted, weight = targets(target[..., :BIRD], known[..., :BIRD], taught, settings["taughtWeight"], settings["positiveWeight"],
                             settings["onsetWeight"])
    return {
        "events": events_loss(logits["events"], wanted, weight),
        "single": single_loss(logits["events"][..., targets.columns], batch["singleTarget"], batch["singleClasses"],
                              batch["singleFrames"].float(), settings["smoothing"]),
        "genre": genre_loss(logits["genre"], batch["genre"], settings["genreSmoothing"]),
        "bird": bird_loss(logits["bird"][..., 0], target[..., BIRD], known[..., BIRD], batch["birdSomewhere"],
                          taught[..., BIRDSONG], settings["taughtWeight"]),
    }
