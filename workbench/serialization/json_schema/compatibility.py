"""Whether a JSON Schema allows all that another allowed, by the rules of Confluent's registry (its SchemaDiff)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from workbench.records.errors import Problem, Unserializable
from workbench.serialization.compatibility import Incompatibility
from workbench.serialization.json_schema.content import arrays, objects
from workbench.serialization.json_schema.limits import narrowed
from workbench.serialization.json_schema.shapes import ANY, COMBINED, IS_ANY, NOTHING, REFERENCE, Shape, shape
from workbench.serialization.json_schema.unusable import document
from workbench.serialization.json_schema.walking import resolved
from workbench.serialization.schema import Schema

MOST_PAIRS: Final = 100_000
"""Pairs of schemas that are compared before it is given up."""

_MOST_REFERENCES: Final = 60
_BYTES: Final = "bytes"


def incompatibilities(reader: Schema, writer: Schema) -> tuple[Incompatibility, ...]:
    """What `writer` allows and `reader` refuses, as far as the schemas' words tell; none when all is well.

    The kinds are the registry's words. Raises Unserializable where one of the two is no JSON Schema, or both are too
    large to be compared.
    """
    new, old = _Side(reader), _Side(writer)
    try:
        return _Comparing(new, old).all(new.root, old.root)
    except RecursionError:
        raise Unserializable(Problem("the schemas are nested too deeply to be compared")) from None


class _Side:
    """One of the two schemas, with what it refers to."""

    def __init__(self, schema: Schema) -> None:
        self.root = document(schema.text)
        self._others = {name: document(one.text) for name, one in schema.resolved}
        self._draft = str(self.root.get("$schema", "")) if isinstance(self.root, dict) else ""
        self._homes = {id(node): other for other in self._others.values() for node in _nodes(other)}

    def shape(self, node: Any) -> Shape:
        """The shape of a place, references followed; one that leads round in a circle says nothing."""
        found = node if isinstance(node, Shape) else shape(node, self._draft)
        for _ in range(_MOST_REFERENCES):
            if found.kind != REFERENCE:
                return found
            home = self._homes.get(id(found.schema), self.root)
            node, _ = resolved(str(found.schema["$ref"]), home, self._others)
            found = shape(node, self._draft)
        return IS_ANY


_Pair = tuple[tuple[int, str, str, str], tuple[int, str, str, str]]


class _Comparing:
    """Two sides; each pair of places is compared once, and a pair inside itself is taken for well until it is not."""

    def __init__(self, new: _Side, old: _Side) -> None:
        self._new, self._old = new, old
        self._left = MOST_PAIRS
        self._has_guessed = False
        self._known: dict[_Pair, tuple[Incompatibility, ...]] = {}
        self._under_way: set[_Pair] = set()
        self._broken: dict[_Pair, tuple[Incompatibility, ...]] = {}

    def all(self, new: Any, old: Any) -> tuple[Incompatibility, ...]:
        """What is found at the first look; where that is nothing, until nothing that was taken for well is broken."""
        while True:
            self._known, self._has_guessed = {}, False
            found = self._relative(new, old)
            broken = {pair: known for pair, known in self._known.items() if known}
            if found or not self._has_guessed or broken.keys() == self._broken.keys():
                return tuple(dict.fromkeys(found))
            self._broken = broken

    def schemas(self, new: Any, old: Any, path: str) -> tuple[Incompatibility, ...]:
        """One place in both."""
        found = self._relative(new, old)
        return tuple(Incompatibility(one.kind, one.what, _below(path, one.path)) for one in found)

    def _relative(self, new: Any, old: Any) -> tuple[Incompatibility, ...]:
        """The same with paths below the place."""
        ours, theirs = self._new.shape(new), self._old.shape(old)
        pair = (ours.key, theirs.key)
        if pair in self._known:
            return self._known[pair]
        if pair in self._under_way:
            self._has_guessed = True
            return self._broken.get(pair, ())
        self._under_way.add(pair)
        self._known[pair] = found = tuple(self._compared(ours, theirs))
        self._under_way.discard(pair)
        return found

    def _compared(self, new: Shape, old: Shape) -> Iterator[Incompatibility]:
        self._left -= 1
        if self._left < 0:
            raise Unserializable(Problem(f"the schemas are too large to be compared: over {MOST_PAIRS:,} pairs"))
        if self._fits_one(new, old):
            return
        if new.kind == old.kind == COMBINED:
            yield from self._combined(new, old)
        elif new.kind != old.kind:
            yield from self._another(new, old)
        elif new.kind == "not":
            yield from self._negated(new, old)
        else:
            yield from narrowed(new, old, "")
            if new.kind == "object":
                yield from objects(new, old, "", self.schemas)
            elif new.kind == "array":
                yield from arrays(new, old, "", self.schemas)

    def _fits_one(self, new: Shape, old: Shape) -> bool:
        """Whether one side alone is a combination, and the other goes with one of its parts."""
        if new.kind == COMBINED and old.kind != COMBINED:
            is_enough = len(new.parts) == 1 or new.criterion != "allOf"
            return is_enough and any(not self._relative(part, old) for part in new.parts)
        if old.kind == COMBINED and new.kind != COMBINED:
            is_enough = len(old.parts) == 1 or old.criterion == "allOf"
            return is_enough and any(not self._relative(new, part) for part in old.parts)
        return False

    def _another(self, new: Shape, old: Shape) -> Iterator[Incompatibility]:
        is_bytes = new.schema.get("connect.type") == old.schema.get("connect.type") == _BYTES
        if old.kind != NOTHING and new.kind != ANY and not is_bytes:
            yield Incompatibility("TYPE_CHANGED", f"{_words(old)} was allowed, now {_words(new)}")

    def _negated(self, new: Shape, old: Shape) -> Iterator[Incompatibility]:
        """What must not be may become less, so the two sides change places."""
        turned = _Comparing(self._old, self._new)
        turned._left = self._left
        found = turned.all(old.schema["not"], new.schema["not"])
        self._left = turned._left
        if found:
            yield Incompatibility("NOT_TYPE_EXTENDED", "more is forbidden (not) than was")

    def _combined(self, new: Shape, old: Shape) -> Iterator[Incompatibility]:
        if not _may_become(old, new):
            yield Incompatibility("COMBINED_TYPE_CHANGED", f"{old.criterion} became {new.criterion}")
            return
        ours, theirs = _each_once(new.parts), _each_once(old.parts)
        if len(theirs) < len(ours) and new.criterion == "allOf":
            yield Incompatibility("PRODUCT_TYPE_EXTENDED", "there is one condition more (allOf)")
        if len(theirs) > len(ours) and old.criterion != "allOf":
            yield Incompatibility("SUM_TYPE_NARROWED", f"there are fewer choices ({old.criterion}) than were")
        found = {(at, to): self._relative(ours[to], theirs[at]) for at in range(len(theirs)) for to in range(len(ours))}
        fitting = {at: [to for to in range(len(ours)) if not found[at, to]] for at in range(len(theirs))}
        if _matched(fitting) < min(len(ours), len(theirs)):
            yield from self._why(ours, theirs, found, fitting, f"{old.criterion}")

    def _why(
        self,
        ours: list[Any],
        theirs: list[Any],
        found: dict[tuple[int, int], tuple[Incompatibility, ...]],
        fitting: dict[int, list[int]],
        criterion: str,
    ) -> Iterator[Incompatibility]:
        """The parts that fit none, and what is wrong with those of the same kind."""
        kinds, were = [self._new.shape(one).kind for one in ours], [self._old.shape(one).kind for one in theirs]
        for at in range(len(theirs)):
            if not fitting[at]:
                alike = [to for to, kind in enumerate(kinds) if kind == were[at]]
                yield from (one for to in alike[:1] if kinds.count(kinds[to]) == 1 for one in found[at, to])
        yield Incompatibility("COMBINED_TYPE_SUBSCHEMAS_CHANGED", f"not all parts of {criterion} go with a part now")


def _may_become(old: Shape, new: Shape) -> bool:
    one_was, one_is = len(old.parts) == 1, len(new.parts) == 1
    return (
        new.criterion in (old.criterion, "anyOf")
        or (one_was and (one_is or new.criterion == "oneOf"))
        or (one_is and old.criterion == "allOf")
    )


def _each_once(parts: tuple[Any, ...]) -> list[Any]:
    return list({_key(one): one for one in parts}.values())


def _key(part: Any) -> str:
    return str(part.key) if isinstance(part, Shape) else json.dumps(part, sort_keys=True)


def _matched(fitting: dict[int, list[int]]) -> int:
    """How many can have a partner at the same time, each one alone (a maximum bipartite matching)."""
    partner: dict[int, int] = {}

    def finds_one(at: int, tried: set[int]) -> bool:
        for to in fitting[at]:
            if to not in tried:
                tried.add(to)
                if to not in partner or finds_one(partner[to], tried):
                    partner[to] = at
                    return True
        return False

    return sum(finds_one(at, set()) for at in fitting)


def _nodes(document: Any) -> Iterator[Any]:
    """Every object in it."""
    waiting = [document]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            yield node
        waiting.extend(node.values() if isinstance(node, dict) else node if isinstance(node, list) else ())


def _below(path: str, rest: str) -> str:
    return path + rest if not path or not rest or rest.startswith("[") else f"{path}.{rest}"


def _words(one: Shape) -> str:
    if one.kind == COMBINED:
        return f"{one.criterion} of {len(one.parts)}"
    return {"any": "anything", "nothing": "nothing", "number": one.type or "number"}.get(one.kind, one.kind)
