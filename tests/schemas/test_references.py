"""What a schema refers to, fetched."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from workbench.schemas.answers import Document
from workbench.schemas.references import Resolving
from workbench.schemas.registry_error import RegistryError
from workbench.serialization.schema import Reference, Schema, SchemaType


def document(text: str, *references: tuple[str, int]) -> Document:
    named = tuple(Reference(f"n-{subject}", subject, version) for subject, version in references)
    return Document(SchemaType.AVRO, text, named, 1, 1, "", "")


def test_each_is_fetched_once() -> None:
    held = {
        ("left", 2): document("2", ("base", 4)),
        ("right", 3): document("3", ("base", 4)),
        ("base", 4): document("4"),
    }
    asked = []

    def fetch(subject: str, version: int) -> Document:
        asked.append(subject)
        return held[subject, version]

    found = Resolving(fetch).schema(document("1", ("left", 2), ("right", 3)))
    base = Schema(SchemaType.AVRO, "4")
    assert [(name, dict(one.resolved)) for name, one in found.resolved] == [
        ("n-left", {"n-base": base}),
        ("n-right", {"n-base": base}),
    ]
    assert asked == ["left", "base", "right"]


@pytest.mark.parametrize(
    ("fetch", "words"),
    [
        (lambda subject, version: document("", ("s", 3 - version)), "in a circle through 's' version"),
        (lambda subject, version: document("", ("s", version + 1)), "too deep"),
        (lambda subject, version: document("", *[("s", version * 9 + one) for one in range(9)]), "more than 500"),
    ],
)
def test_what_has_no_end_is_refused(fetch: Callable[[str, int], Document], words: str) -> None:
    with pytest.raises(RegistryError, match=words):
        Resolving(fetch).schema(document("", ("s", 1)))


def test_one_that_is_missing_is_named() -> None:
    def fetch(subject: str, version: int) -> Document:
        raise RegistryError("Subject not found.", status=404, code=40401)

    with pytest.raises(RegistryError, match="refers to 'gone' version 1: Subject not found") as caught:
        Resolving(fetch).schema(document("", ("gone", 1)))
    assert caught.value.code == 40401
