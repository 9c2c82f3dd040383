"""One message with all that it can have, headers and a timestamp among it: rd_kafka_produceva."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

from workbench.librdkafka.library import quick_function

_END, _PARTITION, _VALUE, _KEY, _OPAQUE, _FLAGS, _TIMESTAMP, _HEADERS = 0, 3, 4, 5, 6, 7, 8, 10
"""rd_kafka_vtype_t"""

_TOPIC_HANDLE = 2
_COPY = 0x2
_FATAL = -150
"""RD_KAFKA_RESP_ERR__FATAL"""


class _Memory(ctypes.Structure):
    _fields_ = (("ptr", ctypes.c_void_p), ("size", ctypes.c_size_t))


class _Union(ctypes.Union):
    _fields_ = (
        ("i", ctypes.c_int),
        ("i32", ctypes.c_int32),
        ("i64", ctypes.c_int64),
        ("ptr", ctypes.c_void_p),
        ("mem", _Memory),
        ("_pad", ctypes.c_char * 64),
    )


class _Argument(ctypes.Structure):
    """rd_kafka_vu_t"""

    _fields_ = (("vtype", ctypes.c_int), ("u", _Union))


def produce_one(
    handle: int,
    topic: int,
    key: bytes | None,
    value: bytes | None,
    partition: int,
    opaque: int,
    *,
    timestamp: int = 0,
    headers: Sequence[tuple[str, bytes | None]] | None = None,
) -> int:
    """Hand one message over, copied; an error code, 0 if it was taken. `timestamp` is epoch ms, 0 for now."""
    arguments = (_Argument * 8)()
    places = iter(arguments)
    _pointer(next(places), _TOPIC_HANDLE, topic)
    _number(next(places), _PARTITION, "i32", partition)
    _bytes(next(places), _VALUE, value)
    _bytes(next(places), _KEY, key)
    _pointer(next(places), _OPAQUE, opaque)
    _number(next(places), _FLAGS, "i", _COPY)
    _number(next(places), _TIMESTAMP, "i64", timestamp)
    count, made = 7, None
    if headers:
        made = _headers(headers)
        _pointer(next(places), _HEADERS, made)
        count = 8
    error: int | None = quick_function("rd_kafka_produceva")(handle, arguments, count)
    if error is None:
        return 0
    if made is not None:  # librdkafka takes them over only with the message
        quick_function("rd_kafka_headers_destroy")(made)
    fatal = quick_function("rd_kafka_error_is_fatal")(error)
    code = taken_code(error)
    return _FATAL if fatal else code  # as rd_kafka_produce_batch has it: this record did not meet the error


def taken_code(error: int) -> int:
    """The code of an `rd_kafka_error_t *`, which is let go of."""
    code: int = quick_function("rd_kafka_error_code")(error)
    quick_function("rd_kafka_error_destroy")(error)
    return code


def _headers(headers: Sequence[tuple[str, bytes | None]]) -> int:
    made: int = quick_function("rd_kafka_headers_new")(len(headers))
    add = quick_function("rd_kafka_header_add")
    for name, value in headers:
        encoded = name.encode()
        add(made, encoded, len(encoded), value, 0 if value is None else len(value))
    return made


def _pointer(argument: Any, kind: int, value: int) -> None:
    argument.vtype, argument.u.ptr = kind, value


def _number(argument: Any, kind: int, member: str, value: int) -> None:
    argument.vtype = kind
    setattr(argument.u, member, value)


def _bytes(argument: Any, kind: int, data: bytes | None) -> None:
    argument.vtype = kind
    argument.u.mem.ptr = None if data is None else ctypes.cast(ctypes.c_char_p(data), ctypes.c_void_p).value
    argument.u.mem.size = 0 if data is None else len(data)
