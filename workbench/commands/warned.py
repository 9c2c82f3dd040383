"""What a serializer warns of in the texts of a send: a character lost, a number rounded. Said once a kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workbench.records.draft import FieldDraft, Presence, RecordDraft
from workbench.records.errors import Part
from workbench.records.escape import escape
from workbench.serialization.field import notes_of
from workbench.serialization.serializer import Find, Note, Noting

MOST = 20
"""Kinds of warnings that are told apart; what is beyond is counted."""


@dataclass(slots=True)
class _Kind:
    first: str
    count: int = 1


class Warned:
    """The warnings of one record, or of the lines of an input. The worker's thread notes, the command says.

    Of lines, warnings about the same field and path are one kind: the first is said with its line, the others counted.
    """

    def __init__(self) -> None:
        self._kinds: dict[tuple[str, str], _Kind] = {}
        self._others = 0
        self._key: Noting | None = None
        self._value: Noting | None = None

    def listen(self, draft: RecordDraft, find: Find) -> None:
        """The serializers whose warnings about lines are noted."""
        self._key = _noting(draft.key, draft.topic, Part.KEY, find)
        self._value = _noting(draft.value, draft.topic, Part.VALUE, find)

    def take(self, draft: RecordDraft, find: Find) -> None:
        """Note those of one record."""
        fields = ((draft.key, Part.KEY, "key"), (draft.value, Part.VALUE, "value"))
        headers = ((header.value, Part.HEADER, f"header {escape(header.name)}") for header in draft.headers)
        for field, part, name in (*fields, *headers):
            if field.presence is not Presence.NULL:
                self._note(notes_of(field, find(field.serializer, draft.topic, part)), name, "")

    def take_line(self, number: int, key: str | None, value: str | None) -> None:
        """Note those of a line."""
        for serializer, text, name in ((self._key, key, "key"), (self._value, value, "value")):
            if serializer is not None and text is not None:
                self._note(serializer.notes(text), name, f"line {number:,}, ")

    def sentences(self) -> Iterator[str]:
        """What there is to say."""
        for kind in self._kinds.values():
            more = kind.count - 1
            yield kind.first + (f" (and {more:,} more like it)" if more else "")
        if self._others:
            yield f"and {self._others:,} other warnings"

    def _note(self, notes: Iterable[Note], name: str, where: str) -> None:
        for note in notes:
            if not note.is_warning:
                continue
            known = self._kinds.get((name, note.path))
            if known is not None:
                known.count += 1
            elif len(self._kinds) < MOST:
                self._kinds[name, note.path] = _Kind(f"! {where}{name}: {escape(str(note))}")
            else:
                self._others += 1


def _noting(field: FieldDraft, topic: str, part: Part, find: Find) -> Noting | None:
    serializer = find(field.serializer, topic, part)
    return serializer if isinstance(serializer, Noting) else None
