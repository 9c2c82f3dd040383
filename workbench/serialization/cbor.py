"""CBOR from JSON text."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted
from workbench.serialization.message_pack import written
from workbench.serialization.tagged_json import Moment, Plain, plain

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
        except Exception as error:  # cbor2 wraps what its parts raise
            raise Unserializable(Problem(f"CBOR cannot hold this: {quoted(str(error), 120)}")) from None
        return encoded

    def deserialize(self, data: bytes) -> str:
        """The document as JSON, laid out. Raises Unserializable where it is none, or has what JSON cannot say."""
        import io

        import cbor2

        stream = io.BytesIO(data)
        try:
            value = cbor2.CBORDecoder(stream).decode()
            rest = len(data) - stream.tell()
        except Exception as error:  # cbor2 wraps what its parts raise
            what = quoted(str(error) or type(error).__name__, 120)
            raise Unserializable(Problem(f"these bytes are no CBOR: {what}")) from None
        if rest > 0 and stream.read(1):
            raise Unserializable(Problem("there is more after the end of the CBOR document"))
        return written(_readable(value))


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
