"""The last choice of serializers for each topic, kept in a file between two starts."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from workbench.records.draft import RecordDraft

MOST_TOPICS = 500
"""Topics of a cluster that are remembered; the one whose choice is oldest goes first."""

MOST_HEADERS = 50
_LARGEST = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Chosen:
    """The serializers of one topic's records: specs; those of the headers by the headers' names."""

    key: str = ""
    value: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, draft: RecordDraft) -> Self:
        """Those of a record as it stands; of headers with one name, the last one's."""
        named = [(header.name, header.value.serializer) for header in draft.headers if header.name]
        return cls(draft.key.serializer, draft.value.serializer, dict(named[-MOST_HEADERS:]))

    @classmethod
    def read(cls, given: object) -> Self | None:
        """What stands in the file for a topic; None for anything else."""
        if not isinstance(given, dict):
            return None
        key, value, headers = (given.get(name) for name in ("key", "value", "headers"))
        named = headers if isinstance(headers, dict) else {}
        texts = {name: spec for name, spec in named.items() if isinstance(spec, str)}
        return cls(key if isinstance(key, str) else "", value if isinstance(value, str) else "", texts)


def path() -> Path:
    """Where they are kept: `workbench/serializers.json` in the user's state folder (XDG Base Directory)."""
    given = os.environ.get("XDG_STATE_HOME", "")
    folder = Path(given) if Path(given).is_absolute() else Path("~/.local/state").expanduser()
    return folder / "workbench" / "serializers.json"


def load(cluster: str) -> dict[str, Chosen]:
    """The choices for a cluster's topics; a file that is none, or cannot be read, holds no choices. Blocks."""
    topics = _read().get(cluster)
    if not isinstance(topics, dict):
        return {}
    read = ((topic, Chosen.read(given)) for topic, given in topics.items())
    return {topic: chosen for topic, chosen in read if chosen is not None}


def keep(cluster: str, topic: str, chosen: Chosen) -> None:
    """Remember a choice beside all others in the file, for the user's eyes alone. Blocks; what fails is let be."""
    everything = _read()
    known = everything.get(cluster)
    topics = dict(known) if isinstance(known, dict) else {}
    topics.pop(topic, None)
    topics[topic] = {"key": chosen.key, "value": chosen.value, "headers": dict(chosen.headers)}
    everything[cluster] = dict(list(topics.items())[-MOST_TOPICS:])
    with suppress(OSError, ValueError, RuntimeError):
        _write(path(), json.dumps(everything, indent=1))


def _read() -> dict[str, object]:
    try:
        with path().open("rb") as file:
            given = json.loads(file.read(_LARGEST))
    except (OSError, ValueError, RuntimeError, RecursionError):
        return {}
    return given if isinstance(given, dict) else {}


def _write(target: Path, text: str) -> None:
    """Whole or not at all: another workbench may read it now. The temporary file is its owner's alone, 0600."""
    from tempfile import NamedTemporaryFile  # nothing that the start needs

    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile("w", encoding="utf-8", dir=target.parent, delete=False) as file:
        file.write(text)
    try:
        Path(file.name).replace(target)
    except OSError:
        Path(file.name).unlink(missing_ok=True)
        raise
