"""A message to its JSON text, as a consumer sees it."""

from __future__ import annotations

import json
from typing import Any

from google.protobuf import json_format
from google.protobuf.message import DecodeError
from google.protobuf.message import Message as AnyMessage

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import escape
from workbench.serialization.protobuf.descriptors import Descriptor, Message
from workbench.serialization.protobuf.pool import Pool, new_message, parse_into

DEEPEST = 100
"""Messages inside each other that Java, C++ and Python read; deeper bytes are refused by every consumer."""


def parse(data: bytes, descriptor: Descriptor) -> Message:
    """The message in the bytes. Raises Unserializable: no such message, or a required field that is missing."""
    message: Any = new_message(descriptor)
    try:
        parse_into(message, data)
    except DecodeError as error:
        words = escape(str(error)).rpartition(": ")[2][:120]
        if "MaxDepth" in words:
            words = f"more than {DEEPEST} messages stand inside each other"
        raise Unserializable(Problem(f"these bytes are no {descriptor.full_name}: {words}")) from None
    if not message.IsInitialized():
        missing = ", ".join(message.FindInitializationErrors()[:5])
        raise Unserializable(Problem(f"these bytes are no {descriptor.full_name}: {missing} is required and missing"))
    parsed: Message = message
    return parsed


def shown(message: Message, pool: Pool, with_defaults: bool = False) -> str:
    """Protobuf's JSON, with the names of the .proto, laid out over lines; 64-bit numbers are in quotes there.

    `with_defaults` shows the fields that are not in the bytes too, with the value that a consumer reads.
    """
    assert isinstance(message, AnyMessage)
    try:
        value = json_format.MessageToDict(
            message,
            always_print_fields_with_no_presence=with_defaults,
            preserving_proto_field_name=True,
            descriptor_pool=pool.finder,
        )
        return json.dumps(value, ensure_ascii=False, indent=2)
    except (
        AttributeError,
        TypeError,
        ValueError,
        json_format.Error,
        DecodeError,
        RecursionError,
        OverflowError,
    ) as error:
        words = escape(str(error))[:200]
        raise Unserializable(Problem(f"the message has no JSON: {words}")) from None
