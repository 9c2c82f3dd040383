"""What a registry holds, for somebody who looks around: asked for in the background, looked at without waiting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.schemas.fetched import Fetched, Made
from workbench.serialization.schema import Registered, Schema

if TYPE_CHECKING:
    from workbench.schemas.registry import Registry, Verdict

GOOD_FOR = 10.0
"""Seconds for which a list of subjects or versions stands before it is asked for anew."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject: its versions in order, and the compatibility that a new one has to have."""

    name: str
    versions: tuple[int, ...]
    level: str


class Browsing:
    """Questions to one registry. Nothing here registers anything.

    Each answers at once: what is known, a failure with its sentence, or None while it is being asked for.
    """

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self._names: Fetched[str, tuple[str, ...]] = Fetched(lambda _key, _before: (self._all(), GOOD_FOR))
        self._subjects: Fetched[str, Subject] = Fetched(lambda name, _before: (self._subject(name), GOOD_FOR))
        self._schemas: Fetched[tuple[str, int], Registered] = Fetched(lambda key, _before: (self._schema(*key), 1e9))
        self._verdicts: Fetched[tuple[str, Schema], Verdict] = Fetched(
            lambda key, _before: (self._verdict(*key), GOOD_FOR)
        )

        self._present: Fetched[tuple[str, Schema], int] = Fetched(
            lambda key, _before: (self._version_of(*key), GOOD_FOR)
        )

    @property
    def arrived(self) -> int:
        """Counts up when something came: then it is time to look again."""
        return sum(one.arrived for one in self._questions())

    def names(self) -> Made[tuple[str, ...]] | None:
        """All subjects, sorted."""
        return self._names.get("")

    def subject(self, name: str) -> Made[Subject] | None:
        """One subject's versions and compatibility."""
        return self._subjects.get(name)

    def schema(self, name: str, version: int) -> Made[Registered] | None:
        """A version of a subject, with what it refers to."""
        return self._schemas.get((name, version))

    def verdict(self, name: str, schema: Schema) -> Made[Verdict] | None:
        """What the registry would say if this schema were registered as the subject's next version."""
        return self._verdicts.get((name, schema))

    def present(self, name: str, schema: Schema) -> Made[int] | None:
        """The version of the subject that this very schema is already, 0 where it is none."""
        return self._present.get((name, schema))

    def forget(self) -> None:
        """Ask everything anew, as after something was registered."""
        for one in self._questions():
            one.forget()

    def close(self) -> None:
        """End the threads."""
        for one in self._questions():
            one.close()

    def _questions(self) -> tuple[Fetched[Any, Any], ...]:
        return self._names, self._subjects, self._schemas, self._verdicts, self._present

    def _all(self) -> tuple[str, ...]:
        return tuple(sorted(self.registry.subjects()))

    def _subject(self, name: str) -> Subject:
        return Subject(name, tuple(self.registry.versions(name)), self.registry.config(name))

    def _schema(self, name: str, version: int) -> Registered:
        return self.registry.schema(name, version)

    def _verdict(self, name: str, schema: Schema) -> Verdict:
        return self.registry.check(name, schema)

    def _version_of(self, name: str, schema: Schema) -> int:
        found = self.registry.lookup(name, schema)
        return found.version if found else 0
