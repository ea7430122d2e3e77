"""Trains all heads at once. Interrupt it and start it again with the same arguments: it goes on from its last checkpoint.

    python3 models/training/train.py --config models/training/configs/crnn.json --data ../shared/data \
        --cache models/training/cache --out models/training/runs/crnn

Writes to the run folder ``checkpoint.pt`` (all that is needed to go on), ``best.pt`` (averaged weights, best selection
score on the validation split) and ``log.jsonl`` (one line per 50 steps and per evaluation).
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
import corpus
import evaluate
import model as networks
from corpus import Features
from labels import EVENTS, GENRES
from losses import all_losses
from mixtures import Mixer
from sounds import Library

HEADS = {"genre": len(GENRES), "bird": 1, "events": len(EVENTS)}
LOG_EVERY = 50


def selection_score(figures: dict[str, float]) -> float:
    """What ``best.pt`` is best in, on the validation split."""
    return (figures["escAccuracy"] + 0.5 * figures["birdAuc"] + 0.5 * figures["birdAucField"]
            + 0.25 * (figures["genreAccuracy"] + figures["genreMacro"]))


def set_normalization(network: networks.Crnn, library: Library) -> None:
    """Mean and deviation of each band over the frames that are not silent, half of them 15 dB weaker."""
    frames = np.concatenate([power[::10] for power in library.power])
    frames = frames[frames.sum(axis=1) > 1e-8]
    frames = np.concatenate([frames, frames * 10 ** -1.5])
    decibels = 10 * np.log10(frames + 1e-10)
    network.normalize.mean.copy_(torch.from_numpy(decibels.mean(axis=0)))
    network.normalize.scale.copy_(torch.from_numpy(1 / decibels.std(axis=0)))


def rate_at(step: int, settings: dict) -> float:
    """Rises over ``warmup`` steps, stays, and falls along a half cosine from ``decayFrom · steps`` to the end."""
    if step < settings["warmup"]:
        return settings["rate"] * (step + 1) / settings["warmup"]
    start = settings["decayFrom"] * settings["steps"]
    progress = min(1.0, max(0.0, (step - start) / (settings["steps"] - start)))
    return settings["rate"] * (0.002 + 0.998 * 0.5 * (1 + np.cos(np.pi * progress)))


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
    def __init__(self, config: dict, data: Path, cache: Path, out: Path, first: Path | None):
        self.config, self.out = config, out
        torch.manual_seed(config["seed"])
        rows = corpus.read_manifest(data)
        self.features = Features(cache)
        self.val = corpus.validation_rows(rows)
        library = Library(corpus.training_rows(rows), self.features)
        self.mixer = Mixer(library, config["frames"], tuple(config["birdSnrDb"]))
        self.network = networks.build(config["architecture"], HEADS, config["dropout"])
        set_normalization(self.network, library)
        torch.nn.init.constant_(self.network.heads["events"].bias, -4.0)  # so that rare classes begin as rare
        self.network = self.network.to(memory_format=torch.channels_last)
        self.average = copy.deepcopy(self.network).eval()
        decayed = [p for p in self.network.parameters() if p.dim() > 1]
        others = [p for p in self.network.parameters() if p.dim() <= 1]
        self.optimizer = torch.optim.AdamW([{"params": decayed, "weight_decay": config["optimizer"]["weightDecay"]},
                                            {"params": others, "weight_decay": 0.0}])
        self.step, self.best = 0, float("-inf")
        self.hidden: torch.Tensor | None = None
        out.mkdir(parents=True, exist_ok=True)
        if (out / "checkpoint.pt").exists():
            self.resume()
        elif first is not None:
            self.network.load_state_dict(torch.load(first / "checkpoint.pt")["network"])
            self.average.load_state_dict(self.network.state_dict())

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

    def train_step(self, batch: batches.Batch) -> dict[str, float]:
        settings, seed = self.config["optimizer"], self.config["seed"] * 10 ** 6 + self.step
        generator = torch.Generator().manual_seed(seed)
        torch.manual_seed(seed)
        rate = rate_at(self.step, settings)
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        x = mask_spectrum(batch["x"], self.network.normalize.mean, self.config["spectrumMasks"], generator)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.config["bfloat16"]):
            embedding, hidden = self.network.embed(x, self.first_state(len(x), generator))
            logits = self.network.read(embedding)
        self.hidden = hidden.detach().float()
        parts = all_losses({name: value.float() for name, value in logits.items()}, batch, self.config["losses"])
        loss = sum(self.config["losses"]["weights"][name] * part for name, part in parts.items())
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(self.network.parameters(), settings["clip"])
        if torch.isfinite(norm):
            self.optimizer.step()
        self.update_average(settings["averaging"])
        self.step += 1
        return {name: float(part) for name, part in parts.items()} | {"norm": float(norm), "rate": rate}

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
    parser.add_argument("--first", type=Path, help="run folder of an earlier stage, to begin from its last weights")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    Trainer(json.loads(arguments.config.read_text()), arguments.data, arguments.cache, arguments.out,
            arguments.first).run()


if __name__ == "__main__":
    main()
