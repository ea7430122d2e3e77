"""The data on disk: rows of manifest.csv and of public data sets, and the cache of their features in one memory-mapped file.

    python3 models/training/corpus.py --data DIR --cache models/training/cache
    python3 models/training/corpus.py … --esc50 DIR --urbansound8k DIR --gtzan DIR --freefield1010 DIR --warblr DIR

computes the cache: ``sounds.f16`` ``[all frames, 102]``, the features of ``signal/device_features.py`` below 7.8 kHz, one frame every
10 ms; ``index.json`` (path → [first frame, frames]) and ``rows.json``, the rows in it. A recording has an even number of frames: two
for each row of the network's output. Files in the cache are skipped, so an interrupted command continues. A public data set given as a
folder replaces the part of it that the manifest has.
"""
from __future__ import annotations

import argparse
import json
import multiprocessing
import os
from dataclasses import asdict
from pathlib import Path
from typing import Iterable, Iterator

import numpy as np

from ..signal.device_features import BANDS_BELOW_7800_HZ, band_powers, to_feature
from .datasets import READERS
from .datasets.layout import LayoutError
from .manifest import Row, read_manifest
from .splits import without_leaks

SOUNDS, ROOMS = "sounds.f16", "rooms.f16"
FRAME_BYTES = 2 * BANDS_BELOW_7800_HZ
SAVE_EVERY = 500  # files
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


def read_index(cache: Path) -> dict[str, list[int]]:
    """Returns first frame and number of frames of each path, in the order of the cache; none if there is no cache."""
    path = cache / "index.json"
    return json.loads(path.read_text()) if path.exists() else {}


def end_of(index: dict[str, list[int]]) -> int:
    """Returns the number of frames in the cache."""
    return sum(next(reversed(index.values()))) if index else 0


def is_complete(cache: Path, file: str) -> bool:
    """Whether ``file`` holds all frames that the index lists."""
    index = read_index(cache)
    return bool(index) and (cache / file).exists() and (cache / file).stat().st_size >= end_of(index) * FRAME_BYTES


class Features:
    """Read-only view of the cache: ``features[row]`` is ``[frames, 102]``, float16, one frame every 10 ms. ``file``: ``SOUNDS``, or
    ``ROOMS`` for the same sounds in rooms (``rooms.py``)."""

    def __init__(self, cache: Path, file: str = SOUNDS):
        if not is_complete(cache, file):
            raise SystemExit(f"{cache / file} is missing or not complete. Run {'corpus.py' if file == SOUNDS else 'rooms.py'} again.")
        self.index = read_index(cache)
        self.frames = np.memmap(cache / file, dtype=np.float16, mode="r", shape=(end_of(self.index), BANDS_BELOW_7800_HZ))

    def __getitem__(self, row: Row) -> np.ndarray:
        start, count = self.index[row.path]
        return self.frames[start:start + count]


def to_frames(samples: np.ndarray, fs: float) -> np.ndarray:
    """Returns the features of ``samples`` as the cache holds them: ``[frames, 102]``, float16, an even number of frames."""
    frames = to_feature(band_powers(samples, fs, block=512, dtype=np.float32)).astype(np.float16)
    return frames[:len(frames) // 2 * 2]


def file_frames(path: str) -> np.ndarray:
    """Decodes a file, mixes it to mono and returns its features."""
    import soundfile
    samples, fs = soundfile.read(path, dtype="float32", always_2d=True)
    return to_frames(samples.mean(axis=1), fs)


def appended(path: Path, frames: int, results: Iterable[np.ndarray], total: int) -> Iterator[int]:
    """Writes ``results`` behind the first ``frames`` frames of the file ``path``; yields the length of each once it is written. Prints
    progress out of ``total`` results."""
    path.touch()
    os.truncate(path, frames * FRAME_BYTES)
    with open(path, "ab") as file:
        for done, result in enumerate(results, 1):
            file.write(result.tobytes())
            if done % SAVE_EVERY == 0 or done == total:
                file.flush()
                print(f"{done}/{total} files", flush=True)
            yield len(result)


def replace_text(path: Path, text: str) -> None:
    partial = path.with_suffix(".partial")
    partial.write_text(text)
    os.replace(partial, path)


def build_cache(rows: list[Row], data: Path, cache: Path, processes: int) -> None:
    """Adds what the cache lacks. It has features of the training and validation rows only: nothing reads the test split, which
    ``rows.json`` lists."""
    cache.mkdir(parents=True, exist_ok=True)
    index = read_index(cache)
    paths = [row.path for row in rows if row.split != "test" and row.path not in index]
    position = end_of(index)
    with multiprocessing.Pool(processes) as pool:
        results = pool.imap(file_frames, [str(data / path) for path in paths], chunksize=16)
        counts = appended(cache / SOUNDS, position, results, len(paths))
        for done, (path, count) in enumerate(zip(paths, counts), 1):
            index[path] = [position, count]
            position += count
            if done % SAVE_EVERY == 0:
                replace_text(cache / "index.json", json.dumps(index))
    replace_text(cache / "index.json", json.dumps(index))
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
