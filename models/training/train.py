"""Trains all heads at once. Interrupt it and start it again with the same arguments: it goes on from its last checkpoint.

    python3 models/training/train.py --config models/training/configs/crnn.json --data ../shared/data \
        --cache models/training/cache --out models/training/runs/crnn

Writes to the run folder ``checkpoint.pt`` (all that is needed to go on), ``best.pt`` (averaged weights, best selection
score on the validation split), ``config.json`` and ``log.jsonl`` (one line per 50 steps and per evaluation).
"""
from __future__ import annotations

import argparse
import copy
import json
import os
import time
from pathlib import Path

import numpy as np
import torch

import batches
import configuration
import corpus
import evaluate
import networks
from augment import Augmentations
from corpus import Features
from distillation import Teachers, soft_losses
from labels import EVENTS, GENRES
from losses import all_losses
from mixtures import Mixer
from model import Crnn, Wavenet
from schedule import rate_at
from sounds import Library

HEADS = {"genre": len(GENRES), "bird": 1, "events": len(EVENTS)}
LOG_EVERY = 50


def selection_score(figures: dict[str, float]) -> float:
    """What ``best.pt`` is best in, on the validation split."""
    return (figures["escAccuracy"] + 0.5 * figures["birdAuc"] + 0.5 * figures["birdAucField"]
            + 0.25 * (figures["genreAccuracy"] + figures["genreMacro"]))


def set_normalization(network: torch.nn.Module, library: Library) -> None:
    """Mean and deviation of each band over the frames that are not silent, half of them 15 dB weaker."""
    frames = np.concatenate([power[::10] for power in library.power])
    frames = frames[frames.sum(axis=1) > 1e-8]
    frames = np.concatenate([frames, frames * 10 ** -1.5])
    decibels = 10 * np.log10(frames + 1e-10)
    network.normalize.mean.copy_(torch.from_numpy(decibels.mean(axis=0)))
    network.normalize.scale.copy_(torch.from_numpy(1 / decibels.std(axis=0)))


def mask_spectrum(x: torch.Tensor, mean: torch.Tensor, settings: dict, generator: torch.Generator) -> torch.Tensor:
    """SpecAugment: in some examples of ``x [B, T, 64]`` stretches of bands and of frames become the band's mean."""
    x = x.clone()

    def stretch(length: int, most: int) -> slice:
        width = int(torch.randint(1, most + 1, (), generator=generator))
        start = int(torch.randint(0, length - width + 1, (), generator=generator))
        return slice(start, start + width)

    for one in x:
        if float(torch.rand((), generator=generator)) < settings["chance"]:
            for _ in range(int(torch.randint(1, 3, (), generator=generator))):
                bands, frames = stretch(x.shape[2], settings["bands"]), stretch(x.shape[1], settings["frames"])
                one[:, bands] = mean[bands]
                one[frames] = mean
    return x


class Trainer:
    def __init__(self, config: dict, data: Path, cache: Path, out: Path, first: Path | None, teachers: list[Path]):
        self.config, self.out = config, out
        torch.manual_seed(config["seed"])
        rows = corpus.read_manifest(data)
        self.features = Features(cache)
        self.val, train = corpus.validation_rows(rows), corpus.training_rows(rows)
        self.seen = [row for row in train if row.dataset == "esc50"][::3]
        library = Library(train, self.features)
        self.on = Augmentations(**config.get("augmentations", {}))
        self.mixer = Mixer(library, config["frames"], tuple(config["birdSnrDb"]), self.on)
        self.network = networks.build(config["architecture"], HEADS, config["dropout"])
        set_normalization(self.network, library)
        torch.nn.init.constant_(self.network.heads["events"].bias, -4.0)  # so that rare classes begin as rare
        self.network = self.network.to(memory_format=torch.channels_last)
        self.average = copy.deepcopy(self.network).eval()
        self.teachers = Teachers(teachers, HEADS) if teachers else None
        decayed = [p for p in self.network.parameters() if p.dim() > 1]
        others = [p for p in self.network.parameters() if p.dim() <= 1]
        self.optimizer = torch.optim.AdamW([{"params": decayed, "weight_decay": config["optimizer"]["weightDecay"]},
                                            {"params": others, "weight_decay": 0.0}])
        self.step, self.best = 0, float("-inf")
        self.hidden: torch.Tensor | None = None
        out.mkdir(parents=True, exist_ok=True)
        (out / "config.json").write_text(json.dumps(config, indent=2) + "\n")
        if (out / "checkpoint.pt").exists():
            self.resume()
        elif first is not None:
            self.begin_from(first)

    def begin_from(self, run: Path) -> None:
        """Take over the averaged weights of another run, where name and shape are the same."""
        old, new = torch.load(run / "best.pt")["average"], self.network.state_dict()
        same = {name: value for name, value in old.items() if name in new and new[name].shape == value.shape}
        self.network.load_state_dict(new | same)
        self.average.load_state_dict(self.network.state_dict())
        print(f"{len(same)} of {len(new)} tensors from {run.name}", flush=True)

    def resume(self) -> None:
        state = torch.load(self.out / "checkpoint.pt")
        self.network.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.best = state["step"], state["best"]
        print(f"resumed at step {self.step}", flush=True)

    def save(self) -> None:
        torch.save({"network": self.network.state_dict(), "average": self.average.state_dict(),
                    "optimizer": self.optimizer.state_dict(), "step": self.step, "best": self.best,
                    "config": self.config}, self.out / "checkpoint.partial")
        os.replace(self.out / "checkpoint.partial", self.out / "checkpoint.pt")

    def log(self, entry: dict) -> None:
        entry = {"step": self.step, "time": round(time.time()), **entry}
        with open(self.out / "log.jsonl", "a") as file:
            file.write(json.dumps(entry) + "\n")
        print(entry, flush=True)

    def first_state(self, size: int, generator: torch.Generator) -> torch.Tensor:
        """``[1, B, gru]``: zeros, or for some examples the state in which another example of the last batch ended."""
        hidden = torch.zeros(1, size, self.config["architecture"]["gru"])
        if self.hidden is not None:
            carried = torch.rand(size, generator=generator) < self.config["carriedState"]
            other = self.hidden[:, torch.randperm(self.hidden.shape[1], generator=generator)[:size]]
            hidden[:, carried] = other[:, carried]
        return hidden

    def in_a_row(self, x: torch.Tensor, generator: torch.Generator) -> dict[str, torch.Tensor]:
        """Logits of ``x [B, T, 64]`` where groups of one, two or four examples, at random, follow one another as one sound: a
        network without a state to hand over learns in this way what a past other than silence is like."""
        together = int(2 ** torch.randint(0, 3, (), generator=generator)) if self.config["carriedState"] else 1
        order = torch.randperm(len(x) // together * together, generator=generator)
        rest = torch.arange(len(order), len(x))
        rows = x[order].reshape(len(order) // together, -1, x.shape[2])
        back = torch.argsort(torch.cat([order, rest]))
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

    def losses(self, batch: batches.Batch, generator: torch.Generator) -> dict[str, torch.Tensor]:
        """Each head's loss, from the labels and, where there are teachers, in part from their answers."""
        settings, x = self.config["losses"], batch["x"]
        if self.on.masks:
            x = mask_spectrum(x, self.network.normalize.mean, self.config["spectrumMasks"], generator)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.config["bfloat16"]):
            logits = {name: value.float() for name, value in self.logits(x, generator).items()}
            taught = None if self.teachers is None else self.teachers(batch["x"])
        parts = all_losses(logits, batch, settings)
        if taught is None:
            return parts
        soft, share = soft_losses(logits, taught, batch), settings["taughtShare"]
        return {name: (1 - share) * part + share * soft[name] for name, part in parts.items()}

    def train_step(self, batch: batches.Batch) -> dict[str, float]:
        settings, seed = self.config["optimizer"], self.config["seed"] * 10 ** 6 + self.step
        generator = torch.Generator().manual_seed(seed)
        torch.manual_seed(seed)
        rate = rate_at(self.step, settings)
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        parts = self.losses(batch, generator)
        loss = sum(self.config["losses"]["weights"][name] * part for name, part in parts.items())
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(self.network.parameters(), settings["clip"])
        if torch.isfinite(norm):
            self.optimizer.step()
        self.update_average(settings["averaging"])
        self.step += 1
        return {name: float(part) for name, part in parts.items()} | {"norm": float(norm), "rate": rate, "loss": float(loss)}

    @torch.no_grad()
    def update_average(self, decay: float) -> None:
        decay = min(decay, (1 + self.step) / (10 + self.step))
        for mean, value in zip(self.average.state_dict().values(), self.network.state_dict().values()):
            if mean.is_floating_point():
                mean.lerp_(value, 1 - decay)
            else:
                mean.copy_(value)

    def validate(self) -> None:
        logits = evaluate.stream_rows(self.average, self.val, self.features)
        result = evaluate.figures(self.val, logits, evaluate.DEFAULT_POOLING, {})
        score = selection_score(result)
        seen = evaluate.stream_rows(self.average, self.seen, self.features)
        result |= {"escLoss": evaluate.esc_loss(self.val, logits), "escLossSeen": evaluate.esc_loss(self.seen, seen)}
        if score > self.best:
            self.best = score
            torch.save({"average": self.average.state_dict(), "config": self.config, "step": self.step,
                        "figures": result}, self.out / "best.pt")
        self.log({"val": {key: round(value, 4) for key, value in result.items()}, "score": round(score, 4)})
        self.save()

    def run(self) -> None:
        self.network.train()
        stream = batches.stream(self.mixer, self.config["composition"], self.config["seed"], self.step)
        sums: dict[str, float] = {}
        began = time.time()
        while self.step < self.config["optimizer"]["steps"]:
            for name, value in self.train_step(next(stream)).items():
                sums[name] = sums.get(name, 0.0) + value / LOG_EVERY
            if self.step % LOG_EVERY == 0:
                self.log({"train": {name: round(value, 5) for name, value in sums.items()},
                          "secondsPerStep": round((time.time() - began) / LOG_EVERY, 3)})
                sums, began = {}, time.time()
            if self.step % self.config["evaluateEvery"] == 0 or self.step == self.config["optimizer"]["steps"]:
                self.validate()
                began = time.time()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True, help="folder with manifest.csv")
    parser.add_argument("--cache", type=Path, required=True, help="folder that corpus.py filled")
    parser.add_argument("--out", type=Path, required=True, help="run folder")
    parser.add_argument("--first", type=Path, help="run folder to begin from: weights of the same name and shape are taken")
    parser.add_argument("--teacher", type=Path, nargs="*", default=[], help="run folders of networks to learn from as well")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    Trainer(configuration.read(arguments.config), arguments.data, arguments.cache, arguments.out, arguments.first,
            arguments.teacher).run()


if __name__ == "__main__":
    main()
