"""Samples that their own serializers take."""

from __future__ import annotations

import json
from pathlib import Path

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


@pytest.mark.parametrize("with_registry", [False, True])
def test_a_file_is_sampled(registry: EmbeddedRegistry, capsys: Capture, tmp_path: Path, with_registry: bool) -> None:
    flags = ("--registry", registry.url) if with_registry else ()
    (tmp_path / "a.avsc").write_text('{"type": "fixed", "name": "A", "size": 1}')
    (tmp_path / "a.proto").write_text('syntax = "proto3"; message A { string a = 1; } message B { bool b = 1; }')
    found = answered(capsys, "schema", "sample", str(tmp_path / "a.avsc"), *flags)
    assert (found.code, found.words) == (0, "")
    found = answered(capsys, "schema", "sample", str(tmp_path / "a.proto"), "--type", "B", *flags)
    assert (found.code, set(json.loads(found.out))) == (0, {"b"})


@pytest.mark.parametrize("what", ["string,charset=UTF-8", "list,of=integer", "integer"])
def test_a_serializer_without_a_schema_is_told_so(registry: EmbeddedRegistry, capsys: Capture, what: str) -> None:
    for flags in ((), ("--registry", registry.url)):
        found = answered(capsys, "schema", "sample", what, *flags)
        assert (found.code, found.out) == (2, "")
        assert f"the serializer {what.partition(',')[0]} works without a schema, so it has no sample" in found.words


def test_a_type_where_there_is_none_to_choose(registry: EmbeddedRegistry, capsys: Capture) -> None:
    for what in ("orders-value", "layout,schema=customer"):
        found = answered(capsys, "schema", "sample", what, "--type", "nope", "--registry", registry.url)
        assert (found.code, found.out) == (2, "")
        assert f"--type chooses a message, and '{what}' is one schema of" in found.words


def test_a_seed_that_is_no_number(capsys: Capture) -> None:
    found = answered(capsys, "schema", "sample", "avro,schema=a.avsc", "--seed", "abc")
    assert (found.code, found.out) == (2, "")
    assert "argument --seed: 'abc' is no seed; valid: a whole number, 0 to " in found.words
