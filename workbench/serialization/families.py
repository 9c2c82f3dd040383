"""Every serializer by family: its name, what it is for, its options; the choice lists and the errors are made of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted
from workbench.serialization.spec import SerializerSpec


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a serializer; any text where there are no `choices`, of which the first is the default."""

    name: str
    about: str
    choices: tuple[str, ...] = ()
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Family:
    """Serializers of one name. `needs_schema`: they work with a file or the registry behind them."""

    name: str
    group: str
    about: str
    options: tuple[Option, ...] = ()
    needs_schema: bool = False

    def option(self, name: str) -> Option | None:
        """The option of that name."""
        return next((option for option in self.options if option.name == name), None)


FRAMINGS: Final = (
    "confluent",
    "confluent-header",
    "glue",
    "glue-zlib",
    "apicurio-v2",
    "apicurio-v2-headers",
    "apicurio-v3",
    "apicurio-v3-headers",
    "azure",
    "none",
)
_CHARSET = Option("charset", "a charset by Java's name, such as UTF-16, ISO-8859-1, EUC-KR; default: UTF-8")
_OF_REGISTRY = (
    Option("subject", "a subject of the registry; default: the topic's own"),
    Option("strategy", "how the subject follows from the record", ("topic", "record", "topic-record", "associated")),
    Option("version", "latest, or a version of the subject"),
    Option("id", "a schema id"),
    Option("guid", "a schema's GUID"),
    Option("framing", "how the schema's id travels", FRAMINGS),
)
_TYPE = "by its full name"
FAMILIES: Final = (
    Family("string", "Text", "text as UTF-8, or in any charset", (_CHARSET,)),
    Family("integer", "Numbers", "int32, 4 bytes big-endian, -2,147,483,648 to 2,147,483,647"),
    Family("long", "Numbers", "int64, 8 bytes big-endian"),
    Family("short", "Numbers", "int16, 2 bytes big-endian, -32,768 to 32,767"),
    Family("u8", "Numbers", "unsigned, 1 byte, 0 to 255"),
    Family("u16", "Numbers", "unsigned, 2 bytes big-endian, 0 to 65,535"),
    Family("u32", "Numbers", "unsigned, 4 bytes big-endian, 0 to 4,294,967,295"),
    Family("u64", "Numbers", "unsigned, 8 bytes big-endian"),
    Family("double", "Numbers", "IEEE 754, 8 bytes big-endian, such as 1.5, 1e-3, NaN"),
    Family("float", "Numbers", "IEEE 754, 4 bytes big-endian, such as 1.5, 1e-3, NaN"),
    Family(
        "varint",
        "Numbers",
        "1 to 10 bytes, as Kafka's own protocol and Protobuf write numbers",
        (Option("form", "zigzag for signed numbers, or unsigned", ("zigzag", "unsigned")),),
    ),
    Family("boolean", "Small", "1 byte, 01 for true and 00 for false"),
    Family("uuid", "Small", "the UUID's 36 characters, as Java's UUIDSerializer", (_CHARSET,)),
    Family("uuid-bytes", "Small", "the UUID's 16 bytes"),
    Family("null", "Small", "always null, whatever the text (Java's VoidSerializer)"),
    Family("hex", "Bytes", "bytes written in hex, such as 01ff, 01 ff, 0x01ff"),
    Family("base64", "Bytes", "bytes written in base64, standard or URL-safe"),
    Family("file", "Bytes", "the content of a file, byte for byte; the text is its path"),
    Family(
        "json",
        "JSON",
        "JSON, checked, sent as written or compacted",
        (Option("form", "exactly as written, or without white space", ("written", "compact")),),
    ),
    Family(
        "list",
        "Java",
        "a JSON list, as Java's ListSerializer",
        (
            Option(
                "of",
                "what the entries are",
                ("string", "integer", "long", "short", "float", "double", "uuid"),
                is_required=True,
            ),
            _CHARSET,
        ),
    ),
    Family(
        "avro",
        "With a schema",
        "Avro, from the registry or an .avsc",
        (
            Option("schema", "an .avsc file, or a folder of them"),
            Option("type", f"the record {_TYPE}"),
            *_OF_REGISTRY,
            Option("form", "one datum, or an object container with its schema", ("binary", "container")),
        ),
        needs_schema=True,
    ),
    Family(
        "json-schema",
        "With a schema",
        "JSON that a JSON Schema allows",
        (
            Option("schema", "a JSON Schema file"),
            Option("type", f"the record {_TYPE}, for the subject strategies"),
            *_OF_REGISTRY,
            Option("form", "exactly as written, or without white space", ("written", "compact")),
        ),
        needs_schema=True,
    ),
    Family(
        "protobuf",
        "With a schema",
        "Protobuf, from the registry, a .proto or a descriptor set",
        (
            Option("schema", "a .proto file, a folder of them, or a descriptor set"),
            Option("type", f"the message {_TYPE}; default: the first"),
            *_OF_REGISTRY,
        ),
        needs_schema=True,
    ),
    Family(
        "thrift",
        "With a schema",
        "Thrift, from a .thrift file",
        (
            Option("schema", "a .thrift file", is_required=True),
            Option("type", "the struct by its name", is_required=True),
            Option("protocol", "Thrift's protocol", ("binary", "compact")),
        ),
        needs_schema=True,
    ),
    Family("messagepack", "Binary documents", 'MessagePack from JSON; bytes as {"$base64": …}'),
    Family("cbor", "Binary documents", 'CBOR (RFC 8949) from JSON; bytes as {"$base64": …}'),
    Family(
        "layout",
        "Your own",
        "a list of fields in TOML; customer is an example",
        (Option("schema", "a .toml file, or customer, the example that comes along", is_required=True),),
        needs_schema=True,
    ),
)
"""In the order in which a choice list shows them."""

_BY_NAME: Final = {one.name: one for one in FAMILIES}


def family(name: str) -> Family | None:
    """The family of that name; None for a plug-in's and for none at all."""
    return _BY_NAME.get(name)


def nearest(name: str, names: Iterable[str]) -> str:
    """`did you mean json?`, or else all there are."""
    known = tuple(names)
    near = get_close_matches(name.lower(), known, n=2, cutoff=0.6)
    if len(known) == 1 and not near:
        return f"the only one is {known[0]}"
    return f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(known)}"


def check_options(spec: SerializerSpec) -> None:
    """Whether the family has these options with these values, and all that it needs. Raises Unserializable if not.

    A family that is not one of ours has no options.
    """
    known = family(spec.name)
    options = known.options if known else ()
    problems = [problem for name, value in spec.options if (problem := _problem(spec.name, options, name, value))]
    missing = (option for option in options if option.is_required and not spec[option.name])
    problems += [Problem(f"{spec.name} needs {option.name}=", _valid(spec.name, option)) for option in missing]
    if spec["id"] or spec["guid"] or spec["type"]:
        problems += _without_effect(spec)
    if problems:
        raise Unserializable(*problems)


def _without_effect(spec: SerializerSpec) -> Iterator[Problem]:
    """Options that neither choose the schema nor stand in the bytes: whoever gives them expects more."""
    by_name = any(spec[option] for option in ("schema", "subject", "strategy", "version"))
    carried, why = _carried(spec)
    if spec["id"] and by_name and carried != "id" and (spec["schema"] or not spec["framing"].startswith("confluent")):
        yield Problem(f"id= has no effect: {why}", f"the options without id={', or guid=' if carried else ''}")
    if spec["guid"] and (by_name or spec["id"]) and carried != "guid":
        yield Problem(f"guid= has no effect: {why}", f"the options without guid={', or id= alone' if carried else ''}")
    if spec.name == "json-schema" and spec["type"] and not spec["strategy"].endswith("record"):
        yield Problem(
            "type= has no effect without a strategy that needs it", "strategy=record or strategy=topic-record"
        )


def _carried(spec: SerializerSpec) -> tuple[str, str]:
    """Which of id and guid travels with the bytes, and a sentence that says so."""
    framing = spec["framing"]
    if spec["form"] == "container":
        return "", "a container brings its schema along and carries no id"
    if framing == "none":
        return "", "framing=none carries no id"
    by_guid = framing.startswith("glue") or framing == "confluent-header" or (framing == "azure" and spec["guid"])
    if by_guid or (not framing and spec["schema"] and not spec["id"]):
        return "guid", f"{framing or 'confluent-header'} framing carries the GUID"
    return "id", f"{framing or 'confluent'} framing carries the id"


def _problem(name: str, options: tuple[Option, ...], option: str, value: str) -> Problem | None:
    found = next((one for one in options if one.name == option), None)
    if found is None:
        there = nearest(option, (one.name for one in options)) if options else "it has none"
        return Problem(f"{name} has no option {quoted(option)}; {there}")
    if not value:
        return Problem(f"{option}= has no value", _valid(name, found))
    if option == "id" and (refused := _not_an_id(value)):
        return refused
    if found.choices and value not in found.choices:
        return Problem(f"{option}={quoted(value)} is not known", _valid(name, found))
    return None


def _not_an_id(value: str) -> Problem | None:
    if re.fullmatch(r"-[0-9]+", value):
        return Problem(f"id={quoted(value, 40)} is below 0", "an id of 0 or more, such as id=7")
    if re.fullmatch(r"[0-9a-fA-F]{8}(-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}", value):
        return Problem(f"id={quoted(value, 48)} is a GUID, and an id is a whole number", f"guid={value}")
    return None


def _valid(name: str, option: Option) -> str:
    if option.choices:
        return " or ".join(f"{option.name}={choice}" for choice in option.choices)
    return f"{name},{option.name}=…: {option.about}"
