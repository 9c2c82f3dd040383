"""Several readings of one value in a union: which counts, or what to say when none does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.records.errors import Problem
from workbench.serialization.avro.encoder import Datum
from workbench.serialization.avro.model import AvroType, Record, Union, branch_name, type_words
from workbench.serialization.serializer import Note


@dataclass(frozen=True, slots=True)
class Attempt:
    """A value read as one branch. `missing` is how many fields were filled in, -1 for what is no record."""

    branch: AvroType | None
    datum: Datum
    problems: tuple[Problem, ...]
    notes: tuple[Note, ...]
    missing: int = -1

    @property
    def fits(self) -> bool:
        """Whether the branch takes the value."""
        return not self.problems


def best(fitting: Sequence[Attempt]) -> Sequence[Attempt]:
    """Of readings that all fit, the ones that fit best: records before maps, then the fewest fields filled in."""
    records = [each for each in fitting if isinstance(each.branch, Record)]
    if not records:
        return fitting[:1]
    fewest = min(each.missing for each in records)
    return [each for each in records if each.missing == fewest]


def ambiguous(fitting: Sequence[Attempt]) -> Problem:
    """What to say of a value that fits several records alike."""
    names = [branch_name(each.branch) for each in fitting if each.branch]
    what = f"fits {', '.join(names[:-1])} and {names[-1]} alike"
    return Problem(what, " or ".join(f'{{"{name}": …}}' for name in names))


def no_branch(union: Union, attempts: Sequence[Attempt]) -> Attempt | Problem | None:
    """What to say of a value that no branch takes: the only reading's problems, or the nearest one's, or all in brief.

    None where no branch can take such a value at all.
    """
    if len(attempts) < 2:
        return attempts[0] if attempts else None
    records = [each for each in attempts if isinstance(each.branch, Record)]
    if records:
        nearest = min(records, key=lambda each: len(each.problems))
        assert nearest.branch is not None
        what = f"fits no branch of {type_words(union)}; {branch_name(nearest.branch)} is the nearest"
        first = nearest.problems[0]
        near = Problem(f"{first.what} ({what})", first.valid, first.line, first.column, first.path)
        return Attempt(nearest.branch, None, (near, *nearest.problems[1:]), ())
    tried = "; ".join(f"as {branch_name(each.branch)}: {each.problems[0].what}" for each in attempts if each.branch)
    valid = " or ".join(dict.fromkeys(each.problems[0].valid for each in attempts))
    return Problem(f"fits no branch of {type_words(union)} ({tried})", valid)
