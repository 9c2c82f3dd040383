"""The registry's subjects as lines, and one schema in full: facts, what it refers to, its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from rich.cells import chop_cells

from workbench.records.escape import escape
from workbench.schemas.browsing import Subject
from workbench.serialization.schema import Registered, SchemaType
from workbench.serialization.schema_text import laid_out
from workbench.tui.figures import short
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
    """Everything that is known of one version."""
    schema = registered.schema
    lines = [*_heading(registered, subject, width)]
    if subject is not None:
        lines += fact("compatible", _level_words(subject.level), width)
    for reference in schema.references:
        what = f"{escape(reference.name)} → {escape(reference.subject)} v{reference.version}"
        lines += fact("refers to", what, width)
    return [*lines, EMPTY, *text_lines(schema.type, schema.text, width)]


def _heading(registered: Registered, subject: Subject | None, width: int) -> list[Line]:
    kind = {SchemaType.AVRO: "Avro", SchemaType.JSON: "JSON Schema", SchemaType.PROTOBUF: "Protobuf"}
    latest = f" of {subject.versions[-1]:,}" if subject and subject.versions else ""
    facts = f"{kind[registered.schema.type]} · version {registered.version:,}{latest} · schema id {registered.id}"
    lines = [line((short(escape(registered.subject or "schema"), width), "accent")), *paragraph(facts, width, "quiet")]
    return [*lines, *(fact("GUID", escape(registered.guid), width) if registered.guid else [])]


def _level_words(level: str) -> str:
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
    return flowing(text if kind is SchemaType.PROTOBUF else laid_out(kind, text, width), width)


@lru_cache(maxsize=16)
def flowing(text: str, width: int) -> Sequence[Line]:
    """Every character of a text; what is too long for a line goes on below it, further in."""
    rows = (escape(row.replace("\t", "    ")) for row in text.split("\n"))
    return tuple(line(piece) for row in rows for piece in _pieces(row, max(1, width)))


def _pieces(row: str, width: int) -> Iterator[str]:
    """The row in pieces, each no wider than `width`, broken after a blank where that leaves no large hole."""
    indent = " " * min(len(row) - len(row.lstrip()) + 4, width // 3)
    at, room, inset = 0, width, ""
    while at < len(row):
        piece = chop_cells(row[at : at + room], max(2, room))[0]
        if at + len(piece) < len(row) and (blank := piece.rfind(" ", room // 2)) > 0:
            piece = piece[: blank + 1]
        yield inset + piece
        at, room, inset = at + len(piece), width - len(indent), indent
    if not row:
        yield ""
