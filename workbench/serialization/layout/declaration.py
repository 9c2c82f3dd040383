"""A layout's TOML to the parts it declares; every mistake with the path of its field."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import escape, quoted
from workbench.serialization.charsets import UTF_8, Charset
from workbench.serialization.json_tree import child_path
from workbench.serialization.layout.ending import MOST_PARTS, least_parts, misplaced
from workbench.serialization.layout.numbers import Endian, Fraction, Truth, Varint, Whole, WholeNumber
from workbench.serialization.layout.part import Part
from workbench.serialization.layout.shapes import Array, Constant, Enum, Field, Optional, Struct
from workbench.serialization.layout.strings import EMPTY, MINUS_ONE, NUL, REST, Bytes, Extent, Length, Text, Uuid
from workbench.serialization.listing import listed

MOST_DEEP = 32
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)$")
_TABLES: Final = '[[field]] tables, and lines such as name = "id"'
_TOML: Final = (
    ("Expected '='", ("'=' is expected after the name", 'name = "id"')),
    ("Invalid value", ("this is no value", '"text" in quotes, a number, true, or [ … ]')),
    ("Invalid statement", ("this is no setting and no table", _TABLES)),
    ("Expected newline", ("there is more after the end of the setting", "one setting a line")),
    ("Unterminated", ("this text in quotes does not end", 'a closing "')),
    ("Illegal character", ("this character cannot stand here", 'text in quotes on one line, such as "id"')),
    ("Unclosed", ("a bracket is not closed", "a closing ] or }")),
    ("Expected ']", ("the table's name does not end", "[[field]]")),
    ("Cannot", ("a name is given twice", "each name once in its table")),
    ("Invalid initial character", ("this begins no name", 'name = "id"')),
)
_WHOLE = re.compile(r"(u?)int([1-9][0-9]{0,2})")
_FRACTIONS: Final = {"float16": 2, "float32": 4, "float": 4, "float64": 8, "double": 8}
_ANY: Final = {"name", "type", "doc", "endian", "optional"}
_OF_TYPE: Final[Mapping[str, set[str]]] = {
    "string": {"length", "encoding", "null"},
    "bytes": {"length", "null"},
    "enum": {"of", "symbols"},
    "array": {"of", "count"},
    "struct": {"field"},
    "constant": {"of", "value", "bytes"},
}
TYPES: Final = (
    "int8 … int64 (any multiple of 8), uint8 … uint64, varint, zigzag, float16, float32, float64, bool, string, bytes, "
    "uuid, enum, array, struct, constant"
)


@dataclass(frozen=True, slots=True)
class Layout:
    """What a file declares: the record, and whether the text `null` is a null record."""

    root: Struct
    takes_null: bool
    doc: str = ""


def parse(text: str) -> Layout:
    """The layout of a TOML text. Raises Unserializable with every mistake."""
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # numbers with thousands of digits are no TOMLDecodeError
        raise Unserializable(_no_toml(str(error))) from None
    declaring = _Declaring(_endian(document.get("endian", "big")))
    unknown = sorted(set(document) - {"name", "doc", "endian", "null", "field"})
    for name in unknown:
        declaring.refuse(name, "is no setting of a layout", "name, doc, endian, null, and [[field]] tables")
    root = declaring.struct(document, "", 0)
    takes_null = document.get("null", "null")
    if takes_null not in ("null", "error"):
        declaring.refuse("null", f"{quoted(str(takes_null))} is not known", '"null" or "error"')
    if (count := least_parts(root)) > MOST_PARTS:
        declaring.refuse("", f"every record would have {count:,} parts", f"at most {MOST_PARTS:,}")
    for path in misplaced(root):
        declaring.refuse(path, "it takes all bytes that are left, and is not the last", "a length or a count before it")
    if declaring.problems:
        raise Unserializable(*declaring.problems)
    return Layout(root, takes_null == "null", str(document.get("doc", "")))


def _no_toml(words: str) -> Problem:
    """What tomllib says in our own words, at the place that it names."""
    place = _PLACE.search(words)
    what, valid = next((ours for start, ours in _TOML if words.startswith(start)), ("it cannot be read", _TABLES))
    line, column = (int(place[1]), int(place[2])) if place else (None, None)
    is_end = words.endswith("(at end of document)") and not words.startswith("Cannot")
    ends = ", and the text ends here" if is_end else ""
    return Problem(f"the layout is no TOML: {what}{ends}", valid, line, column)


def _endian(given: object) -> Endian:
    if given in ("big", "little"):
        return given
    raise Unserializable(Problem(f"endian = {quoted(str(given))} is not known", '"big" or "little"', path="endian"))


class _Declaring:
    """One file on its way; what is wrong is collected."""

    def __init__(self, endian: Endian) -> None:
        self._endian = endian
        self.problems: list[Problem] = []

    def refuse(self, path: str, what: str, valid: str = "") -> None:
        """Note a mistake."""
        self.problems.append(Problem(what, valid, path=path))

    def struct(self, table: Mapping[str, Any], path: str, depth: int) -> Struct:
        """The fields of a table's `field` list."""
        given = table.get("field", [])
        if not isinstance(given, list) or not given or not all(isinstance(one, dict) for one in given):
            self.refuse(path or "field", "there are no fields", "[[field]] tables with name and type")
            return Struct(())
        fields: list[Field] = []
        for index, one in enumerate(given):
            name = one.get("name")
            if not isinstance(name, str) or not name:
                shown = "has no name" if name in (None, "") else f"has a name that is no text: {escape(str(name))[:40]}"
                where = child_path(child_path(path, "field"), index)
                self.refuse(where, f"field {index + 1} {shown}", 'name = "id"')
                continue
            if name in {field.name for field in fields}:
                self.refuse(child_path(path, name), "the name is there twice", "each name once")
            fields.append(Field(name, self.part(one, child_path(path, name), depth + 1), str(one.get("doc", ""))))
        return Struct(tuple(fields))

    def part(self, table: Mapping[str, Any], path: str, depth: int) -> Part:
        """The part that a table declares; some part where it is wrong."""
        if depth > MOST_DEEP:
            self.refuse(path, "the layout is nested too deeply", f"at most {MOST_DEEP} levels")
            return Truth()
        kind = table.get("type")
        if not isinstance(kind, str):
            self.refuse(path, "the field has no type", TYPES)
            return Truth()
        self._check_settings(kind, table, path)
        made = self._made(kind, table, path, depth)
        return Optional(self._flag(table, path), made) if table.get("optional") else made

    def _check_settings(self, kind: str, table: Mapping[str, Any], path: str) -> None:
        known = _ANY | _OF_TYPE.get(kind, set())
        for name in sorted(set(table) - known):
            self.refuse(path, f"{quoted(name)} is no setting of {kind}", listed(sorted(known), name))

    def _made(self, kind: str, table: Mapping[str, Any], path: str, depth: int) -> Part:
        shapes: Mapping[str, Callable[[], Part]] = {
            "bool": Truth,
            "uuid": Uuid,
            "string": lambda: self._text(table, path),
            "bytes": lambda: Bytes(self._extent(table, path)),
            "struct": lambda: self.struct(table, path, depth),
            "array": lambda: Array(self._item(table, path, depth), self._count(table, path)),
            "enum": lambda: self._enum(table, path),
            "constant": lambda: self._constant(table, path),
        }
        if kind in shapes:
            return shapes[kind]()
        return self._number(kind, table, path)

    def _number(self, kind: object, table: Mapping[str, Any], path: str) -> Part:
        endian = self._endian
        if "endian" in table:
            try:
                endian = _endian(table["endian"])
            except Unserializable as refused:
                self.refuse(path, refused.problems[0].what, refused.problems[0].valid)
        if kind in _FRACTIONS:
            return Fraction(str(kind), _FRACTIONS[str(kind)], endian)
        return self._whole(kind, path, endian)

    def _whole(self, kind: object, path: str, endian: Endian | None = None) -> WholeNumber:
        if kind in ("varint", "zigzag"):
            return Varint(str(kind), kind == "zigzag")
        found = _WHOLE.fullmatch(kind) if isinstance(kind, str) else None
        if found is None or int(found[2]) % 8 or not 8 <= int(found[2]) <= 256:
            self.refuse(path, f"{quoted(str(kind))} is no type here", TYPES)
            return Whole("int32", 4, True, "big")
        return Whole(found[0], int(found[2]) // 8, not found[1], endian or self._endian)

    def _flag(self, table: Mapping[str, Any], path: str) -> WholeNumber:
        given = table["optional"]
        return Whole("uint8", 1, False, "big") if given is True else self._whole(given, path)

    def _extent(self, table: Mapping[str, Any], path: str) -> Extent:
        if "length" not in table:
            self.refuse(path, "the field has no length", 'length = "int32" before it, a number, "rest" or "nul"')
            return Extent(REST)
        null = str(table.get("null", ""))
        if null not in ("", "error", EMPTY, MINUS_ONE):
            self.refuse(path, f"null = {quoted(null)} is not known", f'"{EMPTY}", "{MINUS_ONE}" or "error"')
        length = self._length(table["length"], path)
        signed = isinstance(length, Whole | Varint) and length.limits[0] < 0
        if null == MINUS_ONE and not signed:
            self.refuse(path, 'null = "-1" needs a signed length before the field', 'length = "int32"')
        return Extent(length, "" if null == "error" else null)

    def _text(self, table: Mapping[str, Any], path: str) -> Part:
        extent, charset = self._extent(table, path), self._charset(table, path)
        if (extent.length == NUL or isinstance(extent.length, int)) and b"\0" in charset.encode("a"):
            what = f"letters have bytes 00 in {charset.name}, so their end cannot be seen"
            self.refuse(path, what, 'a length before it, such as length = "int32"')
        return Text(extent, charset)

    def _length(self, given: object, path: str) -> Length:
        if given in (REST, NUL):
            return given
        if isinstance(given, int) and not isinstance(given, bool):
            if not 0 < given <= 1 << 24:
                self.refuse(path, f"a length of {given} cannot be", "1 to 16,777,216")
            return given
        return self._whole(given, path)

    def _charset(self, table: Mapping[str, Any], path: str) -> Charset:
        try:
            return Charset.named(str(table.get("encoding", UTF_8)))
        except Unserializable as refused:
            self.refuse(path, refused.problems[0].what, refused.problems[0].valid)
            return Charset(UTF_8)

    def _item(self, table: Mapping[str, Any], path: str, depth: int) -> Part:
        given = table.get("of")
        if isinstance(given, str):
            given = {"type": given}
        if not isinstance(given, dict):
            self.refuse(path, "the array does not say of what", 'of = "int32", or of = { type = "string", … }')
            return Truth()
        return self.part(given, child_path(path, "of"), depth + 1)

    def _count(self, table: Mapping[str, Any], path: str) -> WholeNumber | int | Literal["rest"]:
        given = table.get("count")
        if given is None:
            self.refuse(path, "the array has no count", 'count = "int32" before it, a number, or "rest"')
        length = self._length(REST if given is None else given, path)
        if length == NUL:
            self.refuse(path, 'an array cannot end at "nul"', 'count = "int32", a number, or "rest"')
            return "rest"
        return length

    def _enum(self, table: Mapping[str, Any], path: str) -> Part:
        symbols = table.get("symbols")
        numbers = isinstance(symbols, dict) and all(type(one) is int for one in symbols.values())
        if not isinstance(symbols, dict) or not symbols or not numbers:
            self.refuse(path, "the enum has no symbols", "symbols = { NEW = 1, PAID = 2 }")
            return Truth()
        of = self._whole(table.get("of", "uint8"), path)
        least, most = of.limits
        for name, number in symbols.items():
            if not least <= number <= most:
                self.refuse(path, f"{quoted(name)} = {number} does not fit {of.name}", f"{least:,} to {most:,}")
        return Enum(of, dict(symbols))

    def _constant(self, table: Mapping[str, Any], path: str) -> Part:
        if isinstance(table.get("bytes"), str):
            try:
                data = bytes.fromhex(table["bytes"])
            except ValueError:
                data = b""
            if not data:
                self.refuse(path, f"bytes = {quoted(table['bytes'])} is no hex", 'bytes = "cafe"')
            return Constant(data, data.hex())
        value, of = table.get("value"), self._whole(table.get("of", "uint8"), path)
        if type(value) is not int or not of.limits[0] <= value <= of.limits[1]:
            self.refuse(path, f"a constant of {of.name} needs a value", 'value = 7, or bytes = "cafe"')
            return Constant(b"\0", 0)
        return Constant(of.pack(value), value)
