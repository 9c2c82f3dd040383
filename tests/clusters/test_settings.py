"""Producer settings, and the configurations made of them; the real library judges each."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.clusters.client_log import logger_into
from workbench.clusters.profile import ClusterProfile
from workbench.clusters.settings import (
    ACKS,
    COMPRESSIONS,
    ProducerSettings,
    SettingsError,
    admin_config,
    producer_config,
)
from workbench.partitioning import partitioners

NOBODY = "127.0.0.1:1"


def _profile(**properties: str) -> ClusterProfile:
    return ClusterProfile("x", NOBODY, {name.replace("_", "."): value for name, value in properties.items()})


def _opens(config: dict[str, Any]) -> bool:
    """Whether librdkafka takes the configuration."""
    from confluent_kafka import Producer

    Producer({**config, "logger": logger_into(lambda line: None)})
    return True


def test_defaults_are_safe_and_place_as_java_does() -> None:
    settings = ProducerSettings.from_properties({})
    assert settings == ProducerSettings()
    assert (settings.acks, settings.idempotent, settings.partitioner) == ("all", True, "murmur2_random")
    assert settings.notes() == ()


@given(
    st.builds(
        ProducerSettings,
        acks=st.sampled_from(ACKS),
        idempotence=st.booleans(),
        linger_ms=st.sampled_from([0, 0.5, 5, 299_999]),
        compression=st.sampled_from(COMPRESSIONS),
        partitioner=st.sampled_from([one.name for one in partitioners.partitioners()]),
    )
)
def test_the_library_takes_every_combination(settings: ProducerSettings) -> None:
    config = producer_config(_profile(), settings)
    assert _opens(config)
    assert config["enable.idempotence"] is (settings.idempotence and settings.acks == "all")


@pytest.mark.parametrize("acks", ["1", "0"])
def test_acks_1_and_0_turn_idempotence_off_and_say_so(acks: str) -> None:
    settings = ProducerSettings.from_properties({"acks": acks})
    assert not settings.idempotence
    assert f"acks={acks}" in settings.notes()[0]
    assert "idempotence is off" in settings.notes()[0]
    config = producer_config(_profile(acks=acks))
    assert (config["acks"], config["enable.idempotence"]) == (acks, False)
    assert _opens(config)


def test_acks_0_says_sent_not_confirmed() -> None:
    assert any("sent, not confirmed" in note for note in ProducerSettings(acks="0").notes())


@pytest.mark.parametrize(
    "against",
    [
        {"acks": "1"},
        {"request.required.acks": "0"},
        {"retries": "0"},
        {"max.in.flight": "6"},
        {"queuing.strategy": "lifo"},
    ],
)
def test_idempotence_asked_for_against_another_property_is_refused_as_the_library_would(
    against: dict[str, str],
) -> None:
    from confluent_kafka import KafkaException

    assert not ProducerSettings.from_properties(against).idempotence
    assert _opens(producer_config(ClusterProfile("x", NOBODY, against)))
    with pytest.raises(SettingsError, match="give one or the other"):
        ProducerSettings.from_properties({**against, "enable.idempotence": "true"})
    with pytest.raises(KafkaException):
        _opens({"bootstrap.servers": NOBODY, **against, "enable.idempotence": "true"})


@pytest.mark.parametrize(
    ("given_properties", "settings"),
    [
        ({"acks": "-1"}, ProducerSettings()),
        ({"enable.idempotence": "false"}, ProducerSettings(idempotence=False)),
        ({"queue.buffering.max.ms": "20"}, ProducerSettings(linger_ms=20)),
        ({"linger.ms": "0.5"}, ProducerSettings(linger_ms=0.5)),
        ({"compression.codec": "zstd"}, ProducerSettings(compression="zstd")),
        ({"partitioner": "fnv1a"}, ProducerSettings(partitioner="fnv1a")),
    ],
)
def test_screen_and_wire_agree(given_properties: dict[str, str], settings: ProducerSettings) -> None:
    assert ProducerSettings.from_properties(given_properties) == settings
    config = producer_config(ClusterProfile("x", NOBODY, given_properties), settings)
    assert config["linger.ms"] == settings.linger_ms
    assert config["compression.type"] == settings.compression
    assert config["partitioner"] == settings.partitioner
    assert not {"queue.buffering.max.ms", "compression.codec", "request.required.acks"} & set(config)
    assert _opens(config)


def test_a_change_on_the_screen_wins_over_the_command_line() -> None:
    profile = _profile(linger_ms="100", acks="1")
    assert producer_config(profile)["linger.ms"] == 100
    assert producer_config(profile, ProducerSettings(linger_ms=0))["linger.ms"] == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [("acks", "2"), ("acks", "some"), ("linger.ms", "-1"), ("linger.ms", "nan"), ("linger.ms", "soon"),
     ("compression.type", "rar"), ("enable.idempotence", "maybe")],
)  # fmt: skip
def test_values_that_cannot_be_are_refused_with_what_can(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=rf"{name}='{value}' cannot be; valid: "):
        ProducerSettings.from_properties({name: value})


def test_every_client_of_the_catalogue_can_be_the_partitioner() -> None:
    for name in ("sarama", "Java", *partitioners.LIBRDKAFKA):
        assert ProducerSettings.from_properties({"partitioner": name}).partitioner == name.lower()
    with pytest.raises(SettingsError) as refusal:
        ProducerSettings.from_properties({"partitioner": "murmur3"})
    sentence = str(refusal.value)
    assert sentence.startswith("partitioner='murmur3' cannot be: there is no ")
    assert sentence.endswith("did you mean murmur2?; a rule file or a plug-in is given with --client")


@pytest.mark.parametrize("name", ["sarama", "banana", "rules/mine.toml"])
def test_librdkafka_picks_where_a_partitioner_it_does_not_know_promises_no_number(name: str) -> None:
    config = producer_config(_profile(), settings := ProducerSettings(partitioner=name))
    assert config["partitioner"] == "random"
    assert _opens(config)
    assert settings.notes() == (
        "where this client promises no number, librdkafka picks one: at random, sticky for a null key",
    )


@pytest.mark.parametrize(("linger", "timeout"), [("300000", ""), ("500", "500"), ("900001", "0"), ("899999", "899999")])
def test_linger_stays_below_the_messages_timeout(linger: str, timeout: str) -> None:
    properties = {"linger.ms": linger} | ({"message.timeout.ms": timeout} if timeout else {})
    with pytest.raises(SettingsError, match="milliseconds"):
        ProducerSettings.from_properties(properties)
    assert _opens(producer_config(ClusterProfile("x", NOBODY, properties | {"linger.ms": str(int(linger) - 2)})))


def test_x_wins_over_every_default() -> None:
    given_properties = {
        "allow.auto.create.topics": "true",
        "enable.sparse.connections": "true",
        "client.id": "mine",
        "reconnect.backoff.max.ms": "7",
        "metadata.recovery.strategy": "rebootstrap",
    }
    config = producer_config(ClusterProfile("x", NOBODY, given_properties))
    assert given_properties.items() <= config.items()


def test_no_topic_is_made_without_asking() -> None:
    assert producer_config(_profile())["allow.auto.create.topics"] is False


def test_looking_makes_no_topic_whatever_x_says() -> None:
    config = admin_config(_profile(allow_auto_create_topics="true", enable_sparse_connections="true"))
    assert config["allow.auto.create.topics"] is False
    assert config["enable.sparse.connections"] is False


def test_the_client_that_looks_gets_no_producers_property() -> None:
    config = admin_config(_profile(acks="1", linger_ms="9", group_id="g", sasl_username="me"))
    assert config["sasl.username"] == "me"
    assert not {"acks", "linger.ms", "partitioner"} & set(config)


@pytest.mark.parametrize(
    ("asked", "debug"), [("", "broker"), ("msg", "msg,broker"), ("broker,topic", "broker,topic"), ("all", "all")]
)
def test_the_log_says_when_brokers_are_up_and_keeps_what_was_asked_for(asked: str, debug: str) -> None:
    for config in (producer_config(_profile(debug=asked)), admin_config(_profile(debug=asked, log_level="0"))):
        assert config["debug"] == debug
        assert config["log_level"] == 7
