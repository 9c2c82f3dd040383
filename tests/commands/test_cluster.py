"""`-b` and `-X`, read."""

from __future__ import annotations

import argparse

import pytest

from workbench.clusters.profile import ClusterProfile
from workbench.clusters.settings import ProducerSettings
from workbench.commands.cluster import add_arguments, cluster
from workbench.commands.refused import Refused


def read(*arguments: str) -> tuple[ClusterProfile, ProducerSettings]:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return cluster(parser.parse_args(arguments))


def test_nothing_given_is_the_embedded_cluster() -> None:
    profile, settings = read()
    assert profile.embedded
    assert settings == ProducerSettings()


@pytest.mark.parametrize("flag", ["-b", "--bootstrap-servers"])
def test_servers_and_properties(flag: str) -> None:
    profile, settings = read(flag, "one:9093, two", "-X", "acks=1", "-X", "client.rack=r1")
    assert profile.bootstrap_servers == "one:9093,two"
    assert profile.properties["client.rack"] == "r1"
    assert (settings.acks, settings.idempotent) == ("1", False)


def test_the_last_of_a_property_wins() -> None:
    assert read("-b", "one", "-X", "acks=1", "-X", "acks=all")[1].acks == "all"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("-b", ""), "no bootstrap server"),
        (("-b", "one:x"), "'one:x' is no bootstrap server"),
        (("-X", "ack=1"), "acks"),
        (("-X", "acks"), "-X acks has no value"),
        (("-X", "acks=2"), "acks='2' cannot be; valid: all, 1, 0"),
        (("-X", "acks=0", "-X", "enable.idempotence=true"), "give one or the other"),
    ],
)
def test_what_cannot_be_is_refused_with_what_would_be_valid(arguments: tuple[str, ...], words: str) -> None:
    with pytest.raises(Refused, match=words) as refusal:
        read(*arguments)
    assert refusal.value.code == 2


def test_every_wrong_property_is_named_and_no_secret_is_repeated() -> None:
    with pytest.raises(Refused) as refusal:
        read("-X", "sasl.pasword=hunter2", "-X", "lingerms=5", "-X", "hunter3")
    assert str(refusal.value).count("\n") == 2
    assert "hunter" not in str(refusal.value)
