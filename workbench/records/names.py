"""Which names a topic and a header can have."""

from __future__ import annotations

import re

from workbench.records.errors import Problem
from workbench.records.escape import quoted

_LEGAL = re.compile(r"[a-zA-Z0-9._-]+")
_LONGEST = 249
_ALPHABET = "letters a to z and A to Z, digits, '.', '_' and '-', at most 249 of them"


def topic_name_problem(name: str) -> Problem | None:
    """Why no cluster can have a topic of this name; None if one can (Kafka: `Topic.validate`)."""
    if not name:
        return Problem("no topic is given", "the name of a topic, such as orders")
    if name in (".", ".."):
        return Problem(f"a topic cannot be named {quoted(name)}", _ALPHABET)
    if len(name) > _LONGEST:
        return Problem(f"the topic's name has {len(name):,} characters", _ALPHABET)
    legal = _LEGAL.match(name)
    end = legal.end() if legal else 0
    return None if end == len(name) else Problem(f"a topic's name cannot hold {quoted(name[end])}", _ALPHABET)


def header_name_problem(name: str) -> Problem | None:
    """Why a header of this name cannot be sent, None if it can; the empty name can.

    confluent-kafka 2.16.1 cuts a name at U+0000 without a word and crashes on a lone surrogate.
    """
    if "\0" in name:
        return Problem(f"the name {quoted(name)} would be cut at \\x00", "a name without that character")
    try:
        name.encode()
    except UnicodeEncodeError:
        return Problem(f"the name {quoted(name)} holds half a character", "whole characters")
    return None
