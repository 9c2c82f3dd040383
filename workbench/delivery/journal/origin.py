"""What a send is and where its records come from: enough to make exactly the same records again."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

from workbench.records.columns import BEGINNING, InputPosition
from workbench.records.draft import FieldDraft, HeaderDraft, Presence, RecordDraft
from workbench.records.escape import quoted

ROWS = 1_000
"""A record that is sent more often than this is kept as one, with where it stands; up to this, each has a row."""

LineRange = tuple[int, int]
"""Lines by their numbers: the first, and the one after the last."""


class Kind(StrEnum):
    """What is handed over."""

    RECORD = "record"
    """One composed record, `count` times."""
    AGAIN = "again"
    """`count` records that were handed over before."""
    LINES = "lines"
    """One record a line of an input."""


@dataclass(frozen=True, slots=True)
class Origin:
    """`cluster` is its bootstrap servers, as said. `count` is None where only the input knows.

    Of lines: `path` is the file, None for standard input; `size` (bytes) and `modified` (ns) are the file's when the
    send began; `begins` is where its first line lies, `left_out` are lines that are not sent. `draft`, `separator`,
    `line_key`, `empty_as_null` and `partitioner` say how records are made. `resumes` is the send that this one goes on
    with. Without `payloads` the journal keeps nothing of a record but its sizes.
    """

    profile: str
    cluster: str
    topic: str
    kind: Kind
    count: int | None = None
    draft: RecordDraft | None = None
    partitioner: str = ""
    path: str | None = None
    size: int | None = None
    modified: int | None = None
    begins: InputPosition = BEGINNING
    left_out: tuple[LineRange, ...] = ()
    separator: str | None = None
    line_key: str | None = None
    empty_as_null: bool = False
    payloads: bool = True
    resumes: int | None = None
    retries: int | None = None

    @property
    def in_rows(self) -> bool:
        """Whether each of its records has a row in the journal."""
        return self.kind is Kind.AGAIN or (self.kind is Kind.RECORD and (self.count or 1) <= ROWS)

    @property
    def bare(self) -> Self:
        """The same without a text of a record."""
        draft = None if self.draft is None else _bare(self.draft)
        return replace(self, draft=draft, line_key=None if self.line_key is None else "")

    @property
    def kept(self) -> Self:
        """What of it the journal may hold."""
        return self if self.payloads else self.bare

    @property
    def is_whole(self) -> bool:
        """Whether what the journal holds of it makes the same records."""
        return self.payloads or (self.kind is Kind.LINES and self.bare == self)

    def to_json(self) -> str:
        """As the journal holds it."""
        return json.dumps(asdict(self), separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Self:
        """What `to_json` wrote; members that are not known are let be."""
        given: dict[str, Any] = json.loads(text)
        known = {name: given[name] for name in cls.__dataclass_fields__ if name in given}
        known["kind"] = Kind(known["kind"])
        known["begins"] = InputPosition(*known.get("begins", ()))
        known["left_out"] = tuple((first, stop) for first, stop in known.get("left_out", ()))
        known["draft"] = None if known.get("draft") is None else _draft(known["draft"])
        return cls(**known)


def of_file(path: str | Path) -> tuple[str, int, int]:
    """`path`, `size` and `modified` of an input as it is now. Raises OSError."""
    found = Path(path).stat()
    return os.path.abspath(path), found.st_size, found.st_mtime_ns  # noqa: PTH100  # a link stays what it is


def input_problem(origin: Origin, *, changed: bool = False) -> str:
    """Why the lines of a send cannot be read once more, or not as they were, as a sentence; empty where they can.

    `changed`: that the file is another one does not matter.
    """
    if origin.path is None:
        return "its lines came through standard input, so they cannot be read once more"
    name = quoted(origin.path, 120)
    try:
        _, size, modified = of_file(origin.path)
    except OSError as error:
        return f"{name} cannot be read any more: {error.strerror}"
    if changed or (size, modified) == (origin.size, origin.modified):
        return ""
    how = f"it had {_size(origin)}, and has {size:,} now"
    if size == origin.size:
        how = "it was written to, or copied, since"
    return f"{name} has changed since it was sent: {how}; --changed-input takes it as it is now"


def _size(origin: Origin) -> str:
    return "an unknown size" if origin.size is None else f"{origin.size:,} bytes"


def _bare(draft: RecordDraft) -> RecordDraft:
    return replace(draft, key=replace(draft.key, text=""), value=replace(draft.value, text=""), headers=())


def _draft(given: Mapping[str, Any]) -> RecordDraft:
    headers = tuple(HeaderDraft(one["name"], _field(one["value"])) for one in given["headers"])
    key, value = _field(given["key"]), _field(given["value"])
    return RecordDraft(given["topic"], key, value, headers, given["partition"], given["timestamp"])


def _field(given: Mapping[str, str]) -> FieldDraft:
    return FieldDraft(given["serializer"], Presence(given["presence"]), given["text"])
