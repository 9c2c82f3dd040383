"""Where a path in a JSON text leads in a schema, through unions in both their spellings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from workbench.serialization.avro.branches import branches_of
from workbench.serialization.avro.model import Array, AvroType, Field, Map, Record, Union

Steps = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A type that a value may have, and the field that it is of: `field` is None for the datum as a whole.

    `is_named` where a union's branch is named around it; `is_part` where it is an item or a member of the field.
    """

    kind: AvroType
    field: Field | None = None
    owner: Record | None = None
    is_named: bool = False
    is_part: bool = False


def places(kind: AvroType, steps: Steps) -> Sequence[Place]:
    """What may stand at the end of the steps; more than one where unions leave it open, none where nothing may."""
    found: Sequence[Place] = [Place(kind)]
    for step in steps:
        found = _distinct(below for place in found for below in _below(place, step))
    return found


def flat(found: Iterable[Place]) -> Iterator[Place]:
    """The same with each union replaced by its branches."""
    for place in found:
        if isinstance(place.kind, Union):
            yield from (_inside(place, branch) for branch in place.kind.branches)
        else:
            yield place


def _below(place: Place, step: str | int) -> Iterator[Place]:
    match place.kind:
        case Record() if isinstance(step, str):
            known = next((each for each in place.kind.fields if each.name == step), None)
            if known is not None:
                yield Place(known.type, known, place.kind)
        case Array() if isinstance(step, int):
            yield Place(place.kind.items, place.field, place.owner, is_part=True)
        case Map() if isinstance(step, str):
            yield Place(place.kind.values, place.field, place.owner, is_part=True)
        case Union():
            named = branches_of(place.kind).named
            if step in named:
                branch = place.kind.branches[named[str(step)]]
                yield Place(branch, place.field, place.owner, is_named=True, is_part=place.is_part)
            for branch in place.kind.branches:
                yield from _below(_inside(place, branch), step)


def _inside(place: Place, branch: AvroType) -> Place:
    return Place(branch, place.field, place.owner, place.is_named, place.is_part)


def _distinct(found: Iterable[Place]) -> Sequence[Place]:
    """One place for each type, so that a path of many unions does not lead to more and more of them."""
    return list({(id(place.kind), place.is_named): place for place in found}.values())
