"""What stands under /associations: which subject a topic's keys or values have, said rather than derived."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import NAMESPACE_URL, uuid5

from workbench.schemas.embedded.calls import Call, Json, cut
from workbench.schemas.embedded.entries import Association
from workbench.schemas.embedded.refusals import Refused
from workbench.schemas.embedded.store import Store

_RESOURCE = ("resourceName", "resourceNamespace", "resourceId", "resourceType")
_ANY = "-"
NO_ACTIVE_VERSION, INVALID = 40907, 42212


def of_name(store: Store, call: Call, namespace: str, name: str) -> Json:
    found = [one for one in _fitting(store, call) if one.resource[0] == name]
    return cut(call, [_answer(one) for one in found if namespace in (_ANY, one.resource[1])])


def of_resource(store: Store, call: Call, resource: str) -> Json:
    return cut(call, [_answer(one) for one in _fitting(store, call) if one.resource[2] == resource])


def of_subject(store: Store, call: Call, subject: str) -> Json:
    return cut(call, [_answer(one) for one in _fitting(store, call) if one.subject == subject])


def associate(store: Store, call: Call) -> Json:
    body = call.body
    name, namespace, id, kind = (str(body.get(key) or "") for key in _RESOURCE)
    if not name or not id:
        raise _invalid("resourceId" if name else "resourceName")
    made = list(_new(body.get("associations"), (name, namespace or _ANY, id, kind or "topic")))
    for one in made:
        if not store.versions(one.subject):
            raise Refused(NO_ACTIVE_VERSION, f"No active (non-deleted) version exists for subject '{one.subject}'")
    for one in made:
        store.associations[id, one.type] = one
    answers: list[Json] = [
        {"subject": one.subject, "associationType": one.type, "lifecycle": one.lifecycle, "frozen": one.frozen}
        for one in made
    ]
    return {**dict(zip(_RESOURCE, made[0].resource, strict=True)), "associations": answers}


def forget(store: Store, call: Call, resource: str) -> Json:
    for one in [one for one in _fitting(store, call) if one.resource[2] == resource]:
        del store.associations[resource, one.type]
    return None


def _new(infos: Json, resource: tuple[str, str, str, str]) -> Iterator[Association]:
    if not isinstance(infos, list) or not infos:
        raise _invalid("associations")
    for info in infos:
        subject = info.get("subject") if isinstance(info, dict) else None
        if not isinstance(info, dict) or not isinstance(subject, str) or not subject:
            raise _invalid("subject")
        lifecycle = str(info.get("lifecycle") or "STRONG")
        kind = str(info.get("associationType") or "value")
        yield Association(subject, resource, kind, lifecycle, bool(info.get("frozen")))


def _invalid(what: str) -> Refused:
    return Refused(INVALID, f"The association specified an invalid value for property: '{what}'")


def _fitting(store: Store, call: Call) -> Iterator[Association]:
    kinds, resource_type = call.query.get("associationType", ()), call.word("resourceType")
    for one in store.associations.values():
        if (not kinds or one.type in kinds) and resource_type in ("", one.resource[3]):
            yield one


def _answer(one: Association) -> Json:
    return {
        "subject": one.subject,
        "guid": str(uuid5(NAMESPACE_URL, f"{one.resource[2]}/{one.type}")),
        **dict(zip(_RESOURCE, one.resource, strict=True)),
        "associationType": one.type,
        "lifecycle": one.lifecycle,
        "frozen": one.frozen,
    }
