"""The subjects of a registry."""

from __future__ import annotations

import json

import pytest

from tests.commands.schemas.answered import answered
from tests.schemas.servers import Server, reply
from tests.schemas.test_registry import answering
from workbench.schemas.embedded.registry import EmbeddedRegistry

Capture = pytest.CaptureFixture[str]


def test_every_subject_with_versions_type_and_id(registry: EmbeddedRegistry, capsys: Capture) -> None:
    code, out, words = answered(capsys, "schema", "list", "--registry", registry.url)
    assert (code, words) == (0, "")
    assert [line.split() for line in out.splitlines()] == [
        ["subject", "versions", "type", "id"],
        ["orders-value", "1,", "2", "AVRO", "2"],
        ["payments-value", "1,", "2", "PROTOBUF", "4"],
    ]


def test_those_with_a_word_as_json(registry: EmbeddedRegistry, capsys: Capture) -> None:
    code, out, _ = answered(capsys, "schema", "list", "PAY", "--json", "--registry", registry.url)
    assert code == 0
    [one] = map(json.loads, out.splitlines())
    assert one == {"subject": "payments-value", "versions": [1, 2], "type": "PROTOBUF", "id": 4, "error": None}


def test_a_subject_without_an_answer_has_its_reason_beside_it(capsys: Capture) -> None:
    answers = {
        "GET /subjects": ["a\x1b", "b"],
        "GET /subjects/b/versions": list(range(1, 21)),
        "GET /subjects/b/versions/latest": {"subject": "b", "version": 20, "id": 7, "schema": '"int"'},
    }
    with Server(answering(answers)) as server:
        found = answered(capsys, "schema", "list", "--registry", server.url)
    assert found.code == 0
    [_, gone, there] = found.out.splitlines()
    assert gone.startswith("a\\x1b")
    assert "HTTP 404" in gone
    assert there.split()[:3] == ["b", "…,", "9,"] and there.endswith("20  AVRO  7")


@pytest.mark.parametrize("flags", [(), ("--json",)])
def test_a_word_that_is_in_none_is_said(registry: EmbeddedRegistry, capsys: Capture, flags: tuple[str, ...]) -> None:
    found = answered(capsys, "schema", "list", "zzz", *flags, "--registry", registry.url)
    assert (found.code, found.out) == (0, "")
    assert found.words == "workbench schema: none of the registry's 2 subjects contains 'zzz'\n"
    with Server(answering({"GET /subjects": []})) as server:
        none = answered(capsys, "schema", "list", *flags, "--registry", server.url)
    assert (none.code, none.out, none.words) == (0, "", "workbench schema: the registry has no subjects\n")


def test_a_registry_without_an_answer_leaves_no_header(capsys: Capture) -> None:
    with Server(lambda _: reply(500, b"")) as server:
        found = answered(capsys, "schema", "list", "--registry", server.url)
    assert (found.code, found.out) == (3, "")
