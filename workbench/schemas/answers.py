"""A registry's JSON as values: whatever it says, the right types or one sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from workbench.records.escape import escape, quoted
from workbench.schemas.registry_error import RegistryError
from workbench.serialization.schema import Reference, SchemaType

HIGHEST: Final = (1 << 31) - 1
"""The highest id and version: Java's integers."""

_ENCRYPTING: Final = "ENCRYPT"
_READING: Final = {"READ", "UPGRADE", "DOWNGRADE", "UPDOWN"}
_MOST_REFERENCES: Final = 1000


@dataclass(frozen=True, slots=True)
class Document:
    """A schema as an answer holds it; what it refers to is not resolved. -1, 0 and empty where it does not say."""

    type: SchemaType
    text: str
    references: tuple[Reference, ...]
    id: int
    version: int
    guid: str
    refused: str


def document(given: object, asked: str) -> Document:
    """What `/subjects/…/versions/…` and `/schemas/ids/…` answer. Raises RegistryError."""
    fields = mapping(given, asked)
    return Document(
        _type(fields.get("schemaType"), asked),
        text(fields.get("schema"), asked, "the schema"),
        _references(fields.get("references"), asked),
        number(fields["id"], asked, "the schema's id") if "id" in fields else -1,
        number(fields["version"], asked, "the version") if "version" in fields else 0,
        text(fields["guid"], asked, "the GUID") if fields.get("guid") else "",
        refusal(fields.get("ruleSet")),
    )


def mapping(given: object, asked: str) -> Mapping[str, object]:
    """An object. Raises RegistryError."""
    if not isinstance(given, dict):
        raise _nonsense(asked, f"{_kind(given)} where an object is due")
    return given


def listed(given: object, asked: str) -> Sequence[object]:
    """A list. Raises RegistryError."""
    if not isinstance(given, list):
        raise _nonsense(asked, f"{_kind(given)} where a list is due")
    return given


def text(given: object, asked: str, what: str) -> str:
    """A text that can be encoded. Raises RegistryError."""
    if not isinstance(given, str):
        raise _nonsense(asked, f"{what} is {_kind(given)}, not a text")
    if any("\ud800" <= character <= "\udfff" for character in given):
        raise _nonsense(asked, f"{what} holds half a character")
    return given


def number(given: object, asked: str, what: str) -> int:
    """A whole number of Java's integers, not negative. Raises RegistryError."""
    if not isinstance(given, int) or isinstance(given, bool):
        raise _nonsense(asked, f"{what} is {_kind(given)}, not a whole number")
    if not 0 <= given <= HIGHEST:
        raise _nonsense(asked, f"{what} is out of range")
    return given


def refusal(rules: object) -> str:
    """Why a schema with these rules cannot be used to write, in words that follow its name; empty for nothing.

    A rule that encrypts, or changes records as they are written, is applied by Confluent's serializers and not here
    (RuleSet.java): what is sent without it is sent in clear. Conditions only check, and rules for reading are read by
    others. Rules that nobody can read are refused too.
    """
    if rules is None:
        return ""
    phases = [rules.get(phase) for phase in ("domainRules", "encodingRules")] if isinstance(rules, dict) else [rules]
    for phase in phases:
        if phase is not None and not isinstance(phase, list):
            return "has rules that cannot be read, so nothing is sent with it"
        for rule in phase or ():
            if words := _rule(rule):
                return words
    return ""


def _rule(rule: object) -> str:
    if not isinstance(rule, dict):
        return "has a rule that cannot be read, so nothing is sent with it"
    if rule.get("disabled") is True or rule.get("mode") in _READING:
        return ""
    kind, name = str(rule.get("type", "")).upper(), quoted(str(rule.get("name", "")), 60)
    if kind.startswith(_ENCRYPTING):
        return f"has a rule to encrypt ({name}), which the workbench does not do: nothing is sent in clear"
    if rule.get("kind") != "CONDITION":
        return f"has a rule that changes records as they are written ({name}), which the workbench does not apply"
    return ""


def _type(given: object, asked: str) -> SchemaType:
    if given is None:
        return SchemaType.AVRO
    try:
        return SchemaType(str(given))
    except ValueError:
        raise _nonsense(asked, f"a schema of the type {quoted(str(given), 40)}, which the workbench lacks") from None


def _references(given: object, asked: str) -> tuple[Reference, ...]:
    references = listed(given if given is not None else [], asked)
    if len(references) > _MOST_REFERENCES:
        raise _nonsense(asked, f"more than {_MOST_REFERENCES} references")
    return tuple(_reference(mapping(one, asked), asked) for one in references)


def _reference(given: Mapping[str, object], asked: str) -> Reference:
    name, subject = (text(given.get(one), asked, f"a reference's {one}") for one in ("name", "subject"))
    return Reference(name, subject, number(given.get("version"), asked, "a reference's version"))


def _nonsense(asked: str, what: str) -> RegistryError:
    return RegistryError(
        f"the schema registry answers {escape(asked)} with nonsense: {what}", "a schema registry's URL"
    )


def _kind(given: object) -> str:
    names = {
        dict: "an object",
        list: "a list",
        str: "a text",
        bool: "true or false",
        int: "a number",
        float: "a number",
    }
    return "nothing" if given is None else names.get(type(given), "something else")
