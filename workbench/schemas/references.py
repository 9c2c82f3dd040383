"""What a registered schema refers to, fetched: each version once, in no circle, not without end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from workbench.records.escape import quoted
from workbench.schemas.answers import Document
from workbench.schemas.registry_error import RegistryError
from workbench.serialization.schema import Reference, Schema

_MOST_DOCUMENTS: Final = 500
_DEEPEST: Final = 50

Place = tuple[str, int]
"""A subject and a version."""


@dataclass(frozen=True, slots=True)
class Resolving:
    """One schema's references being resolved; `fetch` gives a version of a subject."""

    fetch: Callable[[str, int], Document]
    known: dict[Place, Schema] = field(default_factory=dict)

    def schema(self, found: Document, within: tuple[Place, ...] = ()) -> Schema:
        """The document's schema, complete. Raises RegistryError."""
        resolved = tuple((one.name, self._reference(one, within)) for one in found.references)
        return Schema(found.type, found.text, found.references, resolved)

    def _reference(self, reference: Reference, within: tuple[Place, ...]) -> Schema:
        place = (reference.subject, reference.version)
        if place in within:
            raise RegistryError(f"the schema's references go in a circle through {_shown(place)}")
        if place not in self.known:
            if len(self.known) >= _MOST_DOCUMENTS or len(within) >= _DEEPEST:
                raise RegistryError(f"the schema refers to more than {_MOST_DOCUMENTS} others, or too deep")
            self.known[place] = self.schema(self._fetched(place), (*within, place))
        return self.known[place]

    def _fetched(self, place: Place) -> Document:
        try:
            return self.fetch(*place)
        except RegistryError as error:
            what = f"the schema refers to {_shown(place)}: {error.problems[0].what}"
            raise RegistryError(what, status=error.status, code=error.code) from None


def _shown(place: Place) -> str:
    return f"{quoted(place[0], 60)} version {place[1]}"
