"""Names that are numbers, values in a sentence."""

from __future__ import annotations

from workbench.serialization.json_tree import Number, tree
from workbench.serialization.thrift.types import number_of, said


def test_a_name_that_is_a_number() -> None:
    assert number_of("-1.5") == Number("-1.5")
    assert number_of("01") == "01"


def test_a_value_in_a_sentence() -> None:
    assert [said(tree(text)) for text in ('"x"', "1.50", "null", "{}")] == [
        "'x'",
        "'1.50'",
        "a JSON null",
        "a JSON object",
    ]
