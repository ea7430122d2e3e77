"""The log of a run: ``log.jsonl`` in its folder, with an entry per 50 steps and per validation."""
from __future__ import annotations

import json
from pathlib import Path


class RunLog:
    """Reads and extends the log; ``entries`` are in the order of their steps."""

    def __init__(self, run: Path) -> None:
        self.path = run / "log.jsonl"
        lines = self.path.read_text().splitlines() if self.path.exists() else []
        self.entries: list[dict] = []
        for entry in map(json.loads, lines):
            self.append(entry)

    def append(self, entry: dict) -> None:
        """Appends ``entry`` in memory and drops the entries that it repeats: a run that continues from a checkpoint repeats steps.
        At the same step, training is logged before validation."""
        def repeated(old: dict) -> bool:
            return old["step"] > entry["step"] or old["step"] == entry["step"] and ("train" in entry or "val" in old)

        while self.entries and repeated(self.entries[-1]):
            self.entries.pop()
        self.entries.append(entry)

    def add(self, entry: dict) -> None:
        """Appends ``entry`` in memory and to the file."""
        self.append(entry)
        with open(self.path, "a") as file:
            file.write(json.dumps(entry) + "\n")

    def training_minutes(self) -> float:
        """Returns the time spent on steps, without validations, minutes."""
        minutes, before = 0.0, 0
        for entry in self.entries:
            if "train" in entry:
                minutes += (entry["step"] - before) * entry["secondsPerStep"] / 60
                before = entry["step"]
        return minutes

    def validations(self) -> list[dict]:
        return [entry for entry in self.entries if "val" in entry]
