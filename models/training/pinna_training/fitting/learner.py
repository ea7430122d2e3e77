"""A network in training: losses, steps of the optimizer, the average of its weights. Reads and writes no files."""
from __future__ import annotations

import copy
from typing import Iterable

import numpy as np
import torch

from .. import networks
from ..examples.augment import Augmentations
from ..examples.batches import Batch, mask_spectrum
from ..networks.devices import on_cpu
from ..networks.model import Crnn, Heads, Wavenet
from ..networks.widening import widened
from .distillation import Teachers, soft_losses
from .losses import all_losses

RARE_LOGIT = -4.0  # initial bias of the event classes, so that rare classes begin as rare


class Learner:
    """Trains ``network``. ``average`` is the running average of its weights, in evaluation mode; ``step`` counts the steps done.
    All randomness depends on the configuration's seed and the step alone."""

    def __init__(self, config: dict, heads: Heads, normalization: tuple[np.ndarray, np.ndarray], teachers: Teachers | None,
                 device: torch.device) -> None:
        """``normalization``: mean (dB) and scale of the bands, ``[64]`` each."""
        self.config, self.device = config, device
        self.masks = Augmentations(**config.get("augmentations", {})).masks
        torch.manual_seed(config["seed"])
        network = networks.build(config["architecture"], heads, config["dropout"])
        for buffer, values in zip((network.normalize.mean, network.normalize.scale), normalization):
            buffer.copy_(torch.from_numpy(values))
        torch.nn.init.constant_(network.heads["events"].bias, RARE_LOGIT)
        self.network = network.to(device, memory_format=torch.channels_last).train()
        self.average = copy.deepcopy(self.network).eval()
        self.teachers = None if teachers is None else teachers.to(device)
        decayed = [p for p in self.network.parameters() if p.dim() > 1]
        others = [p for p in self.network.parameters() if p.dim() <= 1]
        self.optimizer = torch.optim.AdamW([{"params": decayed, "weight_decay": config["optimizer"]["weightDecay"]},
                                            {"params": others, "weight_decay": 0.0}])
        self.step = 0
        self.hidden: torch.Tensor | None = None

    def state(self) -> dict:
        """Returns the complete state of the training, on the CPU; ``load`` restores it."""
        return on_cpu({"network": self.network.state_dict(), "average": self.average.state_dict(),
                       "optimizer": self.optimizer.state_dict(), "step": self.step, "hidden": self.hidden})

    def load(self, state: dict) -> None:
        """Restores what ``state`` returned."""
        self.network.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step = state["step"]
        hidden = state.get("hidden")
        self.hidden = None if hidden is None else hidden.to(self.device)

    def begin_from(self, weights: dict[str, torch.Tensor]) -> int:
        """Copies the tensors with the same name and shape; widens those of a narrower ``Crnn``. Returns the number of copied
        tensors."""
        new = self.network.state_dict()
        if isinstance(self.network, Crnn) and new.keys() == weights.keys():
            weights = widened(new, weights)
        same = {name: value for name, value in weights.items() if name in new and new[name].shape == value.shape}
        self.network.load_state_dict(new | same)
        self.average.load_state_dict(self.network.state_dict())
        return len(same)

    @torch.no_grad()
    def mix_in(self, weights: dict[str, torch.Tensor], share: float, inputs: Iterable[torch.Tensor]) -> None:
        """Moves ``average`` by ``share`` towards ``weights``, those of the network of the same shape that this one began as. Measures
        the statistics of its batch norms again, on ``inputs`` (``[B, T, 64]`` dB each)."""
        for name, value in self.average.state_dict().items():
            if value.is_floating_point():
                value.lerp_(weights[name].to(value), share)
        norms = [layer for layer in self.average.modules() if isinstance(layer, torch.nn.BatchNorm2d)]
        for norm in norms:
            norm.reset_running_stats()
            norm.momentum = None  # the plain mean of all batches
        self.average.train()
        for x in inputs:
            self.average(x.to(self.device))
        self.average.eval()

    def first_state(self, size: int, generator: torch.Generator) -> torch.Tensor:
        """Returns the initial state ``[1, B, gru]``: zeros, or for some examples the final state of another example of the last
        batch."""
        hidden = torch.zeros(1, size, self.config["architecture"]["gru"], device=self.device)
        if self.hidden is not None:
            carried = torch.rand(size, generator=generator) < self.config["carriedState"]
            other = self.hidden[:, torch.randperm(self.hidden.shape[1], generator=generator)[:size]]
            hidden[:, carried] = other[:, carried]
        return hidden

    def in_a_row(self, x: torch.Tensor, generator: torch.Generator) -> dict[str, torch.Tensor]:
        """Returns the logits of ``x [B, T, 64]``. In a share ``carriedState`` of the batches, two or four examples at a time follow
        one another as one sound. A network without a recurrent state learns in this way from a past other than silence."""
        longer = float(torch.rand((), generator=generator)) < self.config["carriedState"]
        together = int(2 ** torch.randint(1, 3, (), generator=generator)) if longer else 1
        order = torch.randperm(len(x), generator=generator)
        groups = len(x) // together
        rest = order[groups * together:]
        rows = x[order[:groups * together]].reshape(groups, -1, x.shape[2])
        back = torch.argsort(order)
        parts = [self.network(rows)] + ([self.network(x[rest])] if len(rest) else [])
        return {name: torch.cat([part[name].reshape(-1, x.shape[1], part[name].shape[2]) for part in parts])[back]
                for name in parts[0]}

    def logits(self, x: torch.Tensor, generator: torch.Generator) -> dict[str, torch.Tensor]:
        if isinstance(self.network, Wavenet):
            return self.in_a_row(x, generator)
        if not isinstance(self.network, Crnn):
            return self.network(x)
        embedding, hidden = self.network.embed(x, self.first_state(len(x), generator))
        self.hidden = hidden.detach().float()
        return self.network.read(embedding)

    def losses(self, batch: Batch, generator: torch.Generator) -> dict[str, torch.Tensor]:
        """Returns each head's loss, from the labels and, if there are teachers, in part from their outputs."""
        settings, x = self.config["losses"], batch["x"]
        if self.masks:
            x = mask_spectrum(x, self.network.normalize.mean.cpu(), self.config["spectrumMasks"], generator)
        batch = {name: value.to(self.device) for name, value in batch.items()}
        with torch.autocast(self.device.type, dtype=torch.bfloat16, enabled=self.config["bfloat16"]):
            logits = {name: value.float() for name, value in self.logits(x.to(self.device), generator).items()}
            target = None if self.teachers is None else self.teachers(batch["x"])
        parts = all_losses(logits, batch, settings)
        if target is None:
            return parts
        soft, share = soft_losses(logits, target, batch), settings["taughtShare"]
        return {name: (1 - share) * part + share * soft[name] for name, part in parts.items()}

    def train_step(self, batch: Batch, rate: float) -> dict[str, float]:
        """Does one step at the learning rate ``rate``. Returns the losses, their weighted sum ``loss``, the gradient's norm and the
        rate. If the gradient is not finite, the weights stay as they are."""
        settings, seed = self.config["optimizer"], self.config["seed"] * 10 ** 6 + self.step
        generator = torch.Generator().manual_seed(seed)
        torch.manual_seed(seed)
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        parts = self.losses(batch, generator)
        loss = sum(self.config["losses"]["weights"][name] * part for name, part in parts.items())
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(self.network.parameters(), settings["clip"])
        if torch.isfinite(norm):
            self.optimizer.step()
        else:
            self.hidden = None
        self.update_average(settings["averaging"])
        self.step += 1
        losses = {name: float(part) for name, part in parts.items()}
        return losses | {"norm": float(norm), "rate": rate, "loss": float(loss)}

    @torch.no_grad()
    def update_average(self, decay: float) -> None:
        decay = min(decay, (1 + self.step) / (10 + self.step))
        for mean, value in zip(self.average.state_dict().values(), self.network.state_dict().values()):
            if mean.is_floating_point():
                mean.lerp_(value, 1 - decay)
            else:
                mean.copy_(value)
