"""What takes the rest stands at the end, or the layout is refused."""

from __future__ import annotations

import pytest

from workbench.records.errors import Unserializable
from workbench.serialization.layout.declaration import parse

REST = 'type = "string", length = "rest"'
NUMBER = '{ name = "n", type = "int8" }'


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        (f'{{ name = "t", {REST} }}, {NUMBER}', "t"),
        (f'{{ name = "t", {REST}, optional = true }}, {NUMBER}', "t"),
        (f'{{ name = "a", type = "array", of = {{ {REST} }}, count = 2 }}', "a.of"),
        (f'{{ name = "a", type = "array", of = "int8", count = "rest" }}, {NUMBER}', "a"),
        (f'{{ name = "s", type = "struct", field = [{NUMBER}, {{ name = "t", {REST} }}] }}, {NUMBER}', "s.t"),
    ],
)
def test_not_at_the_end(fields: str, path: str) -> None:
    with pytest.raises(Unserializable) as refused:
        parse(f"field = [{fields}]")
    assert [(one.path, one.what) for one in refused.value.problems] == [
        (path, "it takes all bytes that are left, and is not the last")
    ]


@pytest.mark.parametrize(
    "fields",
    [
        f'{NUMBER}, {{ name = "t", {REST} }}',
        f'{NUMBER}, {{ name = "t", {REST}, optional = true }}',
        f'{NUMBER}, {{ name = "s", type = "struct", field = [{{ name = "t", {REST} }}] }}',
        f'{NUMBER}, {{ name = "a", type = "array", of = "int8", count = "rest" }}',
    ],
)
def test_at_the_end(fields: str) -> None:
    parse(f"field = [{fields}]")


def test_arrays_in_arrays_are_bounded() -> None:
    inner = '{ type = "array", of = "int8", count = 1000 }'
    parse(f'field = [{{ name = "a", type = "array", of = {inner}, count = 100 }}]')
    with pytest.raises(Unserializable, match="every record would have 101,000 parts"):
        parse(f'field = [{{ name = "a", type = "array", of = {inner}, count = 101 }}]')


def test_constants_have_bytes_and_types_are_no_long_words() -> None:
    for kind in ('type = "constant", bytes = ""', f'type = "int{"9" * 5000}"'):
        with pytest.raises(Unserializable):
            parse(f'field = [{{ name = "a", {kind} }}]')
