"""Formats tables in Markdown."""
from __future__ import annotations

from typing import Iterable, Sequence

TEXT, NUMBER = "---", "---:"


def table(head: Sequence[str], lines: Iterable[Sequence[object]], column: str = TEXT) -> str:
    """Formats a table. The first column is text; ``column`` is the type of the others. Numbers are aligned to the right."""
    rule = [TEXT, *[column] * (len(head) - 1)]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in [head, rule, *lines])
