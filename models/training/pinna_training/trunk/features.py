"""Computes log-mel features of the pretrained trunk, and a cache of them for distillation.

    python3 -m pinna_training.trunk.features --unlabelled DIR --data DIR --cache DIR

``DIR/<source>.npy`` holds the frames of all recordings of one source, float16 ``[frames, 102]``, and ``DIR/<source>.csv`` the first
frame and the number of frames of each. A source is a Debian package (``unlabelled.py``) or a data set of the manifest whose licence
allows free weights. Only training rows are read. Bands 102 to 127 lie above 7.8 kHz and are at the floor on every device.
"""
from __future__ import annotations

import argparse
import csv
from pathlib import Path

import numpy as np
import soundfile
from scipy.signal import resample_poly

from ..data.labels import FREE_DATASETS
from ..signal.device_features import BANDS_BELOW_7800_HZ, SILENCE, TRUNK_FFT, TRUNK_WINDOW, trunk_filterbank

SOURCE_RATE_HZ = 16000
HOP = 320  # samples at 32 kHz
BANK = trunk_filterbank()


def log_mel(samples: np.ndarray, block: int = 4096) -> np.ndarray:
    """Maps ``samples [n]`` at 32 kHz to ``[frames, 128]``, float32, as in the network's training: pre-emphasis of 0.97, 25 ms symmetric
    Hann window centred in a 1024-point FFT every 10 ms with reflected edges, power in mel bands, (ln(power + 1e-5) + 4.5) / 5."""
    x = samples[1:] - 0.97 * samples[:-1]
    window = np.zeros(TRUNK_FFT)
    window[(TRUNK_FFT - TRUNK_WINDOW) // 2:(TRUNK_FFT + TRUNK_WINDOW) // 2] = np.hanning(TRUNK_WINDOW)
    frames = np.lib.stride_tricks.sliding_window_view(np.pad(x, TRUNK_FFT // 2, mode="reflect"), TRUNK_FFT)[::HOP]
    out = np.empty((len(frames), BANK.shape[1]), np.float32)
    for start in range(0, len(frames), block):
        power = np.abs(np.fft.rfft(frames[start:start + block] * window, axis=1)[:, :TRUNK_FFT // 2]) ** 2
        out[start:start + block] = (np.log(power @ BANK + 1e-5) + 4.5) / 5
    return out


def at_floor_above(features: np.ndarray) -> np.ndarray:
    """Extends ``[frames, 102]`` to ``[frames, 128]`` float32, with the bands above 7.8 kHz at the floor."""
    full = np.full((len(features), 128), SILENCE, np.float32)
    full[:, :BANDS_BELOW_7800_HZ] = features
    return full


def cached(samples: np.ndarray) -> np.ndarray:
    """Maps ``samples [n]`` at 16 kHz to ``[frames, 102]`` float16; recordings under half a second are padded with silence."""
    padded = np.pad(samples.astype(np.float64), (0, max(0, SOURCE_RATE_HZ // 2 - len(samples))))
    return log_mel(resample_poly(padded, 2, 1))[:, :BANDS_BELOW_7800_HZ].astype(np.float16)


def write(cache: Path, source: str, recordings: list[np.ndarray]) -> None:
    index, at = [("first", "frames")], 0
    for frames in recordings:
        index.append((at, len(frames)))
        at += len(frames)
    np.save(cache / f"{source}.npy", np.concatenate(recordings))
    with (cache / f"{source}.csv").open("w", newline="") as file:
        csv.writer(file).writerows(index)
    print(f"{source}: {len(recordings)} recordings, {at / 360000:.2f} h", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--unlabelled", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    a = parser.parse_args()
    a.cache.mkdir(parents=True, exist_ok=True)
    rows = list(csv.DictReader((a.data / "manifest.csv").open()))
    for dataset in FREE_DATASETS:
        if not (a.cache / f"{dataset}.csv").exists():
            chosen = [row for row in rows if row["dataset"] == dataset and row["split"] == "train"]
            write(a.cache, dataset, [cached(soundfile.read(a.data / row["path"], dtype="float32")[0]) for row in chosen])
    for path in sorted(a.unlabelled.glob("*.npy")):
        if not (a.cache / f"{path.stem}.csv").exists() and path.with_suffix(".csv").exists():
            samples = np.load(path, mmap_mode="r")
            index = [(int(row["first"]), int(row["samples"])) for row in csv.DictReader(path.with_suffix(".csv").open())]
            write(a.cache, path.stem, [cached(samples[first:first + n] / np.float32(32768)) for first, n in index])


if __name__ == "__main__":
    main()
