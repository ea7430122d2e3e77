"""Writes a labelled folder for ``pinna evaluate``: 16-bit WAV files at 16 kHz and ``manifest.csv``.

The column ``events`` names the present classes of ``labels.EVENTS``, ``unknown`` the possible ones (``*``: all others). The rest are
absent. ``bird``, ``music``, ``speech``: 1 present, 0 absent, empty unknown. ``kind``: kind of recording or of its background.
"""
from __future__ import annotations

import csv
import os
from pathlib import Path
from typing import Iterable

import numpy as np
import soundfile

from ..data.labels import BIRD, COLUMN, EVENTS, columns, kind_of, present_and_unknown
from ..data.manifest import Row
from ..signal.waveforms import FS, to_int16

COLUMNS = ["path", "dataset", "group", "seconds", "events", "bird", "music", "speech", "genre", "unknown", "kind"]


def labels_of_mixture(rows: Iterable[Row], background: Iterable[Row] = ()) -> tuple[np.ndarray, np.ndarray]:
    """Returns present and unknown columns (``labels.COLUMNS`` booleans each) of a mixture of ``rows``. Without rows, all columns are
    absent. The present columns of a row of ``background`` are unknown, because their times are."""
    present, unknown = columns(), columns()
    for row in rows:
        own_present, own_unknown = present_and_unknown(row)
        present |= own_present
        unknown |= own_unknown
    for row in background:
        unknown |= np.logical_or(*present_and_unknown(row))
    return present, unknown & ~present


def label_cells(rows: list[Row], background: Iterable[Row] = ()) -> dict[str, str]:
    """Returns the label columns of the manifest for a mixture of ``rows`` over ``background`` (see ``labels_of_mixture``)."""
    present, unknown = labels_of_mixture(rows, background)
    events = [name for name in EVENTS if present[COLUMN[name]]]
    maybe = [name for name in EVENTS if unknown[COLUMN[name]]]

    def flag(column: int) -> str:
        return "1" if present[column] else "" if unknown[column] else "0"

    return {"events": ";".join(events), "bird": flag(BIRD), "music": flag(COLUMN["music"]), "speech": flag(COLUMN["speech"]),
            "genre": (rows[0].genre or "") if len(rows) == 1 else "",
            "unknown": "*" if maybe and len(events) + len(maybe) == len(EVENTS) else ";".join(maybe)}


def write_table(path: Path, header: list[str], lines: list[dict[str, str]]) -> None:
    with open(path, "w", newline="") as file:
        table = csv.DictWriter(file, header, restval="")
        table.writeheader()
        table.writerows(lines)


class EvaluationFolder:
    """Collects the lines of one set. The manifest is written last, so a folder with a manifest is complete."""

    def __init__(self, folder: Path, extra: tuple[str, ...] = ()):
        self.folder, self.header, self.lines = folder, COLUMNS + list(extra), []
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "manifest.csv").unlink(missing_ok=True)

    def add(self, path: str, dataset: str, group: str, seconds: float, labels: dict[str, str], **extra: object) -> None:
        self.lines.append({"path": path, "dataset": dataset, "group": group, "seconds": f"{seconds:.2f}", **labels,
                           **{name: str(value) for name, value in extra.items()}})

    def add_samples(self, name: str, samples: np.ndarray, dataset: str, group: str, labels: dict[str, str], **extra: object
                    ) -> None:
        """Writes ``samples`` to ``audio/<name>.wav`` and lists the file; ``extra`` are columns of this set alone."""
        path = f"audio/{name}.wav"
        (self.folder / "audio").mkdir(exist_ok=True)
        soundfile.write(self.folder / path, to_int16(samples), FS)
        self.add(path, dataset, group, len(samples) / FS, labels, **extra)

    def add_rows(self, rows: list[Row], data: Path) -> None:
        """Lists files of the data folder by their paths relative to it, and links their folder from here."""
        link = self.folder / "audio"
        link.unlink(missing_ok=True)
        link.symlink_to(os.path.relpath(data / "audio", self.folder.resolve()))
        for row in rows:
            info = soundfile.info(data / row.path)
            self.add(row.path, row.dataset, row.group, info.frames / info.samplerate, label_cells([row]), kind=kind_of(row))

    def finish(self) -> None:
        """Writes the manifest."""
        write_table(self.folder / "manifest.csv", self.header, self.lines)
