"""The log of a run: ``log.jsonl`` in its folder, an entry per 50 steps and per validation."""
from __future__ import annotations

import json
from pathlib import Path


class RunLog:
    """``entries`` are those of the file, in the order of their steps."""

    def __init__(self, run: Path) -> None:
        self.path = run / "log.jsonl"
        lines = self.path.read_text().splitlines() if self.path.exists() else []
        self.entries: list[dict] = []
        for entry in map(json.loads, lines):
            self.append(entry)

    def append(self, entry: dict) -> None:
        """Add ``entry`` and drop what it repeats: a run that went on from a checkpoint has come past it before. At the same
        step training is logged before validation."""
        def repeated(old: dict) -> bool:
            return old["step"] > entry["step"] or old["step"] == entry["step"] and ("train" in entry or "val" in old)

        while self.entries and repeated(self.entries[-1]):
            self.entries.pop()
        self.entries.append(entry)

    def add(self, entry: dict) -> None:
        self.append(entry)
        with open(self.path, "a") as file:
            file.write(json.dumps(entry) + "\n")

    def training_minutes(self) -> float:
        """Time spent on steps, validations not counted."""
        minutes, before = 0.0, 0
        for entry in self.entries:
            if "train" in entry:
                minutes += (entry["step"] - before) * entry["secondsPerStep"] / 60
                before = entry["step"]
        return minutes

    def validations(self) -> list[dict]:
        return [entry for entry in self.entries if "val" in entry]
