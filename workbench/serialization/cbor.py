"""CBOR from JSON text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted
from workbench.serialization.anatomy import Span
from workbench.serialization.json_tree import child_path
from workbench.serialization.message_pack import written
from workbench.serialization.serializer import Note
from workbench.serialization.tagged_json import TIMESTAMP, Moment, Plain, plain

_DATE_TEXT, _EPOCH = 0, 1  # tags of RFC 8949


class CborSerializer:
    """A document of CBOR (RFC 8949): whole numbers of any size, exact; fractions as doubles; names as they stand.

    Bytes and times are tagged objects of JSON (tagged_json.py); times are texts under tag 0, no digit of them lost.
    """

    name = "cbor"
    about = 'CBOR (RFC 8949) from JSON; bytes as {"$base64": "…"}'

    def serialize(self, text: str) -> bytes:
        """The document. Raises Unserializable with every problem, its path and place."""
        import cbor2

        value = plain(text)
        try:
            encoded: bytes = cbor2.dumps(_encodable(value))
        except Exception:  # cbor2 wraps what its parts raise
            raise Unserializable(Problem("CBOR cannot hold this", "a smaller or less nested document")) from None
        return encoded

    def notes(self, text: str) -> tuple[Note, ...]:
        """Times that are finer than what many readers of CBOR keep."""
        if f'"{TIMESTAMP}"' not in text:
            return ()
        try:
            found = plain(text)
        except Unserializable:
            return ()
        what = "stands in the bytes with all its digits, and most readers cut it to microseconds"
        return tuple(Note(f"{moment} {what}", path, is_warning=True) for path, moment in _fine(found, ""))

    def spans(self, data: bytes) -> tuple[Span, ...]:
        """Every item by its kind and its path."""
        from workbench.serialization.cbor_parts import spans

        return spans(data)

    def deserialize(self, data: bytes) -> str:
        """The document as JSON, laid out. Raises Unserializable where it is none, or has what JSON cannot say."""
        import io

        import cbor2

        stream = io.BytesIO(data)
        try:
            value = cbor2.CBORDecoder(stream).decode()
            rest = len(data) - stream.tell()
        except Exception as error:  # cbor2 wraps what its parts raise
            why = ": they end too early" if isinstance(error, cbor2.CBORDecodeEOF) else ""
            raise Unserializable(Problem(f"these bytes are no CBOR{why}")) from None
        if rest > 0 and stream.read(1):
            raise Unserializable(Problem("there is more after the end of the CBOR document"))
        return written(_readable(value))


def _fine(value: Plain, path: str) -> Iterator[tuple[str, Moment]]:
    """The moments with nanoseconds that are no whole microseconds."""
    if isinstance(value, Moment) and value.nanoseconds % 1_000:
        yield path, value
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from _fine(one, child_path(path, index))
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from _fine(one, child_path(path, name))


def _encodable(value: Plain) -> object:
    from cbor2 import CBORTag

    if isinstance(value, list):
        return [_encodable(one) for one in value]
    if isinstance(value, dict):
        return {name: _encodable(one) for name, one in value.items()}
    return CBORTag(_DATE_TEXT, str(value)) if isinstance(value, Moment) else value


def _readable(value: Any) -> object:
    if isinstance(value, datetime):
        return Moment.parse(value.isoformat())
    if isinstance(value, list | tuple):
        return [_readable(one) for one in value]
    if isinstance(value, dict):
        return {name: _readable(one) for name, one in value.items()}
    if isinstance(value, None | bool | int | float | str | bytes):
        return value
    raise Unserializable(Problem(f"JSON cannot say this: {quoted(type(value).__name__)}"))
