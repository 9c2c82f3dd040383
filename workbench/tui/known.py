"""What is known of a field's serializer: itself, once there is one, and what its options come to."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.records.draft import FieldDraft
from workbench.records.errors import Part, Unserializable
from workbench.serialization.field import notes_of
from workbench.serialization.serializer import Note, Serializer
from workbench.session import Session
from workbench.tui.spec_words import details

MOST_NOTED = 4096
"""Characters of a header up to which its notes are looked for at each key stroke."""


@dataclass(frozen=True, slots=True)
class Known:
    """`serializer` is None while it is being fetched, and where the spec stands for none."""

    serializer: Serializer | None = None
    details: str = ""

    def notes(self, draft: FieldDraft) -> tuple[Note, ...]:
        """What the serializer has to say of a text, or of an empty one."""
        return () if len(draft.text) > MOST_NOTED else notes_of(draft, self.serializer)


def unknown(spec: str, part: Part) -> Known:
    """Where nobody is there to ask."""
    return Known(None, details(spec))


def known(session: Session, topic: str, spec: str, part: Part) -> Known:
    """What the session knows now, without waiting."""
    try:
        serializer = session.serializer(spec, topic, part)
    except Unserializable:
        serializer = None
    return Known(serializer, details(spec, session.serializers.registered(spec, topic, part)))
