"""Names of properties, and secrets that stay secret."""

from __future__ import annotations

import pytest

from workbench.clusters.properties import (
    canonical,
    check_properties,
    is_secret,
    masked,
    properties,
    scrubbed,
    unknown,
)
from workbench.librdkafka.library import knows_property


def test_the_list_holds_names_scopes_and_aliases() -> None:
    listed = properties()
    assert len(listed) > 190
    assert listed["linger.ms"].alias_of == "queue.buffering.max.ms"
    assert listed["acks"].scope == "P"
    assert listed["group.id"].scope == "*" or listed["group.id"].scope == "C"
    assert listed["error_cb"].function


def test_the_library_knows_every_listed_property() -> None:
    """Those of this build alone may be missing: properties are listed even where a feature is not built in."""
    names = [one.name for one in properties().values() if not one.function]
    assert [name for name in names if not knows_property(name)] == []


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("topic.acks", "acks"),
        ("topic.partitioner", "partitioner"),
        ("topic.blacklist", "topic.blacklist"),
        ("topic.metadata.refresh.interval.ms", "topic.metadata.refresh.interval.ms"),
        ("acks", "acks"),
    ],
)
def test_kcats_prefix_is_taken_off(name: str, bare: str) -> None:
    assert canonical(name) == bare
    assert not unknown(name)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ack", "the nearest is acks"),
        ("linger", "the nearest is linger.ms"),
        ("boostrap.servers", "the nearest is bootstrap.servers"),
        ("sasl.jaas.config", "librdkafka takes sasl.mechanism, sasl.username and sasl.password"),
        ("ssl.truststore.location", "no property is called 'ssl.truststore.location'"),
        ("qqqqqqq", "CONFIGURATION.md"),
        ("\x1b[31m", r"'\x1b[31m'"),
        ("error_cb", "a function of a program"),
        ("log.queue", "cannot be set here"),
        ("delivery.report.only.error", "every record's delivery report"),
        ("test.mock.num.brokers", "embedded cluster itself"),
        ("transactional.id", "outside transactions"),
    ],
)
def test_what_is_wrong_with_a_name(name: str, words: str) -> None:
    [sentence] = check_properties([name])
    assert words in sentence


def test_nothing_is_wrong_with_what_a_producer_takes() -> None:
    assert (
        check_properties(["acks", "topic.acks", "sasl.password", "enable.sparse.connections", "debug", "log_level"])
        == ()
    )


@pytest.mark.parametrize(
    "name",
    ["sasl.password", "ssl.key.password", "ssl.keystore.password", "ssl.key.pem", "sasl.oauthbearer.client.secret",
     "sasl.oauthbearer.config", "sasl.jaas.config"],
)  # fmt: skip
def test_secrets_are_known(name: str) -> None:
    assert is_secret(name)


@pytest.mark.parametrize("name", ["sasl.username", "ssl.ca.location", "acks", "client.id", "bootstrap.servers"])
def test_what_is_no_secret(name: str) -> None:
    assert not is_secret(name)


def test_no_secret_is_in_a_sentence_or_shown() -> None:
    given = {"sasl.password": "canary", "ssl.key.password": "canary2", "acks": "all", "ssl.key.pem": ""}
    assert scrubbed("login as canary2 or canary failed", given) == "login as ••• or ••• failed"
    assert masked(given) == {"sasl.password": "•••", "ssl.key.password": "•••", "acks": "all", "ssl.key.pem": "•••"}
