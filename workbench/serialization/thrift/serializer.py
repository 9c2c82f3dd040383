"""The serializer of a Thrift struct: an object in JSON to the bytes of the binary or the compact protocol."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Final

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted
from workbench.serialization.anatomy import Span
from workbench.serialization.json_tree import tree
from workbench.serialization.serializer import Note, Serializer, Suggestion
from workbench.serialization.thrift.binary import BinaryProtocol
from workbench.serialization.thrift.compact import CompactProtocol
from workbench.serialization.thrift.guide import explain, suggestions
from workbench.serialization.thrift.program import struct
from workbench.serialization.thrift.protocol import Decoding, Encoding, WireProtocol
from workbench.serialization.thrift.structs import Struct

_PROTOCOLS: Final[Mapping[str, WireProtocol]] = {"binary": BinaryProtocol(), "compact": CompactProtocol()}


class ThriftSerializer:
    """A struct without a message around it, as Thrift's TSerializer gives it. Raises Unserializable: no such struct.

    `files` are the texts of all .thrift files by their names relative to the folder of `main`.
    """

    about = "Thrift, from a .thrift file"

    def __init__(
        self, files: Mapping[str, str], main: str, type_name: str, protocol: str = "binary", spec: str = "thrift"
    ) -> None:
        if protocol not in _PROTOCOLS:
            raise Unserializable(Problem(f"there is no protocol {quoted(protocol)}", " or ".join(_PROTOCOLS)))
        self.name = spec
        self.protocol = _PROTOCOLS[protocol]
        self.struct: Struct = struct(files, main, type_name)

    def serialize(self, text: str) -> bytes:
        """The struct's bytes. Raises Unserializable with every problem, its path and its place."""
        return self._encoded(text)[0]

    def notes(self, text: str) -> tuple[Note, ...]:
        """Defaults that were filled in, fields that are not written, numbers without a name."""
        with suppress(Unserializable):
            return tuple(self._encoded(text)[1].notes)
        return ()

    def _encoded(self, text: str) -> tuple[bytes, Encoding]:
        encoding = Encoding(text, protocol=self.protocol)
        data = self.struct.write(encoding, tree(text), "")
        if encoding.problems:
            raise Unserializable(*sorted(encoding.problems, key=lambda one: (one.line or 0, one.column or 0)))
        return data, encoding

    def deserialize(self, data: bytes) -> str:
        """The struct as JSON, laid out. Raises Unserializable where the bytes are not this."""
        decoding = Decoding(data, protocol=self.protocol)
        value = self.struct.read(decoding, "")
        if decoding.left:
            raise Unserializable(Problem(f"{decoding.left:,} bytes are left after the end of the struct"))
        return json.dumps(value, indent=2, ensure_ascii=False)

    def read(self, data: bytes, writer: Serializer) -> str:
        """What this struct makes of another's bytes: fields that it lacks are passed over. Raises Unserializable."""
        if not isinstance(writer, ThriftSerializer) or writer.protocol.name != self.protocol.name:
            what = f"these bytes were not made by Thrift's {self.protocol.name} protocol"
            raise Unserializable(Problem(what, "bytes of the same protocol"))
        return self.deserialize(data)

    def spans(self, data: bytes) -> tuple[Span, ...]:
        """Every field's head, lengths and values, as far as the bytes can be read."""
        decoding = Decoding(data, protocol=self.protocol)
        with suppress(Unserializable):
            self.struct.read(decoding, "")
        return tuple(decoding.spans)

    def sample(self, seed: int = 0) -> str:
        """A struct with all its fields, those deep inside where they are required. Raises Unserializable: none ends."""
        return json.dumps(self.struct.sample(seed, 0), indent=2, ensure_ascii=False)

    def suggestions(self, text: str, at: int) -> tuple[Suggestion, ...]:
        """Field names, enum names."""
        return suggestions(self.struct, text, at)

    def explain(self, text: str, at: int) -> str:
        """Type, number and comment of the field under the cursor."""
        return explain(self.struct, text, at)
