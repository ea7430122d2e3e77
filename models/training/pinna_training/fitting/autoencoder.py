"""Trains the auto-encoder of novelty: on random stretches of sound, at random levels."""
from __future__ import annotations

import time
from pathlib import Path
from typing import Iterator

import numpy as np
import torch
from torch.nn import functional

from ..data.labels import FREE_DATASETS
from ..data.manifest import Row
from ..networks.autoencoder import Autoencoder, normalised
from ..signal.features import log_mel

FRAMES = 96  # of a training stretch
BATCH = 24
RATE = 2e-3
BETA = 0.02  # weight of the divergence of the latents from a normal distribution, beside the error of a normalised level
GAIN_DB = 15.0  # largest change of the level of a stretch
LOG_EVERY = 50  # steps


def free_rows(rows: list[Row]) -> list[Row]:
    """Returns the rows whose licence allows weights under the MIT licence."""
    return [row for row in rows if row.dataset in FREE_DATASETS]


def sounds(rows: list[Row], data: Path) -> Iterator[np.ndarray]:
    """Yields the log-mel frames ``[frames, 64]``, float16, of each recording; mono."""
    import soundfile
    for row in rows:
        samples, fs = soundfile.read(str(data / row.path), dtype="float32", always_2d=True)
        yield log_mel(samples.mean(axis=1), fs).astype(np.float16)


def draw(frames: list[np.ndarray], weights: np.ndarray, random: np.random.Generator) -> torch.Tensor:
    """Returns a batch of stretches ``[BATCH, FRAMES, 64]``, dB. Short recordings are repeated."""
    batch = np.empty((BATCH, FRAMES, frames[0].shape[1]), dtype=np.float32)
    for i, at in enumerate(random.choice(len(frames), BATCH, p=weights)):
        one = frames[at]
        first = random.integers(max(1, len(one) - FRAMES + 1))
        batch[i] = np.resize(one[first:first + FRAMES].astype(np.float32), (FRAMES, one.shape[1]))
    return torch.from_numpy(batch + random.uniform(-GAIN_DB, GAIN_DB, (BATCH, 1, 1)).astype(np.float32))


def equal_shares(rows: list[Row], frames: list[np.ndarray]) -> np.ndarray:
    """Returns the probability of each recording: by the root of the duration of its data set, so that speech does not prevail."""
    total = {name: sum(len(f) for r, f in zip(rows, frames) if r.dataset == name) for name in {row.dataset for row in rows}}
    weights = np.array([len(f) / total[row.dataset] ** 0.5 for row, f in zip(rows, frames)])
    return weights / weights.sum()


def loss(network: Autoencoder, frames: torch.Tensor, generator: torch.Generator) -> tuple[torch.Tensor, torch.Tensor]:
    """Returns mean square error of the normalised levels, and divergence of the latents per level."""
    x = normalised(frames)
    mean, log_variance = network.encode(x)
    noise = torch.randn(mean.shape, generator=generator)
    error = functional.mse_loss(network.decode(mean + noise * (log_variance / 2).exp()), x)
    divergence = (mean ** 2 + log_variance.exp() - 1 - log_variance).sum() / 2 / x.numel()
    return error, divergence


def train(network: Autoencoder, rows: list[Row], frames: list[np.ndarray], steps: int, seed: int = 1) -> list[dict[str, float]]:
    """Trains for a number of steps, with one cycle of the learning rate. Returns the log."""
    torch.manual_seed(seed)
    random, generator = np.random.default_rng(seed), torch.Generator().manual_seed(seed)
    kept = [(row, one) for row, one in zip(rows, frames) if len(one) > 0]
    weights = equal_shares([row for row, _ in kept], [one for _, one in kept])
    optimizer = torch.optim.AdamW(network.parameters(), RATE, weight_decay=1e-4)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, steps, pct_start=min(0.2, 10 / steps + 0.1))
    log: list[dict[str, float]] = []
    began = time.monotonic()
    sums = np.zeros(2)
    for step in range(1, steps + 1):
        error, divergence = loss(network, draw([one for _, one in kept], weights, random), generator)
        optimizer.zero_grad()
        (error + BETA * divergence * 64).backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        sums += [error.item(), divergence.item()]
        if step % LOG_EVERY == 0 or step == steps:
            count = (step - 1) % LOG_EVERY + 1
            log.append({"step": step, "error": sums[0] / count, "divergence": sums[1] / count, "seconds": time.monotonic() - began})
            print(log[-1], flush=True)
            sums[:] = 0
    return log


def error_db(network: Autoencoder, frames: list[np.ndarray], stride: int) -> float:
    """Returns the root mean square error of the reconstruction of whole recordings, dB."""
    squares, count = 0.0, 0
    with torch.no_grad():
        for one in frames:
            whole = torch.from_numpy(one[:len(one) // stride * stride].astype(np.float32))[None]
            if whole.numel():
                floor = normalised(whole)
                squares += ((normalised(network(whole)) - floor) ** 2).sum().item()
                count += whole.numel()
    return 20 * (squares / count) ** 0.5
