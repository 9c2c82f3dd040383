"""What stands under /schemas: schemas by id and GUID, wherever they are used."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.schemas.embedded import answers
from workbench.schemas.embedded.calls import Call, Json, cut, id_of
from workbench.schemas.embedded.entries import Entry
from workbench.schemas.embedded.store import Store
from workbench.schemas.embedded.subjects_api import unqualified


def schemas(store: Store, call: Call) -> Json:
    prefix = unqualified(call.word("subjectPrefix").removeprefix(":*:"))
    found = store.subjects(deleted=call.flag("deleted"))
    last = slice(-1 if call.flag("latestOnly") else None, None)
    entries = [entry for name, all_of_it in found.items() if name.startswith(prefix) for entry in all_of_it[last]]
    return cut(call, [answers.version(store, call, entry) for entry in entries])


def by_id(store: Store, call: Call, id: str) -> Json:
    answer = answers.schema(store, call, _of_id(store, call, id))
    highest = {"maxId": max(entry.id for entry in store.entries)} if call.flag("fetchMaxId") else {}
    return {**answer, **highest}


def text_by_id(store: Store, call: Call, id: str) -> bytes:
    return answers.text(store, call, _of_id(store, call, id)).encode(errors="replace")


def subjects_of_id(store: Store, call: Call, id: str) -> Json:
    return cut(call, sorted({entry.subject for entry in _users(store, call, id)}))


def versions_of_id(store: Store, call: Call, id: str) -> Json:
    found: list[Json] = [{"subject": entry.subject, "version": entry.version} for entry in _users(store, call, id)]
    return cut(call, found)


def by_guid(store: Store, call: Call, guid: str) -> Json:
    return answers.schema(store, call, store.by_guid(guid))


def ids_of_guid(store: Store, _: Call, guid: str) -> Json:
    return [{"context": ".", "id": store.by_guid(guid).id}]


def types(_: Store, __: Call) -> Json:
    return ["JSON", "PROTOBUF", "AVRO"]


def _of_id(store: Store, call: Call, id: str) -> Entry:
    return store.by_id(id_of(id), unqualified(call.word("subject")))


def _users(store: Store, call: Call, id: str) -> Iterator[Entry]:
    wanted = store.by_id(id_of(id)).id
    return (entry for entry in store.entries if entry.id == wanted and (call.flag("deleted") or not entry.deleted))
