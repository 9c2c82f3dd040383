"""What the embedded registry holds, in memory: subjects, their versions, ids, compatibility levels and modes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from threading import RLock

from workbench.schemas.embedded import refusals
from workbench.schemas.embedded.checking import guid
from workbench.schemas.embedded.entries import Association, Entry, Given
from workbench.schemas.embedded.scopes import Scopes
from workbench.serialization.schema import Reference, Schema

LATEST = -1


class Store:
    """One registry's contents. Raises Refused for what is not there. `lock` is held by whoever uses it."""

    def __init__(self) -> None:
        self.lock = RLock()
        self.levels = Scopes("BACKWARD")
        self.modes = Scopes("READWRITE")
        self.associations: dict[tuple[str, str], Association] = {}
        self._subjects: dict[str, dict[int, Entry]] = {}
        self._last_id = 0

    @property
    def entries(self) -> Iterator[Entry]:
        """Every version of every subject, deleted ones too."""
        return (entry for versions in self._subjects.values() for entry in versions.values())

    def add(self, subject: str, given: Given, id: int | None, version: int | None = None) -> Entry:
        """A new version of the subject, the next one where none is named. `id` None stands for a new id."""
        versions = self._subjects.setdefault(subject, {})
        id = self._last_id + 1 if id is None else id
        self._last_id = max(self._last_id, id)
        entry = Entry(subject, version or max(versions, default=0) + 1, id, given)
        versions[entry.version] = entry
        return entry

    def put(self, entry: Entry) -> None:
        """The entry instead of the one with its subject and version."""
        self._subjects[entry.subject][entry.version] = entry

    def remove(self, entry: Entry) -> None:
        """The entry for good."""
        versions = self._subjects[entry.subject]
        del versions[entry.version]
        if not versions:
            del self._subjects[entry.subject]

    def subjects(self, deleted: bool = False) -> Mapping[str, tuple[Entry, ...]]:
        """The entries of each subject that has any, oldest first; softly deleted ones only where `deleted`."""
        seen = {
            subject: tuple(versions[number] for number in sorted(versions) if deleted or not versions[number].deleted)
            for subject, versions in self._subjects.items()
        }
        return {subject: seen[subject] for subject in sorted(seen) if seen[subject]}

    def versions(self, subject: str, deleted: bool = False) -> tuple[Entry, ...]:
        """The subject's entries, oldest first; none where it is not there."""
        versions = self._subjects.get(subject, {})
        return tuple(versions[number] for number in sorted(versions) if deleted or not versions[number].deleted)

    def entry(self, subject: str, version: int, deleted: bool = False) -> Entry:
        """That version of the subject, or its LATEST."""
        versions = self.versions(subject, deleted)
        if not versions:
            raise refusals.no_subject(subject)
        found = versions[-1] if version == LATEST else next((one for one in versions if one.version == version), None)
        if found is None:
            raise refusals.no_version(version)
        return found

    def by_id(self, id: int, subject: str = "") -> Entry:
        """An entry with that id, one of the subject where there is one; deleted ones have an answer too."""
        found = [entry for entry in self.entries if entry.id == id]
        if not found:
            raise refusals.no_schema(id)
        return next((entry for entry in found if entry.subject == subject), found[0])

    def by_guid(self, wanted: str) -> Entry:
        """The entry of the schema with that GUID."""
        found = next((entry for entry in self.entries if guid(entry.given) == wanted.lower()), None)
        if found is None:
            raise refusals.no_schema(wanted)
        return found

    def referring(self, entry: Entry) -> tuple[Entry, ...]:
        """The entries whose schemas refer to this one."""
        wanted = (entry.subject, entry.version)
        return tuple(
            other
            for other in self.entries
            if any((reference.subject, reference.version) == wanted for reference in other.given.references)
        )

    def complete(self, given: Given) -> Schema:
        """The schema with all that it refers to. Raises Refused for a reference that is not there."""
        resolved = tuple((reference.name, self._referred(reference)) for reference in given.references)
        return Schema(given.type, given.text, given.references, resolved)

    def _referred(self, reference: Reference) -> Schema:
        try:
            return self.complete(self.entry(reference.subject, reference.version, deleted=True).given)
        except refusals.Refused as error:
            where = f"subject '{reference.subject}' and version {reference.version}"
            raise refusals.invalid_schema(f"No schema reference found for {where}: {error.message}") from error
