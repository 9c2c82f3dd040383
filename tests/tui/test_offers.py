"""What the form offers: a registry's subjects and versions as they come, a schema's types, the default in words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from workbench.records.errors import Part, Pending, Problem
from workbench.schemas.browsing import Browsing
from workbench.schemas.embedded.registry import EmbeddedRegistry
from workbench.schemas.registry import Registry
from workbench.schemas.settings import RegistrySettings
from workbench.serialization.serializer import Serializer
from workbench.tui.form import Form
from workbench.tui.offers import Offers
from workbench.tui.screens.pick import Option


class Payments:
    """A serializer whose schema has two messages."""

    name = "protobuf"
    about = "for the test"
    types = ("shop.Payment", "shop.Payment.Card")

    def serialize(self, text: str) -> bytes:
        return text.encode()

    def deserialize(self, data: bytes) -> str:
        return data.decode()


def find(spec: str, topic: str, part: Part) -> Serializer:
    if spec.startswith("protobuf"):
        return Payments()
    raise Pending(Problem("the schema is being asked for", is_pending=True))


@pytest.fixture
def browsing() -> Iterator[Browsing]:
    embedded = EmbeddedRegistry()
    registry = Registry(RegistrySettings.of({"schema.registry.url": embedded.url}))
    browsing = Browsing(registry)
    yield browsing
    browsing.close()
    registry.close()
    embedded.close()


def offers(browsing: Browsing | None = None, part: Part = Part.VALUE) -> Offers:
    return Offers(browsing, find, "orders", part)


def labels(options: tuple[Option, ...]) -> list[str]:
    return [option.label for option in options]


def form(spec: str, part: Part = Part.VALUE) -> Form:
    return Form.of(spec, part)


def test_subjects_and_versions_come_from_the_registry(browsing: Browsing) -> None:
    asked = offers(browsing)
    asked.ask(form("avro"))
    browsing._names.wait("", 30)
    browsing._subjects.wait("orders-value", 30)
    assert labels(asked.options("subject", form("avro")))[4:] == ["orders-value", "payments-value", "another …"]
    versions = asked.options("version", form("avro"))
    assert labels(versions) == ["latest", "v2", "v1", "another …"]
    assert versions[0].about == "v2 now, and each newer one"


def test_without_a_registry_there_are_the_strategies_and_what_is_typed() -> None:
    asked = offers()
    options = asked.options("subject", form("avro,subject=mine"))
    assert labels(options)[:4] == ["orders-value", "record strategy", "topic-record strategy", "associated strategy"]
    assert labels(options)[4:] == ["mine", "another …"]
    assert labels(asked.options("version", form("avro"))) == ["latest", "another …"]


def test_a_header_has_no_subject_of_its_own() -> None:
    asked = offers(part=Part.HEADER)
    assert labels(asked.options("subject", form("avro", Part.HEADER))) == ["another …"]
    assert asked.shown("subject", form("avro", Part.HEADER), "") == "choose one"


def test_types_are_those_of_the_schema_once_it_is_there() -> None:
    asked = offers()
    assert labels(asked.options("type", form("protobuf"))) == [
        "the first",
        "shop.Payment",
        "shop.Payment.Card",
        "another …",
    ]
    assert asked.shown("type", form("protobuf"), "") == "the first: shop.Payment"
    assert labels(asked.options("type", form("avro"))) == ["the first", "another …"]
    assert labels(asked.options("type", form("thrift"))) == ["another …"]
    assert asked.shown("type", form("thrift"), "") == "choose one"


@pytest.mark.parametrize(
    ("spec", "row", "value", "words"),
    [
        ("avro", "subject", "", "orders-value"),
        ("avro", "subject", "strategy=record", "record strategy"),
        ("avro", "version", "", "latest"),
        ("avro", "framing", "", "default: confluent"),
        ("avro,schema=a.avsc", "framing", "", "default: none"),
        ("avro,schema=a.avsc,id=7", "framing", "", "default: confluent"),
        ("avro", "framing", "glue", "glue"),
        ("avro", "type", "", "the first"),
        ("list", "of", "", "choose one"),
    ],
)
def test_what_a_row_says(spec: str, row: str, value: str, words: str) -> None:
    assert offers().shown(row, form(spec), value) == words


def test_known_choices_are_offered_as_they_are() -> None:
    assert labels(offers().options("framing", form("avro")))[:2] == ["default", "confluent"]
    assert "integer" in labels(offers().options("of", form("list")))
