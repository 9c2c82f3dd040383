"""What stands under /subjects and /compatibility: versions listed, read, registered, checked and deleted."""

from __future__ import annotations

from workbench.schemas.embedded import answers, refusals
from workbench.schemas.embedded.calls import Call, Json, cut, posted, version_of
from workbench.schemas.embedded.deleting import delete_subject, delete_version
from workbench.schemas.embedded.entries import Entry
from workbench.schemas.embedded.registering import check, look_up, register
from workbench.schemas.embedded.store import Store

DEFAULT_CONTEXT = ":.:"


def unqualified(subject: str) -> str:
    """A subject without the default context's name."""
    return subject.removeprefix(DEFAULT_CONTEXT)


def subjects(store: Store, call: Call) -> Json:
    prefix = unqualified(call.word("subjectPrefix").removeprefix(":*:"))
    only = call.flag("deletedOnly")
    found = store.subjects(deleted=call.flag("deleted") or only)
    names = [
        name
        for name, entries in found.items()
        if name.startswith(prefix) and not (only and any(not entry.deleted for entry in entries))
    ]
    return cut(call, names)


def versions(store: Store, call: Call, subject: str) -> Json:
    only = call.flag("deletedOnly")
    found = store.versions(unqualified(subject), deleted=call.flag("deleted") or only)
    if not found:
        raise refusals.no_subject(subject)
    return cut(call, [entry.version for entry in found if entry.deleted or not only])


def version(store: Store, call: Call, subject: str, number: str) -> Json:
    return answers.version(store, call, _entry(store, call, subject, number))


def version_text(store: Store, call: Call, subject: str, number: str) -> bytes:
    return answers.text(store, call, _entry(store, call, subject, number)).encode(errors="replace")


def referenced_by(store: Store, call: Call, subject: str, number: str) -> Json:
    entry = store.entry(unqualified(subject), version_of(number), deleted=True)
    ids = {one.id for one in store.referring(entry) if call.flag("deleted") or not one.deleted}
    return cut(call, sorted(ids))


def registered(store: Store, call: Call, subject: str) -> Json:
    entry = register(store, unqualified(subject), posted(call))
    return {"id": entry.id, "version": entry.version, **answers.schema(store, call, entry)}


def looked_up(store: Store, call: Call, subject: str) -> Json:
    found = look_up(store, unqualified(subject), posted(call), deleted=call.flag("deleted"))
    return answers.version(store, call, found)


def subject_deleted(store: Store, call: Call, subject: str) -> Json:
    return delete_subject(store, unqualified(subject), permanent=call.flag("permanent"))


def version_deleted(store: Store, call: Call, subject: str, number: str) -> Json:
    return delete_version(store, unqualified(subject), version_of(number), permanent=call.flag("permanent"))


def compatible(store: Store, call: Call, subject: str, number: str = "") -> Json:
    wanted = version_of(number) if number else None
    try:
        messages = check(store, unqualified(subject), posted(call), wanted)
    except refusals.Refused as refused:
        if refused.code != refusals.INVALID_SCHEMA or not call.flag("verbose"):
            raise
        messages = (refused.message,)
    return {"is_compatible": not messages} | ({"messages": messages} if call.flag("verbose") else {})


def _entry(store: Store, call: Call, subject: str, number: str) -> Entry:
    return store.entry(unqualified(subject), version_of(number), deleted=call.flag("deleted"))
