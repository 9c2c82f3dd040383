"""`workbench bytes`: what is shown of a record, and every error where it cannot be."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.commands.schemas.answered import ORDER, answered
from tests.schemas.servers import Server, reply
from workbench.schemas.embedded.registry import EmbeddedRegistry

Capture = pytest.CaptureFixture[str]


def shown(capsys: Capture, *arguments: str) -> dict[str, Any]:
    found = answered(capsys, "bytes", *arguments, "--json")
    assert (found.code, found.words) == (0, "")
    answer: dict[str, Any] = json.loads(found.out)
    return answer


def test_plain_serializers_need_no_topic(capsys: Capture) -> None:
    flags = ("-k", "integer", "--key", "42", "-v", "list,of=integer", "--value", "[1, null, 3]")
    found = shown(capsys, *flags, "-H", "n=7", "-H", "s=x", "--header-serializer", "n=varint")
    assert found["topic"] is None
    assert (found["key"]["hex"], found["value"]["hex"]) == ("0000002a", "000000000100000001000000030000000100000003")
    assert [(one["name"], one["hex"]) for one in found["headers"]] == [("n", "0e"), ("s", "78")]
    assert [span["label"] for span in found["value"]["spans"]][:3] == ["strategy", "nulls", "places of the nulls"]


def test_what_is_not_given_is_null(capsys: Capture) -> None:
    found = answered(capsys, "bytes")
    assert (found.code, found.words) == (0, "")
    assert found.out.startswith("key  null\n\nvalue  null\n\nkey 0 + value 0 + headers 0 = 0 bytes\n")


def test_the_registrys_schema_names_the_parts(registry: EmbeddedRegistry, capsys: Capture) -> None:
    found = shown(capsys, "-t", "orders", "-v", "avro", "--value", ORDER, "--registry", registry.url)
    value = found["value"]
    assert value["hex"].startswith("0000000002")
    assert [(span["label"], span["value"]) for span in value["spans"]][:2] == [
        ("magic byte", "0"),
        ("schema id", "2 → orders-value v2"),
    ]
    assert {span["path"] for span in value["spans"]} >= {"id", "customer", "total"}
    assert json.loads(value["reads_as"])["total"] == "16.63"
    assert any(note["path"] == "note" for note in value["notes"])


def test_a_framing_in_headers(registry: EmbeddedRegistry, capsys: Capture) -> None:
    flags = ("-v", "avro,framing=confluent-header", "--registry", registry.url, "-t", "orders")
    found = shown(capsys, *flags, "--value", ORDER)
    [header] = found["headers"]
    assert (header["name"], header["serializer"], header["size"]) == ("__value_schema_id", None, 17)
    assert shown(capsys, *flags, "--null-value")["headers"] == []


def test_a_lost_character_is_a_warning(capsys: Capture) -> None:
    found = answered(capsys, "bytes", "-v", "string,charset=ISO-8859-1", "--value", "a한")
    assert "  0000  61 3f" in found.out
    assert any(line.startswith("  ! ") for line in found.out.splitlines())


@pytest.mark.parametrize(
    ("arguments", "sentences"),
    [
        (("-t", "orders", "-v", "avro", "--value", "{}"), ("value: no schema registry is connected",)),
        (
            ("-k", "integer", "--key", "x", "-v", "json", "--value", "{"),
            ("key: 'x' is not a whole number", "value, line 1 column 2: "),
        ),
        (("-t", "a b"), ("topic: ",)),
        (("-k", "intger", "--key", "1"), ("key: there is no serializer 'intger'; did you mean integer",)),
        (("-H", "a=1", "--header-serializer", "b=integer"), ("--header-serializer 'b': there is no -H of that name",)),
        (("--header-serializer", "b"), ("valid: NAME=SPEC",)),
        (("-X", "message.max.byte=1"), ("the nearest is message.max.bytes",)),
    ],
)
def test_every_error_is_said_and_nothing_shown(
    capsys: Capture, arguments: tuple[str, ...], sentences: tuple[str, ...]
) -> None:
    found = answered(capsys, "bytes", *arguments)
    assert (found.code, found.out) == (2, "")
    assert all(sentence in found.words for sentence in sentences)


def test_every_error_of_an_avro_value(registry: EmbeddedRegistry, capsys: Capture) -> None:
    value = ORDER.replace("865", '"x"').replace('"a"', "1").replace("16.63", "16.635")
    found = answered(capsys, "bytes", "-t", "orders", "-v", "avro", "--value", value, "--registry", registry.url)
    assert found.code == 2
    assert [line.partition(" column")[0] for line in found.words.splitlines()] == [
        "workbench bytes: value, line 2",
        "value, line 2",
        "value, line 2",
    ]


def test_the_producers_own_limit(capsys: Capture) -> None:
    assert shown(capsys, "-X", "message.max.bytes=2000", "--value", "x")["producer_limit"] == 2000


@pytest.mark.parametrize("answer", [reply(500, b""), reply(401, b""), reply(200, b"<html>", "text/html"), b"\0"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("bytes", "-t", "orders", "-v", "avro", "--value", "{}"),
        ("partition", "--partitions", "3", "-k", "avro,id=1", "1"),
    ],
)
def test_a_registry_without_an_answer_is_no_bad_input(
    capsys: Capture, answer: bytes, arguments: tuple[str, ...]
) -> None:
    with Server(lambda _: answer) as server:
        found = answered(capsys, *arguments, "--registry", server.url)
        assert (found.code, found.out) == (3, "")
        assert server.url in found.words


def test_bad_input_beside_it_is(capsys: Capture) -> None:
    with Server(lambda _: reply(500, b"")) as server:
        flags = ("-k", "integer", "--key", "x", "-v", "avro", "--value", "{}", "-t", "orders")
        assert answered(capsys, "bytes", *flags, "--registry", server.url).code == 2
