"""One message and the codes it is refused with; what arrives of it is compared in test_messages.py."""

from __future__ import annotations

import pytest

from workbench.librdkafka.handle import ClientKind, open_handle
from workbench.librdkafka.library import function
from workbench.librdkafka.single import produce_one

FULL = -184


@pytest.mark.parametrize("headers", [None, [("h", b"1")]])
def test_a_full_queue(headers: list[tuple[str, bytes | None]] | None) -> None:
    config = {"bootstrap.servers": "127.0.0.1:1", "queue.buffering.max.messages": 2}
    handle = open_handle(ClientKind.PRODUCER, config)
    topic = function("rd_kafka_topic_new")(handle, b"orders", None)
    codes = [produce_one(handle, topic, b"k", b"v", 0, number, headers=headers) for number in range(4)]
    assert codes == [0, 0, FULL, FULL]
    function("rd_kafka_topic_destroy")(topic)
    function("rd_kafka_destroy")(handle)
