"""What every type of a Thrift schema can do."""

from __future__ import annotations

import re
from typing import Final, Protocol

from workbench.records.escape import quoted
from workbench.serialization.json_tree import Node, Number, Plain
from workbench.serialization.thrift.protocol import Decoding, Encoding

_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")


class Type(Protocol):
    """A type of the schema."""

    @property
    def code(self) -> int:
        """Its number on the wire."""

    @property
    def name(self) -> str:
        """As a .thrift file spells it."""

    @property
    def is_name(self) -> bool:
        """Whether its values can be the names of a JSON object, as keys of a map."""

    def write(self, encoding: Encoding, node: Node, path: str) -> bytes:
        """The value's bytes. What is wrong goes to `encoding`; the bytes mean nothing then."""

    def read(self, decoding: Decoding, path: str) -> object:
        """The next bytes as JSON has them. Raises Unserializable where they are not this."""

    def key(self, name: str) -> Plain:
        """The value that an object's name stands for."""

    def sample(self, seed: int, depth: int) -> object:
        """A value that can be written, as JSON has it."""


def number_of(name: str) -> Plain:
    """The number that an object's name is, or the name where it is none."""
    return Number(name) if _NUMBER.fullmatch(name) else name


def said(node: Node) -> str:
    """The value in a sentence."""
    if isinstance(node.value, str):
        return quoted(node.value)
    return quoted(node.value.text) if isinstance(node.value, Number) else f"a JSON {node.kind}"
