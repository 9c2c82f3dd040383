"""Entries as the JSON that a registry answers."""

from __future__ import annotations

import base64
import json

from workbench.records.errors import Unserializable
from workbench.schemas.embedded.calls import Call, Json
from workbench.schemas.embedded.checking import descriptor, guid
from workbench.schemas.embedded.entries import Entry
from workbench.schemas.embedded.refusals import invalid_schema
from workbench.schemas.embedded.store import Store
from workbench.serialization.schema import SchemaType


def schema(store: Store, call: Call, entry: Entry) -> dict[str, Json]:
    """The schema alone, as it is answered to its id."""
    given = entry.given
    answer: dict[str, Json] = {
        "guid": guid(given),
        "schemaType": given.type.value,
        "schema": text(store, call, entry),
    }
    if given.references:
        answer["references"] = [
            {"name": one.name, "subject": one.subject, "version": one.version} for one in given.references
        ]
    for name, more in (("metadata", given.metadata), ("ruleSet", given.rule_set)):
        if more:
            answer[name] = json.loads(more)
    return answer


def version(store: Store, call: Call, entry: Entry) -> dict[str, Json]:
    """The schema with its place."""
    place: dict[str, Json] = {"subject": entry.subject, "version": entry.version, "id": entry.id}
    return place | schema(store, call, entry) | ({"deleted": True} if entry.deleted else {})


def text(store: Store, call: Call, entry: Entry) -> str:
    """The schema's text; with `format=serialized` a .proto's descriptor in base64."""
    if entry.given.type is not SchemaType.PROTOBUF or call.word("format") != "serialized":
        return entry.given.text
    try:
        return base64.b64encode(descriptor(store.complete(entry.given))).decode()
    except Unserializable as error:
        raise invalid_schema("; ".join(problem.what for problem in error.problems)) from error
