"""Opening clients, and why not."""

from __future__ import annotations

import pytest

from workbench.librdkafka.handle import ClientKind, RefusedConfigurationError, open_handle
from workbench.librdkafka.library import function


@pytest.mark.parametrize("kind", list(ClientKind))
def test_a_client_with_a_truth_and_a_number(kind: ClientKind) -> None:
    handle = open_handle(kind, {"socket.keepalive.enable": True, "socket.timeout.ms": 1_000})
    assert function("rd_kafka_name")(handle).startswith(b"rdkafka#")
    function("rd_kafka_destroy")(handle)


@pytest.mark.parametrize(
    ("config", "words"),
    [
        ({"ackz": "all"}, 'No such configuration property: "ackz"'),
        ({"acks": "many"}, 'Invalid value for configuration property "request.required.acks"'),
        ({"client.id": "a\0b"}, 'Invalid value for configuration property "client.id": it holds a NUL'),
    ],
)
def test_refusals(config: dict[str, object], words: str) -> None:
    with pytest.raises(RefusedConfigurationError) as raised:
        open_handle(ClientKind.PRODUCER, config)
    assert words in str(raised.value)
