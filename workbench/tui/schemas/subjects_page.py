"""The registry's subjects as lines, and one schema in full: facts, what it refers to, its text."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.records.escape import escape
from workbench.schemas.browsing import Subject
from workbench.serialization.schema import Registered, SchemaType
from workbench.serialization.schema_text import laid_out
from workbench.tui.figures import short
from workbench.tui.flowing import pieces
from workbench.tui.lab.lines import EMPTY, Line, fact, line, paragraph


def found(names: Sequence[str], search: str, topic: str) -> list[str]:
    """The subjects with that text in their names; the topic's own first, then those that begin with the text."""
    wanted = search.casefold().strip()
    own = {f"{topic}-key", f"{topic}-value"} if topic else set()
    kept = [name for name in names if wanted in name.casefold()]
    return sorted(kept, key=lambda name: (name not in own, not name.casefold().startswith(wanted), name))


def subject_lines(names: Sequence[str], cursor: str, topic: str, width: int) -> list[Line]:
    """One a line; the topic's own are marked."""
    lines: list[Line] = []
    for name in names:
        own = bool(topic) and name in (f"{topic}-key", f"{topic}-value")
        text = short(escape(name), max(1, width - 2))
        style = "cursor" if name == cursor else "bold" if own else "plain"
        lines.append((("● " if own else "  ", "accent"), (text, style)))
    return lines


def schema_lines(registered: Registered, subject: Subject | None, width: int) -> list[Line]:
    """Everything that is known of one version; what it refers to stands below it."""
    schema = registered.schema
    lines = [*_heading(registered, subject, width)]
    if subject is not None:
        lines += fact("compatible", level_words(subject.level), width)
    for reference in schema.references:
        what = f"{escape(reference.name)} → {escape(reference.subject)} v{reference.version}"
        lines += fact("refers to", what, width)
    lines += [EMPTY, *text_lines(schema.type, schema.text, width)]
    for name, other in schema.resolved:
        lines += [EMPTY, line((short(escape(name), width), "accent")), *text_lines(other.type, other.text, width)]
    return lines


def _heading(registered: Registered, subject: Subject | None, width: int) -> list[Line]:
    kind = {SchemaType.AVRO: "Avro", SchemaType.JSON: "JSON Schema", SchemaType.PROTOBUF: "Protobuf"}
    latest = f" of {subject.versions[-1]:,}" if subject and subject.versions else ""
    facts = f"{kind[registered.schema.type]} · version {registered.version:,}{latest} · schema id {registered.id}"
    lines = [line((short(escape(registered.subject or "schema"), width), "accent")), *paragraph(facts, width, "quiet")]
    return [*lines, *(fact("GUID", escape(registered.guid), width) if registered.guid else [])]


def level_words(level: str) -> str:
    """What the next version has to be, in words."""
    base, _, transitive = level.partition("_")
    words = {
        "BACKWARD": "consumers on a new version must read what was written before",
        "FORWARD": "consumers on the present version must read what a new one writes",
        "FULL": "both ways: old data with the new version, new data with the old",
        "NONE": "anything may be registered",
    }
    last = ", with every version" if transitive else ", with the latest version" if base == "FULL" else ""
    return f"{level}: {words.get(base, 'the registry knows what it means')}{last}"


def text_lines(kind: SchemaType, text: str, width: int) -> Sequence[Line]:
    """The schema's text, laid out where it is JSON; every character of it, long lines in pieces."""
    return pieces(text if kind is SchemaType.PROTOBUF else laid_out(kind, text, width), width)
