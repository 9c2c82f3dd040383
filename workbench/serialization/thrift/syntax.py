"""The text of one .thrift file to what it declares, names not looked up yet."""

from __future__ import annotations

from typing import Final, Literal

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted
from workbench.serialization.thrift.declarations import (
    Alias,
    Constant,
    ConstantDeclared,
    Declared,
    EnumDeclared,
    FieldDeclared,
    File,
    Named,
    StructDeclared,
    Word,
)
from workbench.serialization.thrift.tokens import END, Token, tokens

MOST_DEEP: Final = 64
_STRUCTS: Final = ("struct", "union", "exception")
_NAMESPACES: Final = ("cpp_namespace", "php_namespace", "py_module", "perl_package", "ruby_namespace", "java_package")


def parse(text: str) -> File:
    """What a file declares. Raises Unserializable at the first place that is no Thrift; services are passed over."""
    reading = _Reading(text)
    try:
        while reading.next.kind != END:
            reading.declaration()
    except RecursionError:  # pragma: no cover - types and constants are bounded
        raise reading.refusal("this is nested too deeply") from None
    return reading.file


class _Reading:
    """A file being read, one token ahead."""

    def __init__(self, text: str) -> None:
        self.file = File(text)
        self._tokens = tokens(text)
        self.next = next(self._tokens)
        self._depth = 0

    def refusal(self, what: str, valid: str = "", start: int | None = None) -> Unserializable:
        at = self.next.start if start is None else start
        return Unserializable(Problem.within(self.file.text, min(at, len(self.file.text)), what, valid))

    def take(self) -> Token:
        token = self.next
        if token.kind != END:
            self.next = next(self._tokens)
        return token

    def skip(self, *texts: str) -> bool:
        """Whether one of them was next; then it is passed."""
        return self.next.kind in ("sign", "word") and self.next.text in texts and bool(self.take())

    def expect(self, text: str) -> None:
        if not self.skip(text):
            raise self.refusal(f"{self.found} where {quoted(text)} has to be", text)

    def word(self) -> Token:
        if self.next.kind != "word":
            raise self.refusal(f"{self.found} where a name has to be", "a name")
        return self.take()

    @property
    def found(self) -> str:
        return "the file ends" if self.next.kind == END else f"there is {quoted(self.next.text)}"

    def declaration(self) -> None:
        token = self.word()
        match token.text:
            case "include" | "cpp_include":
                if self.next.kind != "literal":
                    raise self.refusal(f"{self.found} where a file has to be", 'include "shared.thrift"')
                if token.text == "include":
                    self.file.includes.append((self.next.literal, self.next.start))
                self.take()
            case "namespace":
                self.take()
                self.take()
                self.annotations()
            case "typedef":
                type_ = self.type()
                self._declare(self.word(), Alias(type_))
            case "const":
                type_, name = self.type(), self.word()
                self.expect("=")
                self._declare(name, ConstantDeclared(type_, self.constant()))
            case "enum":
                self._enum(token.doc)
            case "service":
                self._service()
            case _ if token.text in _STRUCTS:
                self._struct(token)
            case _ if token.text in _NAMESPACES:
                self.take()
            case _:
                valid = "include, namespace, typedef, const, enum, struct, union, exception or service"
                raise self.refusal(f"{quoted(token.text)} declares nothing", valid, token.start)
        self.annotations()
        self.skip(",", ";")

    def _declare(self, name: Token, declared: Declared) -> None:
        if name.text in self.file.declared:
            raise self.refusal(f"{quoted(name.text)} is declared twice", "each name once", name.start)
        self.file.declared[name.text] = declared

    def _struct(self, kind: Token) -> None:
        name = self.word()
        self.skip("xsd_all")
        self.expect("{")
        fields: list[FieldDeclared] = []
        while not self.skip("}"):
            fields.append(self._field(fields))
        self._declare(name, StructDeclared(kind.text, name.text, tuple(fields), kind.doc))

    def _field(self, before: list[FieldDeclared]) -> FieldDeclared:
        first = self.next
        number = min([0, *(one.id for one in before)]) - 1
        if first.kind == "whole":
            number = self.whole(-(1 << 15), (1 << 15) - 1)
            self.expect(":")
        need: Literal["", "required", "optional"] = ""
        if self.next.text in ("required", "optional") and self.next.kind == "word":
            need = "required" if self.take().text == "required" else "optional"
        type_ = self.type()
        self.skip("&")
        name = self.word()
        default = self.constant() if self.skip("=") else None
        self.annotations()
        self.skip(",", ";")
        if twice := [one for one in before if one.id == number or one.name == name.text]:
            what = f"field {number} {quoted(name.text)} is there already, as {twice[0].id} {quoted(twice[0].name)}"
            raise self.refusal(what, "each number and each name once", name.start)
        return FieldDeclared(number, need, type_, name.text, default, first.doc, name.start)

    def _enum(self, doc: str) -> None:
        name = self.word()
        self.expect("{")
        symbols: dict[str, int] = {}
        following = 0
        while not self.skip("}"):
            symbol = self.word()
            number = self.whole(-(1 << 31), (1 << 31) - 1) if self.skip("=") else following
            if symbol.text in symbols:
                raise self.refusal(f"{quoted(symbol.text)} is there twice", "each name once", symbol.start)
            symbols[symbol.text], following = number, number + 1
            self.annotations()
            self.skip(",", ";")
        self._declare(name, EnumDeclared(name.text, symbols, doc))

    def _service(self) -> None:
        while not self.skip("{"):
            if self.take().kind == END:
                raise self.refusal("the service has no functions", "{ … }")
        self._to_end("{", "}")

    def _to_end(self, opening: str, closing: str) -> None:
        depth = 1
        while depth:
            token = self.take()
            if token.kind == END:
                raise self.refusal(f"the file ends where {quoted(closing)} has to be", closing)
            depth += (token.text == opening) - (token.text == closing)

    def annotations(self) -> None:
        if self.skip("("):
            self._to_end("(", ")")

    def whole(self, least: int, most: int) -> int:
        token = self.next
        if token.kind != "whole":
            raise self.refusal(f"{self.found} where a number has to be", "a whole number")
        number = _whole(token.text)
        if not least <= number <= most:
            raise self.refusal(f"{quoted(token.text)} is out of range", f"{least:,} to {most:,}")
        self.take()
        return number

    def type(self) -> Named:
        token = self.word()
        self._deeper()
        if self.skip("cpp_type"):
            self.take()
        count = {"map": 2, "list": 1, "set": 1}.get(token.text, 0)
        of: list[Named] = []
        for place in range(count):
            self.expect("," if place else "<")
            of.append(self.type())
        if count:
            self.expect(">")
            if self.skip("cpp_type"):
                self.take()
        self.annotations()
        self._depth -= 1
        return Named(token.text, tuple(of), token.start)

    def constant(self) -> Constant:
        token = self.next
        self._deeper()
        value = self._constant(token)
        self._depth -= 1
        return value

    def _constant(self, token: Token) -> Constant:
        if token.kind == "whole":
            return self.whole(-(1 << 63), (1 << 63) - 1)
        if token.kind in ("fraction", "literal", "word"):
            self.take()
            plain = float(token.text) if token.kind == "fraction" else token.literal
            return Word(token.text) if token.kind == "word" else plain
        if self.skip("["):
            items: list[Constant] = []
            while not self.skip("]"):
                items.append(self.constant())
                self.skip(",", ";")
            return items
        if self.skip("{"):
            pairs: list[tuple[Constant, Constant]] = []
            while not self.skip("}"):
                key = self.constant()
                self.expect(":")
                pairs.append((key, self.constant()))
                self.skip(",", ";")
            return tuple(pairs)
        raise self.refusal(
            f"{self.found} where a constant has to be", "a number, a text in quotes, a name, [ … ], { … }"
        )

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > MOST_DEEP:
            raise self.refusal("this is nested too deeply", f"at most {MOST_DEEP} levels")


def _whole(text: str) -> int:
    """The number; one with too many digits is out of every range."""
    if len(text) > 40:
        return 1 << 100
    sign = -1 if text.startswith("-") else 1
    bare = text.lstrip("+-")
    return sign * (int(bare, 16) if bare.startswith("0x") else int(bare))
