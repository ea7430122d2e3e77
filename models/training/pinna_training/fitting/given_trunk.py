"""The command-line options of the distilled trunk."""
from __future__ import annotations

import argparse
from pathlib import Path

from ..places import TRUNK
from ..trunk.network import Trunk, load_distilled


def add_trunk_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds ``--pretrained`` and ``--trunk``."""
    parser.add_argument("--pretrained", type=Path, required=True, help="mn04_as.npz, the weights of the pretrained network")
    parser.add_argument("--trunk", type=Path, default=TRUNK, help="causal.npz of trunk/distil.py (default: trunk/causal.npz beside "
                        "configs/)")


def trunk_of_arguments(arguments: argparse.Namespace, config: dict) -> Trunk:
    """Reads the trunk that the options of ``add_trunk_arguments`` name. The configuration's ``trunk.options`` are those that the trunk was
    distilled with."""
    return load_distilled(arguments.trunk, arguments.pretrained, **config["trunk"].get("options", {}))
