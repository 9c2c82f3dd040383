"""The partition pane's parts as lines: the key's bytes, the working, the landing and its facts."""

from __future__ import annotations

from workbench.clusters.metadata import Partition as PartitionFacts
from workbench.clusters.offsets import Offsets
from workbench.compose import EXPLICIT
from workbench.partitioning.placement import Placement
from workbench.records.draft import FieldDraft
from workbench.records.escape import escape
from workbench.tui.figures import short, size
from workbench.tui.flowing import cut, flow
from workbench.tui.lab.lines import Line, Span, ends, paragraph, width_of
from workbench.tui.panes.preview import Preview, belonging, missing, sender_picks

TEXT = 60
"""Characters of a key's text that are looked at: more never have room."""

RACK = 16
"""Cells of a rack's name; the lab shows all of it."""

HEX_LINES = 4
"""Lines of bytes; a longer key says how many more there are."""


def key_lines(preview: Preview, width: int, low: bool) -> list[Line]:
    """The key as typed, what serializes it, and the bytes that come of it; in one line where that is enough."""
    key, composed = preview.draft.key, preview.composed
    if not composed.key_known:
        return [(("✗ the key cannot be serialized yet", "other"),)]
    if not composed.key:
        return ends(
            (("key ", "quiet"), ("null" if composed.key is None else "empty", "bold")), _bytes_of(preview), width
        )
    bytes_of = _bytes_of(preview)
    text = ((short(_text(key), max(4, width - width_of(bytes_of) - 2)), "bold"),)
    if low and len(composed.key) <= 16 and (line := _one_line(text, preview, width)):
        return [line]
    return [*ends(text, bytes_of, width), *_hex_lines(composed.key, width, 1 if low else HEX_LINES)]


def _text(key: FieldDraft) -> str:
    return escape(key.text[:TEXT])


def _bytes_of(preview: Preview) -> Line:
    key = preview.composed.key
    return (("no bytes" if key is None else f"{preview.draft.key.serializer} {size(len(key))}", "quiet"),)


def _one_line(text: Line, preview: Preview, width: int) -> Line | None:
    data = preview.composed.key or b""
    line: Line = (*text, (" → ", "quiet"), *_bytes_of(preview), (" → ", "quiet"), (data.hex(" "), "plain"))
    return line if width_of(line) <= width else None


def _hex_lines(key: bytes, width: int, most: int) -> list[Line]:
    per_line = 8 if width < 50 else 16
    lines: list[Line] = []
    for start in range(0, min(len(key), per_line * most), per_line):
        part = key[start : start + per_line]
        text = "".join(chr(byte) if 32 <= byte < 127 else "·" for byte in part)
        lines += ends(((part.hex(" "), "plain"),), ((text, "quiet"),), width)
    if len(key) > per_line * most:
        lines.append(((f"… {len(key) - per_line * most:,} more", "quiet"),))
    return lines


def working_lines(preview: Preview, placement: Placement, width: int, low: bool) -> list[Line]:
    """Who places the key, and each step to the partition, the answer marked; or that it was chosen by hand."""
    if placement.partitioner == EXPLICIT:
        sign, words = belonging(preview)
        style = {"≠": "any", "=": "same"}.get(sign, "quiet")
        chosen: Line = (("chosen by hand", "bold"),)
        return [chosen, *(paragraph(f"{sign} {words}", width, style) if words else [])]
    name = short(escape(placement.partitioner), width)
    lines: list[Line] = [((name, "bold"), (f"  {_about(preview, width - len(name) - 2)}", "quiet"))]
    lines += _steps_in_a_row(placement, width) if low else _steps(placement, width)
    if placement.partition is None:
        does = placement.why.partition(": ")[2] or placement.why
        lines += paragraph(f"~ {does}", width, "any")[: 2 if low else None]
    elif placement.why:
        lines += paragraph(placement.why, width, "quiet")
    return lines


def _about(preview: Preview, width: int) -> str:
    """Who places keys like that; of a text that is too long the beginning, and whole words where that can be."""
    about = escape(preview.partitioner.about)
    if len(about) > width:
        about = about.partition(";")[0].partition(":")[0]
    return short(about, max(0, width))


def _steps(placement: Placement, width: int) -> list[Line]:
    """A step a line, its value at the right."""
    lines: list[Line] = []
    for what, value in _written(placement):
        lines += ends(what, value, width)
    return lines


def _steps_in_a_row(placement: Placement, width: int) -> list[Line]:
    """The steps one after the other, for a low pane."""
    items = [(*what, (" ", "plain"), *value) for what, value in _written(placement)]
    return flow((), items, " → ", width, 3)


def _written(placement: Placement) -> list[tuple[Line, Line]]:
    last = len(placement.steps) - 1 if placement.partition is not None else -1
    return [
        (((step.what, "quiet"),), ((step.value, "accent" if index == last else "plain"),))
        for index, step in enumerate(placement.steps)
    ]


def landing_lines(preview: Preview, width: int, low: bool) -> list[Line]:
    """`orders-4`; its leader, replicas and rack; its offsets, whose place is kept until they are known."""
    placement, name = preview.placement, escape(preview.draft.topic)
    if placement is None:
        return paragraph(missing(preview), width, "quiet")
    if placement.partition is None:
        anywhere = _arrow(f"{short(name, width - 16)}, any of {placement.partitions:,}")
        picks = sender_picks(preview)
        if low and picks:
            return flow((), [anywhere, ((picks, "quiet"),)], " · ", width, 2)
        return [anywhere, *paragraph(picks, width, "quiet")]
    landing = _arrow(f"{short(name, width - 8)}-{placement.partition}")
    facts = preview.facts
    if facts is None:
        return [landing]
    parts = [leader(facts, preview.rack), replicas(facts), offsets(preview.offsets, facts)]
    if low:
        return flow((), [landing, *parts], " · ", width, 2)
    return [*ends(landing, parts[0], width), *(cut(part, width) for part in parts[1:])]


def _arrow(words: str) -> Line:
    return (("→ ", "accent"), (words, "bold"))


def leader(facts: PartitionFacts, rack: str = "") -> Line:
    """Leader and its rack, or that it is offline."""
    if facts.leader is None:
        return (("✗ offline: no leader", "other"),)
    where: tuple[Span, ...] = ((f", rack {short(rack, RACK)}", "quiet"),) if rack else ()
    return (("leader ", "quiet"), (str(facts.leader), "plain"), *where)


def replicas(facts: PartitionFacts) -> Line:
    """The replicas, and those of them that are in sync where it is not all."""
    all_of_them = " ".join(map(str, facts.replicas)) or "–"
    if set(facts.replicas) <= set(facts.in_sync):
        return (("replicas ", "quiet"), (all_of_them, "plain"), (", in sync", "quiet"))
    in_sync = " ".join(map(str, facts.in_sync)) or "none"
    return (("replicas ", "quiet"), (all_of_them, "plain"), (f" ! in sync {in_sync}", "any"))


def offsets(known: Offsets | None, facts: PartitionFacts) -> Line:
    """Low and high watermark. An offline partition has nobody to ask for them."""
    if facts.leader is None:
        return (("offsets –", "quiet"),)
    if known is None:
        return (("offsets …", "quiet"),)
    empty = ", no records" if known.low == known.high else ""
    return (("offsets ", "quiet"), (f"{known.low:,} to {known.high:,}", "plain"), (empty, "quiet"))
