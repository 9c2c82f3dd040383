"""Versions and subjects go: softly first, then for good."""

from __future__ import annotations

from dataclasses import replace

from workbench.schemas.embedded import refusals
from workbench.schemas.embedded.entries import Entry
from workbench.schemas.embedded.store import LATEST, Store


def delete_subject(store: Store, subject: str, *, permanent: bool) -> tuple[int, ...]:
    """The versions that went. Raises Refused: not there, not deleted softly before, or referred to."""
    every = store.versions(subject, deleted=True)
    if not every:
        raise refusals.no_subject(subject)
    alive = [entry for entry in every if not entry.deleted]
    if permanent and alive:
        raise refusals.subject_is_not_deleted(subject)
    if not permanent and not alive:
        raise refusals.subject_is_deleted(subject)
    going = every if permanent else tuple(alive)
    for entry in going:
        _check_references(store, entry, permanent)
    for entry in going:
        _delete(store, entry, permanent)
    if not permanent:
        store.levels.forget(subject)
        store.modes.forget(subject)
    return tuple(entry.version for entry in going)


def delete_version(store: Store, subject: str, version: int, *, permanent: bool) -> int:
    """The version that went. Raises Refused as `delete_subject`."""
    entry = store.entry(subject, version, deleted=permanent or version != LATEST)
    if permanent and not entry.deleted:
        raise refusals.version_is_not_deleted(subject, entry.version)
    if not permanent and entry.deleted:
        raise refusals.version_is_deleted(subject, entry.version)
    _check_references(store, entry, permanent)
    _delete(store, entry, permanent)
    return entry.version


def _check_references(store: Store, entry: Entry, permanent: bool) -> None:
    """What goes softly may be referred to by what is deleted; what goes for good, by nothing."""
    if any(permanent or not other.deleted for other in store.referring(entry)):
        raise refusals.is_referenced(entry.reference)


def _delete(store: Store, entry: Entry, permanent: bool) -> None:
    if permanent:
        store.remove(entry)
    else:
        store.put(replace(entry, deleted=True))
