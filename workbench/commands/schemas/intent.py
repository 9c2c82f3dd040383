"""A file that is meant to be a subject's next version: read, and judged by the registry and by the rules."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.commands.refused import Refused
from workbench.commands.schemas.asked import subject_version
from workbench.records.errors import Part, Problem, Unserializable
from workbench.records.escape import escape, quoted
from workbench.schemas.registry_error import RegistryError
from workbench.schemas.verdict import Verdict
from workbench.serialization.compatibility import Incompatibility, check
from workbench.serialization.schema import Reference, Schema
from workbench.serialization.spec import SerializerSpec

if TYPE_CHECKING:
    from workbench.schemas.registry import Registry
    from workbench.schemas.source import Source

_NO_TYPE = re.compile(r"there is no type '([^']+)'$")
_FAMILIES = {".avsc": "avro", ".proto": "protobuf", ".json": "json-schema"}


@dataclass(frozen=True, slots=True)
class Intent:
    """What registering would do. `present` is the version that this very schema is already, None where it is new.

    `changes` are the incompatible ones by their places, as far as the rules of the level are known here.
    """

    subject: str
    schema: Schema
    versions: tuple[int, ...]
    level: str
    verdict: Verdict
    changes: tuple[Incompatibility, ...]
    present: int | None

    @property
    def lines(self) -> Iterator[str]:
        """What is to be known before it is done."""
        makes = f"version {self.versions[-1] + 1}" if self.versions else "version 1 of a new subject"
        already = f"nothing: it is version {self.present} already"
        yield f"{'subject':<10}  {escape(self.subject)}"
        yield f"{'type':<10}  {self.schema.type}"
        yield f"{'makes':<10}  {makes if self.present is None else already}"
        yield f"{'compatible':<10}  {escape(self.level)}"
        if self.present is None:
            yield f"{'verdict':<10}  {'the registry would take it' if self.verdict.is_compatible else 'REFUSED'}"
        yield from (f"  {words}" for words in self.verdict.changes)
        if self.changes:
            yield "what changes for consumers and producers:"
            yield from (
                f"  {escape(one.path) or 'the schema'}: {escape(one.what)} ({one.kind})" for one in self.changes
            )

    @property
    def as_object(self) -> dict[str, object]:
        """The same for a program."""
        return {
            "subject": self.subject,
            "versions": list(self.versions),
            "compatibility": self.level,
            "compatible": self.verdict.is_compatible,
            "present": self.present,
            "messages": list(self.verdict.changes),
            "changes": [{"kind": one.kind, "what": one.what, "path": one.path} for one in self.changes],
        }


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """File and subject."""
    parser.add_argument(
        "file",
        metavar="FILE|SPEC",
        help="an .avsc, .proto or .json (JSON Schema), or with options such as avro,schema=FOLDER,type=shop.Order",
    )
    parser.add_argument("subject", metavar="SUBJECT", help="such as orders-value")
    parser.add_argument(
        "--reference",
        action="append",
        default=[],
        dest="references",
        metavar="NAME=SUBJECT@VERSION",
        help="what NAME in the file stands for in the registry, again for more",
    )


def intent(args: argparse.Namespace, registry: Registry) -> Intent:
    """Registers nothing. Raises RegistryError; Unserializable or Refused where the file is no schema."""
    _check_subject(args.subject)
    schema = _schema(_spec(args.file), args.references, registry)
    try:
        versions, level = registry.versions(args.subject), registry.config(args.subject)
    except RegistryError as error:
        if not error.is_missing:
            raise
        versions, level = (), registry.config()
    present = registry.lookup(args.subject, schema) if versions else None
    verdict = registry.check(args.subject, schema) if present is None else Verdict(True)
    changes = _changes(schema, args.subject, versions, level, registry) if present is None else ()
    return Intent(args.subject, schema, versions, level, verdict, changes, present.version if present else None)


def _check_subject(subject: str) -> None:
    """Raises Refused for a new subject's name that registries refuse, so that a check says what registering would."""
    if not subject:
        raise Refused("the subject is empty; valid: a name such as orders-value")
    if any(character < " " or "\x7f" <= character <= "\x9f" for character in subject):
        raise Refused(
            f"{quoted(subject, 80)} holds a control character, which no subject can; valid: a name without it"
        )


def _changes(
    schema: Schema, subject: str, versions: tuple[int, ...], level: str, registry: Registry
) -> tuple[Incompatibility, ...]:
    asked = versions if level.endswith("TRANSITIVE") else versions[-1:]
    try:
        return check(schema, [registry.schema(subject, version).schema for version in asked], level)
    except Unserializable:  # the registry's own verdict stands
        return ()


def _spec(text: str) -> SerializerSpec:
    if text.partition(",")[0] in _FAMILIES.values() and "," in text:
        return SerializerSpec.parse(text)
    suffix = "." + text.rpartition(".")[2].lower()
    if suffix not in _FAMILIES:
        valid = "an .avsc, .proto or .json, or the serializer with it: avro,schema=FILE"
        raise Refused(f"{quoted(text, 80)}: its name does not tell what kind of schema it is; valid: {valid}")
    return SerializerSpec(_FAMILIES[suffix]).having(schema=text)


def _schema(spec: SerializerSpec, references: Iterable[str], registry: Registry) -> Schema:
    from workbench.schemas.building import build

    named = [_reference(text, registry) for text in references]
    source = _source(spec, {one.name: found for one, found in named})
    assert source.schema is not None  # the three families have one
    known = dict(source.schema.resolved) | {one.name: found for one, found in named}
    schema = replace(source.schema, references=tuple(one for one, _ in named), resolved=tuple(known.items()))
    try:
        build(spec, Part.VALUE, replace(source, schema=schema))
    except Unserializable as error:
        raise Unserializable(*map(_of_another_subject, error.problems)) from None
    if missing := sorted(known.keys() - {one.name for one, _ in named}):
        names = ", ".join(escape(name) for name in missing)
        example = f"--reference {escape(missing[0])}=SUBJECT@VERSION"
        raise Refused(f"the schema refers to {names}: in a registry that is another subject's; valid: {example}")
    return schema


def _source(spec: SerializerSpec, named: Mapping[str, Schema]) -> Source:
    """What the spec's file or folder holds, as far as a registry takes it."""
    from workbench.schemas.files import path_of
    from workbench.schemas.local import local_source
    from workbench.schemas.proto_subject import proto_subject
    from workbench.schemas.source import Source

    if not spec["schema"]:
        what = "a schema is registered from a file"
        raise Refused(f"{what}; valid: {spec.name},schema=FILE, or an .avsc, .proto or .json by its name alone")
    if spec.name != "protobuf":
        return local_source(spec)
    return Source(proto_subject(path_of(spec["schema"]), spec["type"], named))


def _of_another_subject(problem: Problem) -> Problem:
    """A type that is not there may be another subject's: how that is said."""
    found = _NO_TYPE.search(problem.what)
    if found is None:
        return problem
    return replace(problem, valid=f"{problem.valid}; of another subject: --reference {found[1]}=SUBJECT@VERSION")


def _reference(text: str, registry: Registry) -> tuple[Reference, Schema]:
    name, separator, place = text.partition("=")
    if not name or not separator or not place:
        raise Refused(f"--reference {quoted(text, 80)}; valid: NAME=SUBJECT@VERSION")
    found = registry.schema(*subject_version(place))
    return Reference(name, found.subject, found.version), found.schema
