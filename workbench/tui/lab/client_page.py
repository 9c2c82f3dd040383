"""One client, as lines: what it makes of the key step by step, its rule for null and empty, and where that is from."""

from __future__ import annotations

from workbench.partitioning.client import Client
from workbench.partitioning.comparison import Comparison, Landing, sentence
from workbench.partitioning.placement import Placement
from workbench.tui.figures import short
from workbench.tui.lab.clients_page import apart, mark
from workbench.tui.lab.lines import EMPTY, Line, beside, ends, fact, paragraph

ROOMY = 24
"""Lines from which paragraphs stand apart."""
LOW = 14
"""Below this many lines the facts stand beside the working, where there is room for both."""
BESIDE = 76


def client_page(client: Client, placement: Placement, key: bytes | None, width: int, height: int) -> list[Line]:
    """All that is known of a client, and its working for this key."""
    how = f"{client.family} · {'by default' if client.default else 'where configured so'}"
    if height < LOW and width >= BESIDE:
        return _low(client, how, working_lines(placement, key, width // 2 - 2), width)
    name = [*ends(((client.name, "bold"),), ((how, "quiet"),), width), *paragraph(client.about, width, "quiet")]
    gap = [EMPTY] if height >= ROOMY else []
    source = fact("source", client.source, width, "quiet")
    note = paragraph(f"! {client.note}", width, "any") if client.note else []
    working = working_lines(placement, key, width)
    return [*name, *gap, *working, *gap, *rule_lines(client, width), *source, *(gap if note else []), *note]


def _low(client: Client, how: str, working: list[Line], width: int) -> list[Line]:
    """The rule beside the working, under a line that parts it all from the list."""
    about = short(f"  {client.about} ", width - len(client.name) - len(how) - 2)
    rule = "─" * (width - len(client.name) - len(about) - len(how) - 1)
    return [
        ((client.name, "bold"), (about, "quiet"), (rule, "thumb"), (f" {how}", "quiet")),
        *beside(working, rule_lines(client, width - width // 2 - 2), width // 2 - 2),
        *(paragraph(f"! {client.note}", width, "any") if client.note else []),
        *fact("source", client.source, width, "quiet", names=8),
    ]


def rule_lines(client: Client, width: int) -> list[Line]:
    """Its rule, what becomes of null and empty, and the versions with that rule."""
    return [
        *fact("rule", client.behaviour, width),
        *fact("null key", client.null, width),
        *fact("empty key", client.empty, width),
        *fact("versions", client.versions, width),
    ]


def working_lines(placement: Placement, key: bytes | None, width: int) -> list[Line]:
    """From the key's bytes to the partition, the answer marked."""
    lines = _key_lines(key, width)
    last = len(placement.steps) - 1
    for index, step in enumerate(placement.steps):
        style = "accent" if index == last and placement.partition is not None else "plain"
        lines += ends(((step.what, "quiet"),), ((step.value, style),), width)
    if placement.why:
        lines += paragraph(placement.why, width, "any" if placement.partition is None else "quiet")
    return lines


def _key_lines(key: bytes | None, width: int) -> list[Line]:
    if not key:
        return ends((("key", "quiet"),), (("null" if key is None else "empty, 0 B", "plain"),), width)
    most = max(4, (width - 20) // 3)
    shown = key[:most].hex(" ") + (" …" if len(key) > most else "")
    return ends(((f"key, {len(key):,} B", "quiet"),), ((shown, "plain"),), width)


def verdict(comparison: Comparison, client: Client, width: int) -> list[Line]:
    """The practical sentence about one client, with its sign."""
    landing = landing_of(comparison, client)
    sign, _, _, style = mark(landing, comparison)
    words = "there is one partition: every client puts every key there"
    if comparison.partitions > 1:
        with_it = landing.partition == comparison.partition
        words = sentence(comparison, Landing(landing.partition, (client,), with_it))
    lines = paragraph(f"{sign} {words[:1].upper()}{words[1:]}.", width)
    return [((text, f"bold-{style}"),) for ((text, _),) in lines]


def landing_of(comparison: Comparison, client: Client) -> Landing:
    """Where that client puts the key; who is there by chance is apart from who always is with the reference."""
    return next(landing for landing in apart(comparison) if any(one is client for one in landing.clients))
