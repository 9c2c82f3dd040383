"""Schemas come in: looked up, checked against older versions, registered."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.schemas.embedded import refusals
from workbench.schemas.embedded.checking import checked, fingerprint
from workbench.schemas.embedded.entries import Entry, Given
from workbench.schemas.embedded.store import Store
from workbench.schemas.embedded.verdicts import verdict


@dataclass(frozen=True, slots=True)
class Request:
    """A schema that someone posted. `id` and `version` are for the mode IMPORT alone."""

    given: Given
    normalize: bool = False
    id: int | None = None
    version: int | None = None


def register(store: Store, subject: str, request: Request) -> Entry:
    """The subject's version with this schema: the one there is, or a new one. Raises Refused: invalid, incompatible."""
    if not subject or any(character < " " for character in subject):
        raise refusals.invalid_subject(subject)
    _check_mode(store.modes[subject], subject, request)
    given = _kept(store, request)
    known = _same(store, given, store.versions(subject))
    if known is not None and request.id in (None, known.id):
        return known
    if store.modes[subject] != "IMPORT":
        against = verdict(store, subject, store.complete(given), store.versions(subject))
        if against:
            raise refusals.incompatible(subject, against)
    return store.add(subject, given, _id(store, given, request.id), request.version)


def look_up(store: Store, subject: str, request: Request, *, deleted: bool) -> Entry:
    """The subject's version with this schema. Raises Refused where there is none."""
    versions = store.versions(subject, deleted)
    if not versions:
        raise refusals.no_subject(subject)
    found = _same(store, _kept(store, request), versions, normalize=request.normalize)
    if found is None:
        raise refusals.no_schema()
    return found


def check(store: Store, subject: str, request: Request, version: int | None) -> tuple[str, ...]:
    """What is incompatible with that version, or, without one, with those that the subject's level asks for."""
    from workbench.schemas.embedded.store import LATEST

    versions = store.versions(subject)
    if version is not None and (versions or version != LATEST):
        versions = (store.entry(subject, version),)
    given = _kept(store, request)
    return verdict(store, subject, store.complete(given), versions)


def _kept(store: Store, request: Request) -> Given:
    return checked(request.given, store.complete(request.given), normalize=request.normalize)


def _same(store: Store, given: Given, among: tuple[Entry, ...], *, normalize: bool = False) -> Entry | None:
    """The latest entry with the same schema."""
    wanted = fingerprint(given, store.complete(given))
    for entry in reversed(among):
        if entry.given.type is not given.type:
            continue
        other = checked(entry.given, store.complete(entry.given), normalize=True) if normalize else entry.given
        if fingerprint(other, store.complete(other)) == wanted:
            return entry
    return None


def _id(store: Store, given: Given, wanted: int | None) -> int | None:
    """The id under which this schema is known already, in whatever subject; or the one that was asked for."""
    known = _same(store, given, tuple(store.entries))
    if wanted is None:
        return None if known is None else known.id
    if any(entry.id == wanted for entry in store.entries) and (known is None or known.id != wanted):
        raise refusals.not_permitted(f"Overwrite new schema with id {wanted} is not permitted.")
    return wanted


def _check_mode(mode: str, subject: str, request: Request) -> None:
    if mode in ("READONLY", "READONLY_OVERRIDE"):
        raise refusals.not_permitted(f"Subject {subject} in context . is in read-only mode")
    if (request.id is not None) != (mode == "IMPORT"):
        wanted = "read-write" if mode == "IMPORT" else "import"
        raise refusals.not_permitted(f"Subject {subject} in context . is not in {wanted} mode")
