"""The data on disk: rows of manifest.csv and of public data sets, and the cache of their features in one memory-mapped file.

    python3 models/training/corpus.py --data DIR --cache models/training/cache
    python3 models/training/corpus.py … --esc50 DIR --urbansound8k DIR --gtzan DIR --freefield1010 DIR --warblr DIR

computes the cache: ``logmel.f32`` ``[all frames, 64]`` dB, ``index.json`` (path → [first frame, frames]) and ``rows.json``, the rows
in it. A public data set given as a folder replaces the part of it that the manifest has.
"""
from __future__ import annotations

import argparse
import json
import multiprocessing
import os
from dataclasses import asdict
from pathlib import Path

import numpy as np

from ..signal import features
from .datasets import READERS
from .datasets.layout import LayoutError
from .manifest import Row, read_manifest
from .splits import without_leaks

PUBLIC_SETS = ("esc50", "urbansound8k", "gtzan", "freefield1010", "warblr")


def read_rows(data: Path, **folders: Path | None) -> list[Row]:
    """Reads the rows of the manifest and of the public data sets in ``folders`` (``PUBLIC_SETS`` → folder). A complete data set
    replaces the part of it in the manifest, which has other splits."""
    full = [(*READERS[name], folder) for name, folder in folders.items() if folder is not None]
    replaced = {dataset for dataset, _, _ in full}
    rows = [row for row in read_manifest(data) if row.dataset not in replaced]
    for _, read, folder in full:
        rows += read(folder)
    return rows


def load_rows(cache: Path, data: Path) -> list[Row]:
    """Returns the rows of the cache; those of the manifest if the cache has no ``rows.json``."""
    path = cache / "rows.json"
    if not path.exists():
        return read_manifest(data)
    return [Row(**{**row, "events": tuple(row["events"])}) for row in json.loads(path.read_text())]


def training_rows(rows: list[Row]) -> list[Row]:
    """Returns the training split without recordings that the test split of another data set holds as well."""
    return [row for row in without_leaks(rows) if row.split == "train"]


def validation_rows(rows: list[Row]) -> list[Row]:
    """Returns the validation split without the few clips whose recording the training or test split of another data set holds."""
    return [row for row in without_leaks(rows) if row.split == "val"]


class Features:
    """Read-only view of the cache: ``features[row]`` is ``[frames, 64]`` dB, float32. ``file``: ``logmel.f32``, or ``rooms.f32`` for
    the same sounds in rooms (``rooms.py``)."""

    def __init__(self, cache: Path, file: str = "logmel.f32"):
        self.index: dict[str, list[int]] = json.loads((cache / "index.json").read_text())
        total = sum(count for _, count in self.index.values())
        self.frames = np.memmap(cache / file, dtype=np.float32, mode="r", shape=(total, features.BANDS))

    def __getitem__(self, row: Row) -> np.ndarray:
        start, count = self.index[row.path]
        return self.frames[start:start + count]


def file_log_mel(path: str) -> np.ndarray:
    """Decodes a file, mixes it to mono and returns its features ``[frames, 64]``."""
    import soundfile
    samples, fs = soundfile.read(path, dtype="float64", always_2d=True)
    return features.log_mel(samples.mean(axis=1), fs)


def build_cache(rows: list[Row], data: Path, cache: Path, processes: int) -> None:
    """Writes the cache. It has features of the training and validation rows only: nothing reads the test split, which
    ``rows.json`` lists."""
    used = [row for row in rows if row.split != "test"]
    cache.mkdir(parents=True, exist_ok=True)
    index, position = {}, 0
    with multiprocessing.Pool(processes) as pool, open(cache / "logmel.partial", "wb") as file:
        results = pool.imap(file_log_mel, [str(data / row.path) for row in used], chunksize=16)
        for done, (row, frames) in enumerate(zip(used, results), 1):
            file.write(frames.tobytes())
            index[row.path] = [position, len(frames)]
            position += len(frames)
            if done % 500 == 0 or done == len(used):
                print(f"{done}/{len(used)} files, {position} frames", flush=True)
    os.replace(cache / "logmel.partial", cache / "logmel.f32")
    (cache / "index.json").write_text(json.dumps(index))
    (cache / "rows.json").write_text(json.dumps([asdict(row) for row in rows]))


def add_data_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds ``--data`` and one option for each public data set."""
    parser.add_argument("--data", type=Path, required=True, help="folder with manifest.csv and audio/")
    for name in PUBLIC_SETS:
        parser.add_argument(f"--{name}", type=Path, metavar="DIR",
                            help=f"folder of the complete data set; see pinna_training/data/datasets/{name}.py")


def rows_of_arguments(arguments: argparse.Namespace) -> list[Row]:
    """Reads the rows that the options of ``add_data_arguments`` name. A folder of another layout ends the program with a message."""
    try:
        return read_rows(arguments.data, **{name: getattr(arguments, name) for name in PUBLIC_SETS})
    except LayoutError as problem:
        raise SystemExit(str(problem)) from None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_data_arguments(parser)
    parser.add_argument("--cache", type=Path, required=True, help="folder to write the features to")
    parser.add_argument("--processes", type=int, default=2)
    arguments = parser.parse_args()
    build_cache(rows_of_arguments(arguments), arguments.data, arguments.cache, arguments.processes)
