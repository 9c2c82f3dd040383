"""What a choice of client lists: librdkafka's seven, every client by family, examples, plug-ins, a rule file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from workbench.lab.choosing import choose, examples, is_rule_file, plugins, shown_name
from workbench.partitioning.client import Client
from workbench.partitioning.partitioners import LIBRDKAFKA, partitioners
from workbench.tui.panes.connection import RULE_FILE
from workbench.tui.screens.pick import Option

RULES, PLUGINS = "Rule files", "Plug-ins"


def client_options(present: str) -> tuple[Option, ...]:
    """All of them; a rule file in force is among them, under its name without the folder."""
    return (*_clients(), *_rules(present), *(Option(name, "a plug-in", group=PLUGINS) for name in plugins()))


def _clients() -> Iterator[Option]:
    known = partitioners()
    for client in known[: len(LIBRDKAFKA)]:
        yield _option(client)
    rest = known[len(LIBRDKAFKA) :]
    families = list(dict.fromkeys(client.family for client in rest))
    for _, together in groupby(sorted(rest, key=lambda one: families.index(one.family)), key=lambda one: one.family):
        yield from map(_option, together)


def _option(client: Client) -> Option:
    return Option(client.name, client.about, group=client.family)


def _rules(present: str) -> Iterator[Option]:
    if is_rule_file(present):
        yield Option(present, "the rule file in force", shown_name(present), group=RULES)
    for name in examples():
        yield Option(name, choose(name).about, group=RULES)
    yield Option(RULE_FILE, "TOML: which keys go where; asks for its path", act=True, group=RULES)
