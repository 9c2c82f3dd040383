"""Words and their comments."""

from __future__ import annotations

import pytest

from workbench.records.errors import Unserializable
from workbench.serialization.thrift.tokens import END, tokens


def test_every_kind_of_word() -> None:
    found = [(one.kind, one.text) for one in tokens("a.b 12 -0x1F 1.5 2e3 'x' \"y\" {")]
    kinds = ["word", "whole", "whole", "fraction", "fraction", "literal", "literal", "sign", END]
    assert [kind for kind, _ in found] == kinds
    assert found[0][1] == "a.b"


def test_a_text_in_quotes_has_escapes() -> None:
    assert next(tokens(r"'it\'s\n'")).literal == "it's\n"


def test_the_comment_above_belongs_to_a_word_the_one_beside_does_not() -> None:
    text = "/** Above\n * it */ a // beside\n# own\nb"
    assert [(one.text, one.doc) for one in tokens(text)][:2] == [("a", "Above it"), ("b", "own")]


def test_what_begins_no_word_is_refused_at_its_place() -> None:
    with pytest.raises(Unserializable) as refused:
        list(tokens("a\n  'open"))
    assert [(one.line, one.column) for one in refused.value.problems] == [(2, 3)]
