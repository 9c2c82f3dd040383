"""string, binary and uuid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted
from workbench.serialization.binary import Base64Serializer
from workbench.serialization.json_tree import Node, Plain
from workbench.serialization.small import canonical_uuid
from workbench.serialization.tagged_json import BASE64, HEX, plain, tagged
from workbench.serialization.thrift import protocol
from workbench.serialization.thrift.protocol import Decoding, Encoding
from workbench.serialization.thrift.types import said

_BYTES: Final = f'{{"{HEX}": "00ff"}}, {{"{BASE64}": "AP8="}} or "AP8="'


@dataclass(frozen=True, slots=True)
class Text:
    """string."""

    code: int = protocol.STRING
    name: str = "string"
    is_name: bool = True

    def write(self, encoding: Encoding, node: Node, path: str) -> bytes:
        """UTF-8."""
        if not isinstance(node.value, str):
            return encoding.refuse(node, path, f"{said(node)} is no text", "a text in quotes")
        try:
            data = node.value.encode()
        except UnicodeEncodeError as error:
            what = f"{quoted(node.value[error.start])} is half of a character and has no bytes"
            return encoding.refuse(node, path, what, "text")
        return encoding.protocol.length(len(data)) + data

    def read(self, decoding: Decoding, path: str) -> str:
        """UTF-8."""
        data = _blob(decoding, self.name, path)
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            what = f"byte {decoding.at - len(data) + error.start:,} is no UTF-8"
            raise Unserializable(Problem(what, path=path)) from None
        if data:
            decoding.name_last(quoted(text, 40))
        return text

    def key(self, name: str) -> Plain:
        """Itself."""
        return name

    def sample(self, seed: int, depth: int) -> str:
        """A few letters."""
        return f"text {seed}"


@dataclass(frozen=True, slots=True)
class Binary:
    """binary: a tagged object, or a text in base64 as Thrift's own JSON has it."""

    code: int = protocol.STRING
    name: str = "binary"
    is_name: bool = False

    def write(self, encoding: Encoding, node: Node, path: str) -> bytes:
        """The bytes."""
        data: bytes | None = None
        try:
            if isinstance(node.value, str):
                data = self._base64(node.value)
                encoding.note(path, f"the text is read as base64: {len(data):,} bytes")
            else:
                found = plain(encoding.text[node.start : node.end]) if node.is_object else None
                data = found if isinstance(found, bytes) else None
        except Unserializable as refused:
            return encoding.refuse(node, path, refused.problems[0].what, refused.problems[0].valid)
        if data is None:
            return encoding.refuse(node, path, f"{said(node)} is no bytes", _BYTES)
        return encoding.protocol.length(len(data)) + data

    def _base64(self, text: str) -> bytes:
        try:
            return Base64Serializer().serialize(text)
        except Unserializable as refused:
            what = f"{quoted(text, 40)} is read as base64, and {refused.problems[0].what}"
            raise Unserializable(Problem(what, _BYTES)) from None

    def read(self, decoding: Decoding, path: str) -> object:
        """The bytes, tagged."""
        return tagged(_blob(decoding, self.name, path))

    def key(self, name: str) -> Plain:
        """Never asked for."""
        return name

    def sample(self, seed: int, depth: int) -> object:
        """Two."""
        return tagged(bytes([seed % 256, 255]))


@dataclass(frozen=True, slots=True)
class Uuid:
    """uuid (since Thrift 0.18): 16 bytes."""

    code: int = protocol.UUID
    name: str = "uuid"
    is_name: bool = True

    def write(self, encoding: Encoding, node: Node, path: str) -> bytes:
        """The 16 bytes."""
        if not isinstance(node.value, str):
            return encoding.refuse(node, path, f"{said(node)} is no UUID", "a UUID in quotes")
        try:
            return bytes.fromhex(canonical_uuid(node.value).replace("-", ""))
        except Unserializable as refused:
            return encoding.refuse(node, path, refused.problems[0].what, refused.problems[0].valid)

    def read(self, decoding: Decoding, path: str) -> str:
        """The UUID."""
        found = str(UUID(bytes=decoding.take(16, self.name, path)))
        decoding.name_last(found)
        return found

    def key(self, name: str) -> Plain:
        """Itself."""
        return name

    def sample(self, seed: int, depth: int) -> str:
        """One of version 4."""
        return str(UUID(int=seed, version=4))


def _blob(decoding: Decoding, label: str, path: str) -> bytes:
    count = decoding.protocol.read_length(decoding, "length", path)
    return decoding.take(count, label, path)
