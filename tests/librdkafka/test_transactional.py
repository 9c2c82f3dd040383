"""Transactional calls of librdkafka, and their errors."""

from __future__ import annotations

import pytest

from workbench.librdkafka import transactional
from workbench.librdkafka.handle import ClientKind, open_handle
from workbench.librdkafka.library import function


def test_an_error_says_what_may_be_done() -> None:
    handle = open_handle(ClientKind.PRODUCER, {"bootstrap.servers": "127.0.0.1:1", "transactional.id": "a"})
    with pytest.raises(transactional.TransactionError) as not_ready:
        transactional.begin(handle)
    with pytest.raises(transactional.TransactionError) as nobody_there:
        transactional.init(handle)
    assert (not_ready.value.name, not_ready.value.retriable) == ("_STATE", False)
    assert nobody_there.value.retriable
    assert str(nobody_there.value).startswith("_TIMED_OUT: ")
    function("rd_kafka_destroy")(handle)
