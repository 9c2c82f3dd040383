"""What a choice of client lists: all of them once, librdkafka's seven first, each family together."""

from __future__ import annotations

from itertools import groupby

from workbench.lab.choosing import choose, examples
from workbench.partitioning.partitioners import LIBRDKAFKA, clients
from workbench.tui.client_options import client_options
from workbench.tui.panes.connection import RULE_FILE


def test_librdkafkas_seven_come_first_and_every_client_once() -> None:
    values = [option.value for option in client_options("java")]
    assert tuple(values[:7]) == LIBRDKAFKA
    assert len(values) == len(set(values))
    assert {client.name for client in clients()} < set(values)


def test_a_family_stands_together() -> None:
    groups = [group for group, _ in groupby(client_options("java")[7:], key=lambda option: option.group)]
    assert len(groups) == len(set(groups))


def test_examples_are_offered_and_a_rule_file_is_asked_for() -> None:
    offered = {option.value: option for option in client_options("java")}
    assert set(examples()) < set(offered)
    assert offered["banana"].about == choose("banana").about
    assert offered[RULE_FILE].act


def test_a_rule_file_in_force_is_listed_by_its_name() -> None:
    offered = [option for option in client_options("/else/where/rules.toml") if option.value.endswith(".toml")]
    assert [(option.value, option.label) for option in offered] == [("/else/where/rules.toml", "rules.toml")]


def test_every_option_but_the_act_can_be_chosen() -> None:
    for option in client_options("java"):
        assert option.act or choose(option.value).name == option.value
