"""`-b` and `-X`, read."""

from __future__ import annotations

import argparse
from pathlib import Path

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


def test_a_client_wins_over_the_property_and_is_named_as_the_catalogue_names_it() -> None:
    assert read("--client", "Sarama")[1].partitioner == "sarama"
    assert read("-X", "partitioner=murmur2", "--client", "banana")[1].partitioner == "banana"
    assert read("-X", "partitioner=kafka-go")[1].partitioner == "kafka-go"
    assert read()[1].partitioner == "murmur2_random"


def test_a_rule_file_keeps_its_path_and_is_read_before_anything_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "Mine.toml"
    with pytest.raises(Refused, match="cannot be read: No such file or directory"):
        read("--client", str(path))
    path.write_text("[[rule]]\nkey = 'Banana'\nto = 'first'\n")
    with pytest.raises(Refused, match=r"Mine.toml' cannot be used: rule 1 \(line 1\): to = 'first' cannot be"):
        read("--client", str(path))
    path.write_text("[[rule]]\nkey = 'Banana'\nto = 'last'\n")
    assert read("--client", str(path))[1].partitioner == str(path)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--client", "sarma"), "there is no client 'sarma'; did you mean sarama"),
        (("-X", "partitioner=sarma"), "partitioner='sarma' cannot be: there is no"),
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


def test_a_registry_is_checked_before_anything_starts() -> None:
    with pytest.raises(Refused) as caught:
        read("-X", "schema.registry.url=nowhere", "-X", "schema.registry.request.timeout.ms=soon")
    assert str(caught.value).count("\n") == 1
    with pytest.raises(Refused, match="URL is missing"):
        read("-b", "localhost", "-X", "schema.registry.request.timeout.ms=5")
    profile, _ = read("-X", "schema.registry.request.timeout.ms=5")
    assert profile.embedded


def test_a_registry_by_its_flag_or_by_its_property() -> None:
    for flags in (("--registry", "http://host:8081"), ("-X", "schema.registry.url=http://host:8081")):
        profile, _ = read("-b", "one", "-X", "schema.registry.basic.auth.user.info=a:secret", *flags)
        assert profile.registry == {
            "schema.registry.url": "http://host:8081",
            "schema.registry.basic.auth.user.info": "a:secret",
        }
        assert "secret" not in repr(profile.shown)
    with pytest.raises(Refused, match="valid: http://host:port"):
        read("--registry", "host")
