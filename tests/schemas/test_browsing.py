"""Browsing: answers come without waiting, a failure is a sentence, and looking registers nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest

from workbench.schemas.browsing import Browsing, Subject
from workbench.schemas.embedded.registry import EmbeddedRegistry
from workbench.schemas.fetched import Made
from workbench.schemas.registry import Registry
from workbench.schemas.settings import RegistrySettings
from workbench.serialization.schema import Schema, SchemaType

Known = TypeVar("Known")


@pytest.fixture
def browsing() -> Iterator[Browsing]:
    with EmbeddedRegistry() as running:
        yield from _browsing(running.url)


def _browsing(url: str) -> Iterator[Browsing]:
    found = Browsing(Registry(RegistrySettings.of({"schema.registry.url": url})))
    yield found
    found.close()


def come(ask: Callable[[], Made[Known] | None]) -> Made[Known]:
    """The answer, once it is there."""
    while (made := ask()) is None:
        pass
    return made


def test_subjects_versions_schemas_and_a_verdict(browsing: Browsing) -> None:
    assert browsing.names() is None
    assert come(browsing.names).value == ("orders-value", "payments-value")
    assert come(lambda: browsing.subject("orders-value")).value == Subject("orders-value", (1, 2), "BACKWARD")
    schema = come(lambda: browsing.schema("payments-value", 1)).value
    assert schema is not None and schema.schema.type is SchemaType.PROTOBUF
    other = Schema(SchemaType.AVRO, '"string"')
    verdict = come(lambda: browsing.verdict("orders-value", other)).value
    assert verdict is not None and not verdict.is_compatible and verdict.messages
    assert browsing.arrived == 4
    assert browsing.registry.versions("orders-value") == (1, 2)


def test_after_forgetting_it_is_asked_anew(browsing: Browsing) -> None:
    come(browsing.names)
    browsing.registry.register("new-value", Schema(SchemaType.AVRO, '"string"'))
    browsing.forget()
    assert come(browsing.names).value == ("new-value", "orders-value", "payments-value")


def test_a_registry_that_is_not_there_is_a_sentence() -> None:
    for browsing in _browsing("http://127.0.0.1:9"):
        made = come(browsing.names)
        assert made.value is None and made.failure is not None
        assert "127.0.0.1:9" in str(made.failure)
