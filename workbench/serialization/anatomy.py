"""Bytes to labelled spans, for the eyes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """What the bytes from `start` up to `end` are: `schema id`, `42`.

    `path` is the field they belong to, empty for framing. Spans come in the order of the bytes and never overlap; bytes
    that no span names are the payload as a whole.
    """

    start: int
    end: int
    label: str
    value: str = ""
    path: str = ""
