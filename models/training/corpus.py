"""The data set on disk: rows of manifest.csv, and the cache of their log-mels in one memory-mapped file.

    python3 models/training/corpus.py --data ../shared/data --cache models/training/cache

computes the cache: ``logmel.f32`` ``[all frames, 64]`` dB and ``index.json`` (path → [first frame, frames]).
"""
from __future__ import annotations

import argparse
import csv
import json
import multiprocessing
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import features


# Sets whose groups are Freesound numbers.
FREESOUND_SETS = {"esc50", "us8k", "ff1010bird"}


@dataclass(frozen=True)
class Row:
    """One file of the manifest. ``None`` in bird, music, speech means unknown."""
    path: str
    dataset: str
    split: str
    group: str
    events: tuple[str, ...]
    bird: int | None
    music: int | None
    speech: int | None
    genre: str | None
    licence: str


def read_manifest(data: Path) -> list[Row]:
    def flag(text: str) -> int | None:
        return int(text) if text else None

    with open(data / "manifest.csv", newline="") as file:
        return [Row(r["path"], r["dataset"], r["split"], r["group"],
                    tuple(e for e in r["events"].split(";") if e),
                    flag(r["bird"]), flag(r["music"]), flag(r["speech"]), r["genre"] or None, r["licence"])
                for r in csv.DictReader(file)]


def training_rows(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row.split == "train"]


def validation_rows(rows: list[Row]) -> list[Row]:
    """The validation split without the few clips of which another set's training split holds the same Freesound source."""
    def source(row: Row) -> str:
        return row.group.split(":")[-1]

    trained = {source(row) for row in rows if row.split == "train" and row.dataset in FREESOUND_SETS}
    return [row for row in rows if row.split == "val" and not (row.dataset in FREESOUND_SETS and source(row) in trained)]


class Features:
    """Read-only view of the cache: ``features[row]`` is ``[frames, 64]`` dB, float32."""

    def __init__(self, cache: Path):
        self.index: dict[str, list[int]] = json.loads((cache / "index.json").read_text())
        total = sum(count for _, count in self.index.values())
        self.frames = np.memmap(cache / "logmel.f32", dtype=np.float32, mode="r", shape=(total, features.BANDS))

    def __getitem__(self, row: Row) -> np.ndarray:
        start, count = self.index[row.path]
        return self.frames[start:start + count]


def file_log_mel(path: str) -> np.ndarray:
    """Decode a mono file and return its features ``[frames, 64]``."""
    import soundfile
    samples, fs = soundfile.read(path, dtype="float64", always_2d=True)
    return features.log_mel(samples.mean(axis=1), fs)


def build_cache(data: Path, cache: Path, processes: int) -> None:
    rows = read_manifest(data)
    cache.mkdir(parents=True, exist_ok=True)
    index, position = {}, 0
    with multiprocessing.Pool(processes) as pool, open(cache / "logmel.partial", "wb") as file:
        results = pool.imap(file_log_mel, [str(data / row.path) for row in rows], chunksize=16)
        for done, (row, frames) in enumerate(zip(rows, results), 1):
            file.write(frames.tobytes())
            index[row.path] = [position, len(frames)]
            position += len(frames)
            if done % 500 == 0 or done == len(rows):
                print(f"{done}/{len(rows)} files, {position} frames", flush=True)
    os.replace(cache / "logmel.partial", cache / "logmel.f32")
    (cache / "index.json").write_text(json.dumps(index))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with manifest.csv and audio/")
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--processes", type=int, default=2)
    arguments = parser.parse_args()
    build_cache(arguments.data, arguments.cache, arguments.processes)


if __name__ == "__main__":
    main()
