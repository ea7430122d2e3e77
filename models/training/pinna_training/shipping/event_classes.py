"""The head ``events`` with all of AudioSet as model.json describes it: ids, families and quiet classes, from ``models/classes.json``."""
from __future__ import annotations

import json
from functools import cache

from ..places import MODEL_FOLDERS


@cache
def described() -> dict[str, dict]:
    """Returns classes and families by name, each with ``audioset`` and ``parents`` if it has them, and ``quiet`` if it is."""
    file = json.loads((MODEL_FOLDERS / "classes.json").read_text())
    entries = {entry["name"]: entry for entry in file["classes"] + file["families"]}
    for name in (name for group in file["quiet"] for name in group["classes"]):
        entries[name]["quiet"] = True
    return entries


def class_entry(name: str) -> dict:
    """Returns the entry of a class in ``classes`` of model.json, without thresholds."""
    return {key: described()[name][key] for key in ("name", "audioset", "quiet") if key in described()[name]}


def families(names: list[str]) -> dict[str, list[str]]:
    """Returns ``parents`` of model.json for a head with the classes ``names``: their direct families, and those of all families above."""
    out: dict[str, list[str]] = {}
    todo = list(names)
    for name in todo:
        direct = described()[name].get("parents", [])
        if direct and name not in out:
            out[name] = direct
            todo += direct
    return out
