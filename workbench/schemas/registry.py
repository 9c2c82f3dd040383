"""A schema registry as other programs know it: Confluent's API, also of Karapace, Apicurio (ccompat) and Redpanda."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Final
from urllib.parse import quote, urlencode

from workbench.records.errors import Part
from workbench.records.escape import escape, quoted
from workbench.schemas import answers
from workbench.schemas.answers import Document
from workbench.schemas.references import Resolving
from workbench.schemas.registry_error import RegistryError, WrongQuestion
from workbench.schemas.settings import RegistrySettings
from workbench.schemas.store import Store
from workbench.schemas.transport import Transport
from workbench.schemas.verdict import Verdict as Verdict
from workbench.serialization.schema import Registered, Schema, SchemaType

LATEST: Final = "latest"

_SUBJECT_MISSING: Final = 40401
_VERSION_MISSING: Final = 40402
_ID_MISSING: Final = 40403
_VERSION_IMPOSSIBLE: Final = 42202
_NEAR_OF: Final = 5000


class Registry:
    """Asks one registry. Every method blocks and may be called from several threads at once.

    Each raises RegistryError with one sentence where there is no answer that can be used. Nothing but `register`
    changes anything there. Versions, ids and GUIDs are asked for once, since what they stand for does not change.
    """

    def __init__(self, settings: RegistrySettings) -> None:
        self.settings = settings
        self._transport = Transport(settings)
        self._documents: Store[Document] = Store()
        self._names: Store[tuple[str, int]] = Store()

    def subjects(self) -> tuple[str, ...]:
        """All subjects, in the registry's order."""
        return tuple(answers.text(one, "/subjects", "a subject") for one in self._list("/subjects"))

    def versions(self, subject: str) -> tuple[int, ...]:
        """The subject's versions, lowest first."""
        path = f"/subjects/{_quoted(subject)}/versions"
        return tuple(sorted(answers.number(one, path, "a version") for one in self._list(path)))

    def schema(self, subject: str, version: int | str = LATEST) -> Registered:
        """A version of the subject, or the latest; what it refers to resolved."""
        try:
            found = self._version(subject, version)
        except RegistryError as error:
            raise self._with_hint(error, subject) from None
        return Registered(self._complete(found), found.id, subject, found.version, found.guid, found.refused)

    def by_id(self, id: int) -> Registered:
        """The schema of that id, with a subject and version that it has, where the registry tells them."""
        try:
            found = self._document(f"/schemas/ids/{id}")
        except RegistryError as error:
            raise _with_valid(error, _ID_MISSING, "an id of this registry, as the list of its subjects shows") from None
        subject, version = self._name(id)
        return Registered(self._complete(found), id, subject, version, found.guid, found.refused)

    def by_guid(self, guid: str) -> Registered:
        """The schema of that GUID. Its id is -1 where the registry does not tell it."""
        found = self._document(f"/schemas/guids/{_quoted(guid)}")
        id_known = found.id if found.id >= 0 else self._id_of(guid)
        subject, version = self._name(id_known) if id_known >= 0 else ("", 0)
        return Registered(self._complete(found), id_known, subject, version, found.guid or guid, found.refused)

    def lookup(self, subject: str, schema: Schema) -> Registered | None:
        """The version that this very schema is in the subject, None where it is none."""
        path = f"/subjects/{_quoted(subject)}"
        try:
            given = answers.mapping(self._transport.ask("POST", path, _body(schema)), path)
        except RegistryError as error:
            if error.is_missing and error.code:
                return None
            raise
        known_id, version = (answers.number(given.get(name), path, f"the {name}") for name in ("id", "version"))
        return Registered(schema, known_id, subject, version)

    def check(self, subject: str, schema: Schema) -> Verdict:
        """Whether the schema may be the subject's next version, by the subject's compatibility; registers nothing."""
        base = f"/compatibility/subjects/{_quoted(subject)}/versions"
        try:
            return self._verdict(f"{base}?verbose=true", schema)
        except RegistryError as error:
            if error.status not in (404, 405):
                raise
            if error.code == _SUBJECT_MISSING:
                return Verdict(True)
        try:  # Karapace and older registries compare with one version
            return self._verdict(f"{base}/latest?verbose=true", schema)
        except RegistryError as error:
            if error.code in (_SUBJECT_MISSING, _SUBJECT_MISSING + 1):
                return Verdict(True)
            raise

    def register(self, subject: str, schema: Schema) -> int:
        """Register the schema as the subject's next version: its id. The one method that changes something."""
        path = f"/subjects/{_quoted(subject)}/versions"
        given = answers.mapping(self._transport.ask("POST", path, _body(schema)), path)
        return answers.number(given.get("id"), path, "the schema's id")

    def config(self, subject: str = "") -> str:
        """The compatibility level in force for the subject, such as `BACKWARD`; without one, the registry's own."""
        return self._setting("config", subject, "compatibilityLevel")

    def mode(self, subject: str = "") -> str:
        """The mode in force, such as `READWRITE`."""
        return self._setting("mode", subject, "mode")

    def types(self) -> tuple[str, ...]:
        """The kinds of schemas that the registry takes."""
        return tuple(answers.text(one, "/schemas/types", "a type") for one in self._list("/schemas/types"))

    def associated(self, topic: str, part: Part) -> str:
        """The subject that the topic's keys or values are associated with, empty for none.

        A registry that knows no associations, 404, has none (AssociatedNameStrategy.java).
        """
        query = urlencode({"resourceType": "topic", "associationType": str(part)})
        path = f"/associations/resources/-/{_quoted(topic)}?{query}"
        try:
            found = self._list(path)
        except RegistryError as error:
            if error.is_missing:
                return ""
            raise
        if len(found) > 1:
            raise RegistryError(f"the topic {quoted(topic, 60)} is associated with {len(found)} subjects", "subject=…")
        return answers.text(answers.mapping(found[0], path).get("subject"), path, "the subject") if found else ""

    def forget(self) -> None:
        """Ask for everything anew."""
        self._documents.clear()
        self._names.clear()

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()

    def _list(self, path: str) -> list[object]:
        return list(answers.listed(self._transport.ask("GET", path), path))

    def _setting(self, kind: str, subject: str, name: str) -> str:
        path = f"/{kind}/{_quoted(subject)}?defaultToGlobal=true" if subject else f"/{kind}"
        try:
            given = answers.mapping(self._transport.ask("GET", path), path)
        except RegistryError as error:
            if not subject or not error.is_missing:
                raise
            return self._setting(kind, "", name)
        return answers.text(given.get(name), path, f"the {kind}")

    def _verdict(self, path: str, schema: Schema) -> Verdict:
        given = answers.mapping(self._transport.ask("POST", path, _body(schema)), path)
        if not isinstance(compatible := given.get("is_compatible"), bool):
            raise RegistryError("the schema registry does not say whether the schema is compatible")
        messages = answers.listed(given.get("messages") or [], path)
        return Verdict(compatible, tuple(answers.text(one, path, "a message") for one in messages))

    def _version(self, subject: str, version: int | str) -> Document:
        path = f"/subjects/{_quoted(subject)}/versions/{version}"
        found = self._document(path, keep=version != LATEST)
        if found.id < 0 or found.version < 1 or version not in (LATEST, found.version):
            raise RegistryError(f"the schema registry answers {path} with another version, or without its id")
        self._names.keep(found.id, (subject, found.version))
        return found

    def _with_hint(self, error: RegistryError, subject: str) -> RegistryError:
        """The same error with what there is instead, where the registry tells."""
        valid = ""
        try:
            if error.code == _SUBJECT_MISSING:
                near = difflib.get_close_matches(subject, self.subjects()[:_NEAR_OF], n=3, cutoff=0.6)
                valid = (
                    " or ".join(f"subject={name}" for name in near) or "a subject of the registry; register it first"
                )
            elif error.code in (_VERSION_MISSING, _VERSION_IMPOSSIBLE):
                valid = ", ".join(f"version={one}" for one in self.versions(subject)[-5:])
        except RegistryError:
            return error
        return _with_valid(error, error.code, escape(valid))

    def _document(self, path: str, *, keep: bool = True) -> Document:
        found = self._documents.get(path) if keep else None
        if found is None:
            found = self._documents.keep(path, answers.document(self._transport.ask("GET", path), path))
        return found

    def _name(self, id: int) -> tuple[str, int]:
        """The first subject and version with that id; empty and 0 where the registry does not tell."""
        if known := self._names.get(id):
            return known
        path = f"/schemas/ids/{id}/versions"
        try:
            named = [answers.mapping(one, path) for one in self._list(path)]
            pairs = [(answers.text(one.get("subject"), path, "a subject"), one.get("version")) for one in named]
            pair = min((subject, answers.number(version, path, "a version")) for subject, version in pairs)
        except (RegistryError, ValueError):
            return "", 0  # older registries have no such path; the id is enough
        return self._names.keep(id, pair)

    def _id_of(self, guid: str) -> int:
        path = f"/schemas/guids/{_quoted(guid)}/ids"
        try:
            ids = [answers.number(answers.mapping(one, path).get("id"), path, "an id") for one in self._list(path)]
        except RegistryError:
            return -1
        return min(ids, default=-1)

    def _complete(self, found: Document) -> Schema:
        """The schema with everything that it refers to, each version asked for once."""
        return Resolving(self._version).schema(found)


def _with_valid(error: RegistryError, code: int, valid: str) -> RegistryError:
    """The same error with what would be valid, where it has that code and there is something."""
    if not valid or error.code != code:
        return error
    return RegistryError(error.problems[0].what, valid, status=error.status, code=code)


def _quoted(text: str) -> str:
    """A subject as one step of a path. Raises RegistryError where no URL can hold it."""
    try:
        step = quote(text, safe="")
    except UnicodeEncodeError:
        raise WrongQuestion(f"{quoted(text)} holds half a character, which no URL can", "another subject") from None
    if step in ("", ".", ".."):
        what = f"{quoted(text)} cannot be a subject" if text else "the subject is empty"
        raise WrongQuestion(what, "a subject's name, such as orders-value")
    return step


def _body(schema: Schema) -> Mapping[str, object]:
    """A schema as it is sent; AVRO is left out, as older registries want it."""
    body: dict[str, object] = {"schema": schema.text}
    if schema.type is not SchemaType.AVRO:
        body["schemaType"] = str(schema.type)
    if schema.references:
        named = ({"name": one.name, "subject": one.subject, "version": one.version} for one in schema.references)
        body["references"] = list(named)
    return body
