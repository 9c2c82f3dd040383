"""The bytes pane as a whole: sizes and limits on top, then each part's bytes, named, and what a consumer reads."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.lab.dissection import MOST_NAMED, Anatomy, Dissected
from workbench.records.escape import escape
from workbench.records.wire_size import TOPIC_LIMIT, batch_size, producer_size
from workbench.serialization.schema_text import over_lines
from workbench.tui.figures import short
from workbench.tui.flowing import pieces
from workbench.tui.lab.lines import EMPTY, Line, Span, ends, paragraph, width_of
from workbench.tui.panes.bytes_lines import ByteLines, Chained

DOCUMENTS = ("avro", "protobuf", "thrift", "messagepack", "cbor", "layout")
"""Serializers whose bytes are no text, so that how their text is laid out is nobody's but ours."""

MOST_READ = 8_000
"""Characters of what a consumer reads that are shown."""


def head(anatomy: Anatomy, width: int) -> list[Line]:
    """Key, value, headers and the whole in bytes, and how far that is from the limits."""
    record = anatomy.record
    if record is None:
        return _unmeasured(anatomy, width)
    sizes: list[Span] = []
    for name, count in (("key", record.key_size), ("value", record.value_size), ("headers", record.headers_size)):
        sizes += [(f"{name} ", "quiet"), (f"{count:,}", "plain"), (" + ", "quiet")]
    limits = (
        ("topic", "max.message.bytes", batch_size(record), anatomy.topic_limit or TOPIC_LIMIT),
        ("producer", "message.max.bytes", producer_size(record), anatomy.producer_limit),
    )
    lines = ends((*sizes[:-1],), ((f"{record.size:,} B", "bold"),), width)
    for whose, setting, used, limit in limits:
        by_default = whose == "topic" and anatomy.topic_limit is None
        lines += _limit(whose, setting, used, limit, by_default, width)
    return [*lines, EMPTY]


def _unmeasured(anatomy: Anatomy, width: int) -> list[Line]:
    """As many lines as with a size, so that none moves while a text is no value yet."""
    lines = ends((("size ", "quiet"), ("not known yet", "plain")), (("– B", "bold"),), width)
    topic, producer = anatomy.topic_limit or TOPIC_LIMIT, anatomy.producer_limit
    for whose, setting, limit in (("topic", "max.message.bytes", topic), ("producer", "message.max.bytes", producer)):
        lines += _figures(whose, setting, f"– of {limit:,} B", whose == "topic" and anatomy.topic_limit is None, width)
    return [*lines, EMPTY]


def _limit(whose: str, setting: str, used: int, limit: int, by_default: bool, width: int) -> list[Line]:
    if used > limit:
        words = f"✗ {used:,} B on the way: {used - limit:,} B over the {whose}'s {limit:,} ({setting})"
        return paragraph(words, width, "other")
    return _figures(whose, setting, f"{used:,} of {limit:,} B", by_default, width)


def _figures(whose: str, setting: str, figures: str, by_default: bool, width: int) -> list[Line]:
    names = (f"{whose}'s {setting}{', by default' if by_default else ''}", f"{whose}'s {setting}", f"{whose}'s limit")
    name = next((one for one in names if len(one) + len(figures) < width), names[-1])
    return ends(((name, "quiet"),), ((figures, "plain"),), width)


def page(anatomy: Anatomy, width: int) -> Sequence[Line]:
    """Every part, one after the other."""
    found: list[Sequence[Line]] = []
    for part in anatomy.parts:
        found += [*_part(part, width), [EMPTY]]
    return Chained(found[:-1])


def _part(part: Dissected, width: int) -> list[Sequence[Line]]:
    title: Line = ((short(escape(part.title), width // 2), "accent"), ("  ", "plain"))
    spec = ((short(escape(part.spec), max(0, width - width_of(title) - 12)), "quiet"),)
    top = ends((*title, *spec), ((_size(part), "bold"),), width)
    if not part.data:
        return [top]
    return [top, ByteLines(part.data, part.spans, width), _beyond(part, width), _reading(part, width)]


def _size(part: Dissected) -> str:
    if not part.is_known:
        return "–"
    if part.data is None:
        return "null"
    return f"{len(part.data):,} B" if part.data else "empty"


def _beyond(part: Dissected, width: int) -> list[Line]:
    if part.data is None or len(part.data) <= MOST_NAMED:
        return []
    return paragraph(f"only the first {MOST_NAMED:,} bytes are named, and nothing is read back", width, "quiet")


def _reading(part: Dissected, width: int) -> list[Line]:
    """What a consumer sees, where that is not simply the text as typed."""
    if part.unread:
        return paragraph(f"✗ a consumer cannot read this: {escape(part.unread)}", width, "other")
    if not part.reads_as:
        return []
    lines: list[Line] = [(("a consumer reads", "quiet"),)]
    if len(part.reads_as) <= MOST_READ and part.spec.partition(",")[0] in DOCUMENTS:
        return [*lines, *pieces(over_lines(part.reads_as, width), width)]
    lines += pieces(part.reads_as[:MOST_READ], width)
    if len(part.reads_as) > MOST_READ:
        lines.append(((f"… {len(part.reads_as) - MOST_READ:,} more characters", "quiet"),))
    return lines
