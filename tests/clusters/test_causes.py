"""librdkafka's own texts, and the sentences that come out of them."""

from __future__ import annotations

import pytest

from workbench.clusters.causes import explain, explain_all, silence

KAFKA = "kafka:9092/bootstrap"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Connect to ipv4#1.2.3.4:9092 failed: Connection refused (in state CONNECT)",
            "kafka:9092 refused the connection",
        ),
        (
            "Failed to resolve 'kafka:9092': Name or service not known (in state CONNECT)",
            "the name of kafka:9092 cannot be resolved (Name or service not known)",
        ),
        ("Connect to ipv4#1.2.3.4:9092 failed: No route to host", "cannot be reached from here"),
        ("Connection setup timed out in state CONNECT (in state CONNECT)", "does a firewall let this machine through"),
        ("SSL handshake failed: Disconnected: connecting to a PLAINTEXT broker listener?", "does not speak TLS there"),
        (
            "ssl/record.c:1 error:0A00010B:SSL routines::wrong version number (in state SSL_HANDSHAKE)",
            "does not speak TLS",
        ),
        (
            "SSL handshake failed: error:0A000086:SSL routines::certificate verify failed: broker certificate "
            "could not be verified, verify that ssl.ca.location is correctly configured",
            "name its CA with ssl.ca.location",
        ),
        (
            "SSL handshake failed: error:0A000410:tlsv1 alert",
            "the TLS handshake with kafka:9092 failed: error:0A000410",
        ),
        ("Disconnected: connection reset by peer (in state SSL_HANDSHAKE)", "hung up during the TLS handshake"),
        (
            "SASL PLAIN mechanism handshake failed: Broker: Unsupported SASL mechanism: "
            "broker's supported mechanisms: SCRAM-SHA-256,SCRAM-SHA-512 (in state AUTH_HANDSHAKE)",
            "does not offer the SASL mechanism PLAIN: set sasl.mechanism to one of SCRAM-SHA-256,SCRAM-SHA-512",
        ),
        (
            "SASL authentication error: Authentication failed: Invalid username or password (in state AUTH_REQ)",
            "refused the login: Authentication failed: Invalid username or password; check sasl.mechanism",
        ),
        (
            "Failed to initialize SASL authentication: SASL Handshake not supported by broker (required by PLAIN)",
            "takes no SASL login there",
        ),
        ("Disconnected: connection closed by peer (in state APIVERSION_QUERY)", "does it want TLS or SASL?"),
        (
            "Disconnected (in state UP): verify that security.protocol is correctly configured",
            "does it want TLS or SASL?",
        ),
        ("Receive failed: Invalid response size 1213486160 (0..100): increase receive.message.max.bytes", "in HTTP"),
        ("Receive failed: Invalid response size 352518912 (0..100)", "does it want security.protocol=ssl?"),
        ("Disconnected: connection closed by peer (in state UP)", "kafka:9092 closed the connection (Disconnected"),
        ("something new (in state UP)", "kafka:9092: something new"),
    ],
)
def test_each_failure_has_its_sentence(text: str, words: str) -> None:
    sentence = explain(KAFKA, text)
    assert words in sentence
    assert "in state" not in sentence


def test_an_advertised_broker_is_named_as_such() -> None:
    assert explain("ssl://kafka:9093/2", "Connection refused").startswith("kafka:9093 (advertised by broker 2) refused")


def test_text_from_outside_is_escaped() -> None:
    assert "\x1b" not in explain("\x1b[31m:1/bootstrap", "broken \x1b[2J{who}")
    assert r"\x1b[2J{who}" in explain(KAFKA, "broken \x1b[2J{who}")


def test_brokers_that_fail_alike_are_told_once() -> None:
    causes = {f"{host}:1/bootstrap": "Connection refused" for host in "cba"}
    assert explain_all(causes) == (
        "a:1 refused the connection: is a broker running there, and is the port right? (the same goes for b:1, c:1)"
    )
    assert explain_all({**causes, "a:1/1": "Connection refused"}).count("a:1") == 1


def test_three_different_sentences_are_enough() -> None:
    causes = {f"{number}:1/bootstrap": f"new trouble {number}" for number in range(5)}
    assert explain_all(causes).endswith("; and 2 more")
    assert explain_all({}) == ""


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("CONNECT", "no answer from kafka:9092 within 4.5 s: is the address right"),
        ("APIVERSION_QUERY", "took the connection but did not answer within 4.5 s: is it a Kafka broker"),
        ("SSL_HANDSHAKE", "is it a TLS port?"),
        ("TRY_CONNECT", "is a token to be had?"),
        ("UP", "did not answer the request for metadata"),
        ("INIT", "no answer from a:1,b:2 within 4.5 s: is the cluster up?"),
    ],
)
def test_silence_has_its_sentences_too(state: str, words: str) -> None:
    assert words in silence({KAFKA: state}, "a:1,b:2", 4.5)


def test_a_cluster_that_has_answered_before_is_not_told_to_want_tls() -> None:
    text = "Disconnected (after 2 ms in state APIVERSION_QUERY)"
    assert "does it want TLS or SASL" in explain("kafka:9092/1", text)
    assert explain("kafka:9092/1", text, worked=True) == (
        "kafka:9092 (advertised by broker 1) takes the connection and does not answer any more: is it overloaded, "
        "stopping or starting?"
    )
