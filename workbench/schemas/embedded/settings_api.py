"""What stands under /config and /mode, and the few words a registry says of itself."""

from __future__ import annotations

from workbench.schemas.embedded import refusals
from workbench.schemas.embedded.calls import Call, Json
from workbench.schemas.embedded.scopes import Scopes
from workbench.schemas.embedded.store import Store
from workbench.schemas.embedded.subjects_api import unqualified

LEVELS = ("NONE", *(f"{level}{end}" for level in ("BACKWARD", "FORWARD", "FULL") for end in ("", "_TRANSITIVE")))
MODES = ("READWRITE", "READONLY", "READONLY_OVERRIDE", "IMPORT", "FORWARD")


def level(store: Store, call: Call, subject: str = "") -> Json:
    found = _own(store.levels, call, subject)
    if not found:
        raise refusals.no_level(subject)
    return {"compatibilityLevel": found}


def set_level(store: Store, call: Call, subject: str = "") -> Json:
    given = str(call.body.get("compatibility") or "").upper()
    if given not in LEVELS:
        raise refusals.invalid_level(given)
    store.levels.set(unqualified(subject), given)
    return {"compatibility": given}


def forget_level(store: Store, _: Call, subject: str = "") -> Json:
    return {"compatibilityLevel": _forgotten(store.levels, subject)}


def mode(store: Store, call: Call, subject: str = "") -> Json:
    found = _own(store.modes, call, subject)
    if not found:
        raise refusals.no_mode(subject)
    return {"mode": found}


def set_mode(store: Store, call: Call, subject: str = "") -> Json:
    given = str(call.body.get("mode") or "").upper()
    if given not in MODES:
        raise refusals.invalid_mode(given)
    subject = unqualified(subject)
    found = store.versions(subject) if subject else tuple(store.subjects())
    if given == "IMPORT" and found and store.modes[subject] != given and not call.flag("force"):
        raise refusals.not_permitted("Cannot import since found existing subjects")
    store.modes.set(subject, given)
    return {"mode": given}


def forget_mode(store: Store, _: Call, subject: str = "") -> Json:
    return {"mode": _forgotten(store.modes, subject)}


def contexts(_: Store, __: Call) -> Json:
    return ["."]


def nothing(_: Store, __: Call) -> Json:
    return {}


def server_id(_: Store, __: Call) -> Json:
    return {"scope": {"path": [], "clusters": {"schema-registry-cluster": "workbench-sandbox"}}, "id": ""}


def server_version(_: Store, __: Call) -> Json:
    return {"version": "8.1.0-workbench", "commitId": ""}


def _own(scopes: Scopes, call: Call, subject: str) -> str:
    subject = unqualified(subject)
    return scopes[subject] if call.flag("defaultToGlobal") else scopes.own(subject)


def _forgotten(scopes: Scopes, subject: str) -> str:
    subject = unqualified(subject)
    before = scopes.own(subject)
    if not before:
        raise refusals.no_subject(subject)
    scopes.forget(subject)
    return before
