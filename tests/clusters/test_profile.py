"""What -b and -X say, read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.clusters.profile import ClusterProfile, ProfileError, read_properties, read_servers
from workbench.librdkafka import library as librdkafka


@pytest.mark.parametrize(
    ("text", "servers"),
    [
        ("localhost", "localhost"),
        ("a:9092, b:9093 ,", "a:9092,b:9093"),
        ("[::1]:9092", "[::1]:9092"),
        ("SASL_SSL://kafka.example.com:9093", "SASL_SSL://kafka.example.com:9093"),
        ("kafka-1_x:65535", "kafka-1_x:65535"),
    ],
)
def test_bootstrap_servers(text: str, servers: str) -> None:
    assert read_servers(text) == servers


@pytest.mark.parametrize(
    "text",
    [
        "",
        " , ",
        "host:",
        "host:port",
        "host:0",
        "host:65536",
        "a b",
        "::1",
        "http://a:1/x",
        "http://a:1",
        "nonsense://a:1",
    ],
)
def test_what_is_no_bootstrap_server(text: str) -> None:
    with pytest.raises(ProfileError, match="valid: host:port"):
        read_servers(text)


def test_neither_servers_nor_a_property_that_names_some_is_the_embedded_cluster() -> None:
    profile = ClusterProfile.of(None, ["acks=1"])
    assert profile.embedded
    assert profile.properties == {"acks": "1"}


@pytest.mark.parametrize("name", ["bootstrap.servers", "metadata.broker.list"])
def test_servers_may_come_as_a_property_and_b_wins(name: str) -> None:
    assert ClusterProfile.of(None, [f"{name}=a:1"]) == ClusterProfile("a:1", "a:1")
    assert ClusterProfile.of("b:2", [f"{name}=a:1"]) == ClusterProfile("b:2", "b:2")


def test_properties_are_read_as_kcat_reads_them() -> None:
    texts = ["acks=1", "topic.acks=all", " linger.ms = 5 ", "sasl.password=a=b=", "ssl.ca.location="]
    assert read_properties(texts) == {"acks": "all", "linger.ms": "5", "sasl.password": "a=b=", "ssl.ca.location": ""}


@given(st.text(st.characters(exclude_categories=["Cs"])).filter(lambda text: text == text.strip()))
def test_any_value_arrives_as_it_is(value: str) -> None:
    assert read_properties([f"sasl.password={value}"]) == {"sasl.password": value}


def test_every_problem_is_told_at_once() -> None:
    with pytest.raises(ProfileError) as raised:
        read_properties(["acks", "lingerms=5", "error_cb=x"])
    first, second, third = str(raised.value).splitlines()
    assert first == "-X acks has no value; valid: -X acks=…"
    assert "'lingerms'; the nearest is linger.ms" in second
    assert third.startswith("error_cb is a function")


@pytest.mark.parametrize("text", ["canary", "=canary", "sasl.password canary"])
def test_a_secret_that_slipped_away_from_its_name_is_not_repeated(text: str) -> None:
    with pytest.raises(ProfileError) as raised:
        read_properties([text])
    assert "canary" not in str(raised.value)
    assert "property=value" in str(raised.value)


def test_a_property_that_only_a_newer_library_knows_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(librdkafka, "knows_property", lambda name: name == "of.the.future")
    assert read_properties(["of.the.future=1"]) == {"of.the.future": "1"}


def test_no_secret_is_in_a_repr() -> None:
    profile = ClusterProfile.of("a:1", ["sasl.password=canary", "sasl.username=me"])
    assert "canary" not in repr(profile)
    assert profile.shown == {"sasl.password": "•••", "sasl.username": "me"}


def test_the_registry_s_properties_go_their_own_way() -> None:
    given = ["schema.registry.url=http://me:pw@localhost:8081", "basic.auth.user.info=me:pw", "acks=1"]
    profile = ClusterProfile.of("localhost", given)
    assert profile.properties == {"acks": "1"}
    assert set(profile.registry) == {"schema.registry.url", "schema.registry.basic.auth.user.info"}
    assert "pw" not in repr(profile)
    assert profile.shown["schema.registry.url"] == "http://•••@localhost:8081"
    assert profile.shown["schema.registry.basic.auth.user.info"] == "•••"


def test_a_registry_does_not_make_the_cluster_a_real_one() -> None:
    assert ClusterProfile.of(None, ["schema.registry.url=http://localhost:8081"]).embedded


def test_a_property_that_no_registry_has_is_refused() -> None:
    with pytest.raises(ProfileError, match=r"the nearest is schema\.registry\.url"):
        ClusterProfile.of("localhost", ["schema.registry.ulr=x"])
    with pytest.raises(ProfileError, match=r"-X schema\.registry\.url has no value"):
        ClusterProfile.of("localhost", ["schema.registry.url"])
