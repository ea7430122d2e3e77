"""Configurations of runs: JSON files, which may build on another one."""
from __future__ import annotations

import json
from pathlib import Path


def merged(base: dict, changes: dict) -> dict:
    """``base`` with ``changes``; objects are merged key by key, anything else is replaced."""
    out = dict(base)
    for key, value in changes.items():
        out[key] = merged(base[key], value) if isinstance(value, dict) and isinstance(base.get(key), dict) else value
    return out


def read(path: Path) -> dict:
    """The configuration in ``path``. With ``"extends": "other.json"`` it changes the one in that file beside it; an
    ``architecture`` or ``composition`` that is given replaces the other one's as a whole."""
    own = json.loads(path.read_text())
    if "extends" not in own:
        return own
    base = read(path.parent / own.pop("extends"))
    for whole in ("architecture", "composition"):
        if whole in own:
            base.pop(whole, None)
    return merged(base, own)
