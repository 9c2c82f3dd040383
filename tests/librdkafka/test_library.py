"""The C functions that the Python binding does not offer."""

from __future__ import annotations

import pytest

from workbench.librdkafka.library import (
    MissingFunctionError,
    error_name,
    error_words,
    function,
    knows_property,
    library,
    quick_function,
)
from workbench.librdkafka.signatures import SIGNATURES


@pytest.mark.parametrize(
    ("code", "name"),
    [(0, "NO_ERROR"), (3, "UNKNOWN_TOPIC_OR_PART"), (-195, "_TRANSPORT"), (29, "TOPIC_AUTHORIZATION_FAILED")],
)
def test_error_names(code: int, name: str) -> None:
    assert error_name(code) == name


def test_error_words() -> None:
    assert error_words(3) == "Broker: Unknown topic or partition"


def test_a_quick_function_is_the_same_one() -> None:
    assert quick_function("rd_kafka_err2name")(3) == function("rd_kafka_err2name")(3) == b"UNKNOWN_TOPIC_OR_PART"


@pytest.mark.parametrize(
    ("name", "known"), [("acks", True), ("enable.sparse.connections", True), ("ackz", False), ("", False)]
)
def test_properties_are_known_to_the_library_itself(name: str, known: bool) -> None:
    assert knows_property(name) is known


def test_a_function_that_a_platform_lacks_gives_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SIGNATURES, "rd_kafka_mock_of_the_future", (None, ()))
    assert library() is library()
    with pytest.raises(MissingFunctionError) as raised:
        function("rd_kafka_mock_of_the_future")
    assert "has no rd_kafka_mock_of_the_future" in str(raised.value)
    assert "own with -b" in str(raised.value)
