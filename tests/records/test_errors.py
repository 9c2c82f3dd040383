"""Errors carry their address and read as sentences."""

from __future__ import annotations

from workbench.records.errors import Address, InvalidRecord, Part, Problem, RecordError, Unserializable


def test_an_error_says_where_what_and_what_would_be_valid() -> None:
    error = Problem("'x' is not a boolean", "true or false", 12, 5).at(Part.HEADER, 2)
    assert str(error) == "header 3, line 12 column 5: 'x' is not a boolean; valid: true or false"
    assert error.words == "'x' is not a boolean (line 12, column 5); valid: true or false"


def test_an_address_without_a_line_is_the_part() -> None:
    assert str(Address(Part.TOPIC)) == "topic"


def test_a_position_in_a_text_becomes_line_and_column() -> None:
    text = "ab\ncd\n\nx"
    places = [(problem.line, problem.column) for problem in (Problem.within(text, at, "") for at in (0, 1, 3, 4, 7))]
    assert places == [(1, 1), (1, 2), (2, 1), (2, 2), (4, 1)]


def test_an_invalid_record_is_unserializable_and_keeps_the_addresses() -> None:
    errors = (RecordError(Address(Part.KEY), "no key"), RecordError(Address(Part.VALUE, line=1, column=2), "no value"))
    raised = InvalidRecord(*errors)
    assert isinstance(raised, Unserializable)
    assert raised.errors == errors
    assert raised.problems[1] == Problem("no value", "", 1, 2)
    assert str(raised) == "key: no key; value, line 1 column 2: no value"
