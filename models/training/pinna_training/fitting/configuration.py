"""Reads the configurations of runs: JSON files that may extend another one."""
from __future__ import annotations

import json
from pathlib import Path


def merged(base: dict, changes: dict) -> dict:
    """Returns ``base`` with ``changes``. Objects are merged key by key; all other values are replaced."""
    out = dict(base)
    for key, value in changes.items():
        out[key] = merged(base[key], value) if isinstance(value, dict) and isinstance(base.get(key), dict) else value
    return out


def read(path: Path) -> dict:
    """Reads the configuration in ``path``. With ``"extends": "other.json"`` it is merged into that file, which lies beside it; its
    ``architecture`` or ``composition`` replaces that of the other file as a whole."""
    own = json.loads(path.read_text())
    if "extends" not in own:
        return own
    base = read(path.parent / own.pop("extends"))
    for whole in ("architecture", "composition"):
        if whole in own:
            base.pop(whole, None)
    return merged(base, own)
