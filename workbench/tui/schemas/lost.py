"""What a consumer on another version never gets to see of a value: fields that its own schema does not have."""

from __future__ import annotations

import json
from collections.abc import Iterator

MOST = 12
"""Paths that are named."""


def lost(own: str, read: str) -> tuple[str, ...]:
    """Paths that stand in the text by the value's own version and not in the other one's; none where either is no JSON.

    A field whose very value came under another name was renamed by an alias, and is not lost.
    """
    try:
        paths = list(_lost(json.loads(own), json.loads(read), ""))
    except (ValueError, RecursionError):
        return ()
    more = [f"and {len(paths) - MOST:,} more"] if len(paths) > MOST else []
    return (*paths[:MOST], *more)


def _lost(own: object, read: object, path: str) -> Iterator[str]:
    if isinstance(own, dict) and isinstance(read, dict):
        renamed = [value for name, value in read.items() if name not in own]
        for name, value in own.items():
            here = f"{path}.{name}" if path else name
            if name in read:
                yield from _lost(value, read[name], here)
            elif value not in renamed:
                yield here
    elif isinstance(own, list) and isinstance(read, list):
        for index, (one, other) in enumerate(zip(own, read, strict=False)):
            yield from _lost(one, other, f"{path}[{index}]")
