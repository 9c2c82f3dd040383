"""The subjects of a registry."""

from __future__ import annotations

import json

import pytest

from tests.commands.schemas.answered import answered
from tests.schemas.servers import Server
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
    assert answered(capsys, "schema", "list", "nothing like it", "--json", "--registry", registry.url).out == ""


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
