"""The partition of a draft as typed: auto, or a number inside the topic's range."""

from __future__ import annotations

from workbench.records.draft import AUTO
from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted

_INT32_DIGITS = 10
_INT32_END = 2**31


def parse_partition(text: str, partitions: int | None) -> int | None:
    """The number, None for auto (also when the text is empty). Raises Unserializable.

    `partitions` is how many the topic has; while that is None only the protocol's int32 is the limit.
    """
    text = text.strip()
    if text.lower() in ("", AUTO):
        return None
    if not (text.isascii() and text.isdigit()):
        raise Unserializable(Problem(f"{quoted(text)} is no partition", _valid(partitions)))
    digits = text.lstrip("0") or "0"
    if len(digits) > _INT32_DIGITS or int(digits) >= (partitions or _INT32_END):
        raise Unserializable(Problem(f"there is no partition {text[:16]}", _valid(partitions)))
    return int(digits)


def _valid(partitions: int | None) -> str:
    if not partitions:
        return "auto, or the number of a partition, from 0"
    if partitions == 1:
        return "auto, or 0: this topic has only partition 0"
    return f"auto, or a number: this topic has partitions 0 to {partitions - 1}"
