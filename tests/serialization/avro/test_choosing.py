"""Several readings of one value: which counts, and what is said where none does."""

from __future__ import annotations

from tests.serialization.avro.strategies import kind_of
from workbench.records.errors import Problem
from workbench.serialization.avro.choosing import Attempt, ambiguous, best, no_branch
from workbench.serialization.avro.model import Union

UNION = kind_of(
    [
        {"type": "record", "name": "A", "fields": []},
        {"type": "record", "name": "B", "fields": []},
        {"type": "map", "values": "int"},
        "int",
        "string",
    ]
)
assert isinstance(UNION, Union)
A, B, MAP, INT, STRING = UNION.branches
WRONG = (Problem("wrong", "right", 1, 2, "x"),)


def attempt(kind: object, *problems: Problem, missing: int = -1) -> Attempt:
    return Attempt(kind, None, problems, (), missing)  # type: ignore[arg-type]


def test_records_come_before_maps_and_the_fewest_fields_filled_in_count() -> None:
    a, b, members = attempt(A, missing=0), attempt(B, missing=1), attempt(MAP)
    assert list(best([members, b, a])) == [a]
    assert list(best([attempt(MAP)])) == [members]
    assert len(best([a, attempt(B, missing=0)])) == 2


def test_what_fits_two_records_alike_is_ambiguous() -> None:
    found = ambiguous([attempt(A), attempt(B)])
    assert found.what == "fits A and B alike"
    assert found.valid == '{"A": …} or {"B": …}'


def test_the_nearest_record_says_what_is_wrong() -> None:
    assert isinstance(UNION, Union)
    nearest = no_branch(UNION, [attempt(A, *WRONG, *WRONG), attempt(B, *WRONG)])
    assert isinstance(nearest, Attempt)
    (only,) = nearest.problems
    assert "B is the nearest" in only.what
    assert (only.line, only.column, only.path) == (1, 2, "x")


def test_the_only_reading_speaks_for_itself_and_others_are_told_in_brief() -> None:
    assert isinstance(UNION, Union)
    assert no_branch(UNION, []) is None
    only = attempt(INT, *WRONG)
    assert no_branch(UNION, [only]) is only
    several = no_branch(UNION, [only, attempt(STRING, *WRONG)])
    assert isinstance(several, Problem)
    assert several.what.endswith("(as int: wrong; as string: wrong)")
