"""JSON text and a type to a datum: every error with its path and its place, and what there is to say of the rest."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import accumulate
from typing import Final

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import escape, quoted
from workbench.serialization.avro.branches import branches_of, json_kind
from workbench.serialization.avro.choosing import Attempt, ambiguous, best, no_branch
from workbench.serialization.avro.defaults import default_of
from workbench.serialization.avro.encoder import Datum
from workbench.serialization.avro.model import Array, AvroType, Field, Map, Record, Union, branch_name, type_words
from workbench.serialization.avro.scalars import check_text, mismatch, scalar, valid_for
from workbench.serialization.avro.text import text_of
from workbench.serialization.json_tree import Node, child_path, tree
from workbench.serialization.serializer import Note

_SUGGESTIONS: Final = 20
"""Unknown fields of one text for which the nearest name is looked up."""


def convert(kind: AvroType, text: str) -> tuple[Datum, tuple[Note, ...]]:
    """The datum of a JSON text, and the notes on it. Raises Unserializable with every problem, in the text's order.

    Plain JSON and Avro-JSON are both taken, in one text too: in a union an object with one member whose name is a
    branch's is that branch, if its value fits; otherwise the branches that can take such a value are asked, the most
    natural ones first. Nothing is rounded, cut off or filled in but a field's default.
    """
    conversion = _Conversion(text, list(accumulate(len(line) + 1 for line in text.split("\n"))))
    try:
        datum = conversion.datum(kind, tree(text), "")
    except RecursionError:
        raise Unserializable(Problem("the JSON is nested too deeply", "fewer [ and { inside each other")) from None
    if conversion.problems:
        raise Unserializable(*sorted(conversion.problems, key=lambda each: (each.line or 0, each.column or 0)))
    return datum, tuple(conversion.notes)


@dataclass(slots=True)
class _Conversion:
    """One text being converted; `left` counts down, so that a text made to be ambiguous all over comes to an end."""

    text: str
    line_ends: list[int]
    problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    tried: dict[tuple[int, int, str], Attempt] = field(default_factory=dict)
    suggested: int = 0
    left: int = field(init=False)

    def __post_init__(self) -> None:
        self.left = 20_000 + 50 * len(self.text)

    def datum(self, kind: AvroType, node: Node, path: str) -> Datum:
        """The datum, or anything at all where there are problems."""
        match kind:
            case Record():
                return self._record(kind, node, path)
            case Union():
                return self._union(kind, node, path)
            case Array():
                return self._array(kind, node, path)
            case Map():
                return self._map(kind, node, path)
        try:
            datum, note = scalar(kind, node, self.text)
        except Unserializable as error:
            self._add(error, node.start, path)
            return None
        if note:
            self.notes.append(Note(note.what, path, note.is_warning))
        return datum

    def _array(self, kind: Array, node: Node, path: str) -> Datum:
        if not node.is_array:
            self._add(mismatch("an array", valid_for("array"), node, self.text), node.start, path)
            return None
        out: list[Datum] = []
        for index, item in enumerate(node.items):
            out.append(self.datum(kind.items, item, f"{path}[{index}]"))
        return out

    def _map(self, kind: Map, node: Node, path: str) -> Datum:
        if not node.is_object:
            self._add(mismatch("a map", valid_for("map"), node, self.text), node.start, path)
            return None
        out: dict[str, Datum] = {}
        for name, member in node.members.items():
            try:
                check_text(name)
            except Unserializable as error:
                self._add(error, node.names[name], path)
            out[name] = self.datum(kind.values, member, child_path(path, name))
        return out

    def _record(self, kind: Record, node: Node, path: str) -> Datum:
        if not node.is_object:
            self._add(mismatch(f"a record ({kind.name})", valid_for("record"), node, self.text), node.start, path)
            return None
        known = {each.name for each in kind.fields}
        for name in node.members:
            if name not in known:
                self._refuse(self._unknown(kind, name), node.names[name], child_path(path, name))
        out: dict[str, Datum] = {}
        for each in kind.fields:
            below = child_path(path, each.name)
            if each.name in node.members:
                out[each.name] = self.datum(each.type, node.members[each.name], below)
            else:
                out[each.name] = self._default(each, node, below)
        return out

    def _default(self, field: Field, node: Node, path: str) -> Datum:
        try:
            datum = default_of(field)
        except Unserializable as error:
            self._add(error, node.start, path)
            return None
        self.notes.append(Note(f"is missing; its default {_shown(field.type, datum)} is filled in", path))
        return datum

    def _unknown(self, kind: Record, name: str) -> Problem:
        shown = f"{quoted(name, 40)} is no field of {kind.name}"
        fields = [each.name for each in kind.fields]
        renamed = next((each.name for each in kind.fields if name in each.aliases), "")
        if not renamed and self.suggested < _SUGGESTIONS:
            self.suggested += 1
            renamed = next(iter(get_close_matches(name[:80], fields[:1_000], n=1)), "")
        what = f"{shown}; did you mean {renamed}?" if renamed else shown
        return Problem(what, ", ".join(fields[:20]) + (", …" if len(fields) > 20 else "") or "no field at all")

    def _union(self, kind: Union, node: Node, path: str) -> Datum:
        key = (id(kind), id(node), path)
        if key not in self.tried:
            self.tried[key] = self._chosen(kind, node, path)
        found = self.tried[key]
        self.problems += found.problems
        self.notes += found.notes
        return found.datum

    def _chosen(self, kind: Union, node: Node, path: str) -> Attempt:
        known = branches_of(kind)
        value = json_kind(node)
        named = None
        if len(node.members) == 1:
            ((name, member),) = node.members.items()
            if name in known.named:
                named = self._attempt(kind, known.named[name], member, path)
                if named.fits:
                    return named
        attempts = []
        for index in known.takers.get(value, ()):
            attempts.append(self._attempt(kind, index, node, path))
            if attempts[-1].fits and not node.is_object:
                return attempts[-1]
        fitting = best([each for each in attempts if each.fits])
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            return self._failed(ambiguous(fitting), node, path)
        if named:
            return named
        failure = no_branch(kind, attempts)
        return (
            failure
            if isinstance(failure, Attempt)
            else self._failed(
                failure or mismatch(type_words(kind), _valid(kind), node, self.text).problems[0], node, path
            )
        )

    def _attempt(self, union: Union, index: int, node: Node, path: str) -> Attempt:
        """The node as that branch; what is found is kept apart."""
        branch = union.branches[index]
        problems, notes = self.problems, self.notes
        self.problems, self.notes = [], []
        self.left -= 1
        if self.left < 0:
            valid = 'the branch named where there is more than one, {"name": value}'
            raise Unserializable(Problem("there are too many ways to read this text with the schema's unions", valid))
        if branch_name(branch) != "null":
            self.notes.append(Note(f"taken as {branch_name(branch)}, of {type_words(union)}", path))
        datum = self.datum(branch, node, path)
        missing = len(branch.fields) - len(node.members) if isinstance(branch, Record) else -1
        attempt = Attempt(branch, (index, datum), tuple(self.problems), tuple(self.notes), missing)
        self.problems, self.notes = problems, notes
        return attempt

    def _failed(self, problem: Problem, node: Node, path: str) -> Attempt:
        return Attempt(None, None, (self._placed(problem, node.start, path),), ())

    def _add(self, error: Unserializable, at: int, path: str) -> None:
        for problem in error.problems:
            self._refuse(problem, at, path)

    def _refuse(self, problem: Problem, at: int, path: str) -> None:
        self.problems.append(self._placed(problem, at, path))

    def _placed(self, problem: Problem, at: int, path: str) -> Problem:
        line = bisect_right(self.line_ends, at)
        start = self.line_ends[line - 1] if line else 0
        return Problem(problem.what, problem.valid, line + 1, at - start + 1, path)


def _shown(kind: AvroType, datum: Datum) -> str:
    text = text_of(kind, datum)
    return escape(text) if len(text) <= 40 else escape(text[:39]) + "…"


def _valid(union: Union) -> str:
    return " or ".join(dict.fromkeys(valid_for_type(branch) for branch in union.branches))


def valid_for_type(kind: AvroType) -> str:
    """What would be valid for any type but a union."""
    match kind:
        case Record():
            return f"a record ({kind.name})"
        case Array() | Map():
            return valid_for(branch_name(kind))
    return type_words(kind)
