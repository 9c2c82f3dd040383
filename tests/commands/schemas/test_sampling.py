"""Samples that their own serializers take."""

from __future__ import annotations

import json

import pytest

from tests.commands.schemas.answered import answered
from workbench.schemas.embedded.registry import EmbeddedRegistry

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("what", "spec"),
    [
        ("orders-value", "avro,subject=orders-value"),
        ("orders-value@1", "avro,subject=orders-value,version=1"),
        ("payments-value", "protobuf,subject=payments-value"),
        ("layout,schema=customer", "layout,schema=customer"),
    ],
)
def test_a_sample_serializes(registry: EmbeddedRegistry, capsys: Capture, what: str, spec: str) -> None:
    for seed in ("0", "7"):
        code, out, words = answered(capsys, "schema", "sample", what, "--seed", seed, "--registry", registry.url)
        assert (code, words) == (0, "")
        found = answered(capsys, "bytes", "-v", spec, "--value", out, "--json", "--registry", registry.url)
        assert (found.code, found.words) == (0, "")
        assert json.loads(found.out)["value"]["size"]


def test_a_type_of_the_schema_and_json(registry: EmbeddedRegistry, capsys: Capture) -> None:
    arguments = ("payments-value", "--type", "shop.Payment.Card", "--json", "--registry", registry.url)
    found = json.loads(answered(capsys, "schema", "sample", *arguments).out)
    assert set(json.loads(found["sample"])) <= {"last_four", "expiry_year", "network"}
    assert (found["serializer"], found["seed"]) == (
        "protobuf,subject=payments-value,version=latest,type=shop.Payment.Card",
        0,
    )


def test_what_has_no_sample(registry: EmbeddedRegistry, capsys: Capture) -> None:
    found = answered(capsys, "schema", "sample", "integer", "--registry", registry.url)
    assert (found.code, found.out) == (2, "")
    found = answered(capsys, "schema", "sample", "avro,schema=missing.avsc")
    assert (found.code, found.out) == (2, "")
    assert "No such file" in found.words
