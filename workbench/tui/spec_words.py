"""A serializer's spec in the few words that a field has room for: `avro · orders-value v3 latest`."""

from __future__ import annotations

import re

from workbench.records.errors import Unserializable
from workbench.records.escape import escape
from workbench.serialization.schema import Registered
from workbench.serialization.spec import SerializerSpec

LATEST = "latest"
_FOLDERS = re.compile(r".*[/\\](?=.)", re.DOTALL)
_REST = ("charset", "of", "form", "protocol", "framing")


def family_of(spec: str) -> str:
    """The name without its options."""
    return escape(spec.partition(",")[0].strip())


def details(spec: str, registered: Registered | None = None) -> str:
    """What its options come to, empty for none. `registered` is the schema that the registry gave for it."""
    try:
        parsed = SerializerSpec.parse(spec)
    except Unserializable:
        return escape(spec.partition(",")[2])
    words = [_schema(parsed, registered), _type(parsed), *(_option(parsed, name) for name in _REST)]
    return escape(" · ".join(filter(None, words)))


def _schema(spec: SerializerSpec, registered: Registered | None) -> str:
    if spec["schema"]:
        return _FOLDERS.sub("", spec["schema"].rstrip("/"))
    by_version = not spec["id"] and not spec["guid"]
    if registered is not None and registered.subject:
        is_latest = by_version and spec["version"] in ("", LATEST)
        return f"{registered} {LATEST}" if is_latest else str(registered)
    if spec["subject"]:
        version = spec["version"]
        return f"{spec['subject']} {version if version in ('', LATEST) else f'v{version}'}".rstrip()
    if spec["id"]:
        return f"id {spec['id']}"
    return f"GUID {spec['guid'][:8]}…" if spec["guid"] else ""


def _type(spec: SerializerSpec) -> str:
    return spec["type"].rpartition(".")[2]


def _option(spec: SerializerSpec, name: str) -> str:
    return f"{name} {spec[name]}" if spec[name] and name in ("of", "framing") else spec[name]
