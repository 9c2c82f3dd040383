"""MessagePack from JSON text."""

from __future__ import annotations

import json
import math
from typing import Final

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted
from workbench.serialization.anatomy import Span
from workbench.serialization.tagged_json import Moment, Plain, plain, tagged

_UNREADABLE: Final = (
    ("incomplete input", ": they end too early"),
    ("exceeds max_", ": they end too early"),
    ("extra data", ": there is more after the end of the document"),
    ("codec can't decode", ": a text in them is no UTF-8"),
)


class MessagePackSerializer:
    """A document of MessagePack: whole numbers in the fewest bytes, fractions as doubles, names as they stand.

    Bytes and times are tagged objects of JSON (tagged_json.py); times are the specification's timestamps.
    """

    name = "messagepack"
    about = 'MessagePack from JSON; bytes as {"$base64": "…"}'

    def serialize(self, text: str) -> bytes:
        """The document. Raises Unserializable with every problem, its path and place."""
        import msgpack

        value = plain(text, (-(1 << 63), (1 << 64) - 1))
        try:
            packed: bytes = msgpack.packb(_packable(value), use_bin_type=True)
        except (ValueError, OverflowError):
            raise Unserializable(Problem("MessagePack cannot hold this", "a smaller or less nested document")) from None
        return packed

    def spans(self, data: bytes) -> tuple[Span, ...]:
        """Every item by its kind and its path."""
        from workbench.serialization.message_pack_parts import spans

        return spans(data)

    def deserialize(self, data: bytes) -> str:
        """The document as JSON, laid out. Raises Unserializable where it is none, or has what JSON cannot say."""
        import msgpack

        try:
            value = msgpack.unpackb(data, raw=False, strict_map_key=False, ext_hook=_extension, timestamp=0)
        except Unserializable:
            raise
        except Exception as error:  # msgpack raises what its parts raise: ValueError, UnpackException, TypeError …
            why = next((ours for theirs, ours in _UNREADABLE if theirs in str(error)), "")
            raise Unserializable(Problem(f"these bytes are no MessagePack{why}")) from None
        return written(value)


def written(value: object) -> str:
    """A value of tagged JSON as text. Raises Unserializable where JSON cannot say it: NaN, names that are twice."""
    try:
        return json.dumps(tagged(_readable(value)), indent=2, ensure_ascii=False, allow_nan=False)
    except RecursionError:
        raise Unserializable(Problem("the document is nested too deeply to be shown")) from None
    except (ValueError, TypeError) as error:
        raise Unserializable(Problem(f"JSON cannot say this: {quoted(str(error), 120)}")) from None


def _packable(value: Plain) -> object:
    import msgpack

    if isinstance(value, list):
        return [_packable(one) for one in value]
    if isinstance(value, dict):
        return {name: _packable(one) for name, one in value.items()}
    return msgpack.Timestamp(value.seconds, value.nanoseconds) if isinstance(value, Moment) else value


def _extension(code: int, data: bytes) -> object:
    raise Unserializable(Problem(f"the extension type {code} has no form in JSON"))


def _readable(value: object) -> object:
    """msgpack's own timestamps as moments, and doubles that JSON has no word for refused."""
    import msgpack

    if isinstance(value, msgpack.Timestamp):
        return Moment(value.seconds, value.nanoseconds)
    if isinstance(value, list):
        return [_readable(one) for one in value]
    if isinstance(value, dict):
        found = {name if isinstance(name, str) else json.dumps(name): _readable(one) for name, one in value.items()}
        if len(found) < len(value):
            raise ValueError("two names are the same in JSON")
        return found
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{value} is no number of JSON")
    return value
