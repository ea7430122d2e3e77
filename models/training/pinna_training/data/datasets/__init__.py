"""Readers of public data sets in their published layout: each maps a folder to rows of the corpus."""
from __future__ import annotations

from pathlib import Path
from typing import Callable

from ..manifest import Row
from .esc50 import read_esc50
from .freefield1010 import read_freefield1010
from .gtzan import read_gtzan
from .urbansound8k import read_urbansound8k
from .warblr import read_warblr

# Option of corpus.py → name of the data set in rows, and its reader.
READERS: dict[str, tuple[str, Callable[[Path], list[Row]]]] = {
    "esc50": ("esc50", read_esc50),
    "urbansound8k": ("us8k", read_urbansound8k),
    "gtzan": ("gtzan", read_gtzan),
    "freefield1010": ("ff1010bird", read_freefield1010),
    "warblr": ("warblr", read_warblr),
}
