"""A network of two speeds in training: losses, steps of the optimizer, the average of its weights. Reads and writes no files."""
from __future__ import annotations

import copy

import numpy as np
import torch
from torch import Tensor, nn

from ..data.audioset import CLASS_IDS
from ..data.labels import ANCESTORS, BIRD, BIRDSONG_ID, EVENT_INDEX, GENRES, HEADS
from ..examples.batches import Batch
from ..networks import two_speed
from ..networks.cache_input import full_bands
from ..networks.devices import on_cpu
from ..networks.model import Heads
from ..trunk import layout
from ..trunk.network import Trunk
from .losses import EventTargets, all_losses

RARE_LOGIT = -4.0  # initial bias of classes that the pretrained classifier does not have
HINDSIGHT = 3  # number of embeddings that the teacher averages for a row: its own and the next ones


@torch.no_grad()
def begin_with_classifier(network: two_speed.TwoSpeed, trunk: Trunk) -> None:
    """Makes every head begin as the pretrained classifier: its logits are those of the held embedding, the rest of the network adds
    nothing yet. Classes that the classifier does not have begin as rare."""
    place = {identifier: i for i, identifier in enumerate(CLASS_IDS)}
    rows = {"genre": [place[identifier] for identifier in GENRES.values()], "bird": [place[BIRDSONG_ID]],
            "events": list(range(len(CLASS_IDS)))}
    slow = network.slow.out_features
    if slow != trunk.fc2.in_features:
        raise ValueError(f"the configuration has {slow} slow units, the pretrained classifier {trunk.fc2.in_features}")
    for name, head in network.heads.items():
        own = rows[name]
        head.weight.zero_()
        head.weight[:len(own), -slow:] = trunk.fc2.weight[own]
        head.bias.fill_(RARE_LOGIT)
        head.bias[:len(own)] = trunk.fc2.bias[own]


def set_trainable(trunk: Trunk, last_blocks: int | None) -> None:
    """Frees the last ``last_blocks`` blocks and the layer after them, or with None the whole trunk. The rest does not learn. The
    pretrained classifier never learns: it is the teacher."""
    trunk.requires_grad_(last_blocks is None)
    if last_blocks:
        for block in [*trunk.blocks[-last_blocks:], trunk.last]:
            block.requires_grad_(True)
    for layer in (trunk.fc1, trunk.fc2):
        layer.requires_grad_(False)


def unlearnable_rows(learnable: np.ndarray, has_genres: bool) -> dict[str, np.ndarray]:
    """Returns, for each head, booleans ``[classes]``: true for classes that no label teaches. ``learnable [COLUMNS]``: labelled classes
    that labels do teach; their families are taught with them."""
    rows = {name: np.ones(classes, dtype=bool) for name, classes in HEADS.items()}
    rows["events"][EVENT_INDEX[learnable[:BIRD]]] = False
    rows["events"][ANCESTORS[learnable].any(axis=0)] = False
    rows["bird"][:] = not learnable[BIRD]
    rows["genre"][:] = not has_genres
    return rows


class Learner:
    """Trains ``network``. ``average`` is the running average of its weights, in evaluation mode; ``architecture`` is that of
    model.json; ``step`` counts the steps done.
    All randomness depends on the configuration's seed and the step alone.

    Keys of the configuration: ``trunk.lastBlocks``: number of the trunk's last blocks that learn, null for all; ``trunk.rateShare``: their
    share of the learning rate. ``keepClassifier``: whether classes that no label teaches keep the pretrained classifier
    (``keep_classifier``)."""

    def __init__(self, config: dict, heads: Heads, trunk: Trunk, device: torch.device) -> None:
        self.config, self.device = config, device
        torch.manual_seed(config["seed"])
        self.teacher = copy.deepcopy(trunk).eval().requires_grad_(False).to(device)
        self.architecture = config["architecture"] | {"trunk": layout.description(trunk)}
        self.network = two_speed.build(self.architecture, heads, trunk, config["dropout"]).to(device).train()
        begin_with_classifier(self.network, trunk)
        set_trainable(self.network.trunk, config["trunk"]["lastBlocks"])
        self.average = copy.deepcopy(self.network).eval()
        self.trunk_teaches = self.trunk_stays_teacher()
        self.targets = EventTargets(device)
        self.optimizer = torch.optim.AdamW(self.groups())
        self.kept: list[tuple[Tensor, Tensor, Tensor]] = []
        self.step = 0

    def keep_classifier(self, rows: dict[str, np.ndarray]) -> None:
        """From now on, the slow layer and these ``rows`` of the heads keep their values. Training data that lacks a sound teaches the
        network to forget it, even if the pretrained classifier is the teacher."""
        slow, heads = self.network.slow, self.network.heads
        layers = [(slow, np.ones(slow.out_features, dtype=bool)), *((heads[name], mask) for name, mask in rows.items())]
        for layer, mask in layers:
            chosen = torch.from_numpy(mask).to(self.device)
            self.kept += [(values, chosen, values[chosen].detach().clone()) for values in (layer.weight, layer.bias)]

    @torch.no_grad()
    def restore_kept(self) -> None:
        for values, chosen, before in self.kept:
            values[chosen] = before

    def groups(self) -> list[dict]:
        """Returns the groups of the optimizer: matrices have weight decay; the trunk learns at its share of the rate."""
        decay, share = self.config["optimizer"]["weightDecay"], self.config["trunk"]["rateShare"]
        out = []
        for of_trunk in (False, True):
            mine = [p for name, p in self.network.named_parameters() if name.startswith("trunk.") == of_trunk and p.requires_grad]
            for matrices in (True, False):
                chosen = [p for p in mine if (p.dim() > 1) == matrices]
                if chosen:
                    out.append({"params": chosen, "weight_decay": decay * matrices * (not of_trunk), "share": share if of_trunk else 1.0})
        return out

    def state(self) -> dict:
        """Returns the complete state of the training, on the CPU; ``load`` restores it."""
        return on_cpu({"network": self.network.state_dict(), "average": self.average.state_dict(),
                       "optimizer": self.optimizer.state_dict(), "step": self.step})

    def load(self, state: dict) -> None:
        """Restores what ``state`` returned."""
        self.network.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step = state["step"]
        self.trunk_teaches = self.trunk_stays_teacher()

    def begin_from(self, weights: dict[str, Tensor]) -> int:
        """Copies the tensors with the same name and shape. Returns their number. With ``classifierShare`` in the configuration, heads and
        slow layer move that far back to the pretrained classifier: such means know more of sounds outside the training data (Wortsman et
        al. 2022)."""
        new, share = self.network.state_dict(), self.config.get("classifierShare", 0.0)
        same = {name: value for name, value in weights.items() if name in new and new[name].shape == value.shape}
        mixed = {name: torch.lerp(value, new[name], share) if name.startswith(("heads.", "slow.")) else value
                 for name, value in same.items()}
        self.network.load_state_dict(new | mixed)
        self.average.load_state_dict(self.network.state_dict())
        self.trunk_teaches = self.trunk_stays_teacher()
        return len(same)

    def trunk_stays_teacher(self) -> bool:
        """Returns whether the trunk has the teacher's weights and does not learn, so that it need not run twice."""
        own, teacher = self.network.trunk.state_dict(), self.teacher.state_dict()
        return self.config["trunk"]["lastBlocks"] == 0 and all(torch.equal(value, own[name]) for name, value in teacher.items())

    def taught(self, embedding: Tensor, rows: int) -> Tensor:
        """Returns what the teacher says of each row, probabilities ``[B, rows, AudioSet classes]``: the pretrained classifier on the mean
        of the ``HINDSIGHT`` embeddings ``[B, positions, E]`` that complete from the row on. The last one stands for those after it."""
        later = [embedding[:, i:] for i in range(HINDSIGHT)]
        mean = torch.stack([torch.cat([part, embedding[:, -1:].expand(-1, i, -1)], dim=1) for i, part in enumerate(later)]).mean(dim=0)
        probabilities = torch.sigmoid(self.teacher.logits(mean))
        return probabilities.repeat_interleave(rows // embedding.shape[1], dim=1)

    def answers(self, x: Tensor) -> tuple[dict[str, Tensor], Tensor]:
        """Returns the logits of ``x [B, T, 102]`` and what the teacher says of the same rows."""
        full, bfloat16 = full_bands(x), self.config["bfloat16"]
        with torch.autocast(self.device.type, dtype=torch.bfloat16, enabled=bfloat16):
            seen = self.network.trunk_rows(full)
            logits, _ = self.network.read(seen)
            with torch.no_grad():
                embedding = seen.embedding[:, 1:] if self.trunk_teaches else self.teacher.embed(full)
        rows = next(iter(logits.values())).shape[1]
        with torch.no_grad():
            taught = self.taught(embedding.float(), rows)
        return {name: value.float() for name, value in logits.items()}, taught

    def in_a_row(self, x: Tensor, generator: torch.Generator) -> tuple[dict[str, Tensor], Tensor]:
        """Returns the ``answers`` to ``x [B, T, 102]``. In a share ``carriedState`` of the batches, two or four examples at a time follow
        one another as one sound. In this way a network learns from a past other than silence."""
        longer = float(torch.rand((), generator=generator)) < self.config["carriedState"]
        together = int(2 ** torch.randint(1, 3, (), generator=generator)) if longer else 1
        if together == 1:
            return self.answers(x)
        order = torch.randperm(len(x), generator=generator)
        groups = len(x) // together
        rest = order[groups * together:]
        parts = [self.answers(x[order[:groups * together]].reshape(groups, -1, x.shape[2]))]
        if len(rest):
            parts.append(self.answers(x[rest]))
        back, rows = torch.argsort(order), x.shape[1] // self.network.frames_per_row

        def joined(values: list[Tensor]) -> Tensor:
            return torch.cat([value.reshape(-1, rows, value.shape[2]) for value in values])[back]

        return {name: joined([logits[name] for logits, _ in parts]) for name in parts[0][0]}, joined([taught for _, taught in parts])

    def losses(self, batch: Batch, generator: torch.Generator) -> dict[str, Tensor]:
        """Returns each head's loss."""
        batch = {name: value.to(self.device) for name, value in batch.items()}
        logits, taught = self.in_a_row(batch["x"], generator)
        return all_losses(logits, batch, taught, self.targets, self.config["losses"])

    def train_step(self, batch: Batch, rate: float) -> dict[str, float]:
        """Does one step at the learning rate ``rate``. Returns the losses, their weighted sum ``loss``, the gradient's norm and the
        rate. If the gradient is not finite, the weights stay as they are."""
        settings, seed = self.config["optimizer"], self.config["seed"] * 10 ** 6 + self.step
        generator = torch.Generator().manual_seed(seed)
        torch.manual_seed(seed)
        for group in self.optimizer.param_groups:
            group["lr"] = rate * group["share"]
        parts = self.losses(batch, generator)
        loss = sum(self.config["losses"]["weights"][name] * part for name, part in parts.items())
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        norm = nn.utils.clip_grad_norm_(self.network.parameters(), settings["clip"])
        if torch.isfinite(norm):
            self.optimizer.step()
            self.restore_kept()
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
