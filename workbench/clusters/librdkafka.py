"""librdkafka's C functions that its Python binding does not offer, through ctypes; imported when first used."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from ctypes import c_char_p, c_int, c_int16, c_int32, c_int64, c_size_t, c_ssize_t, c_void_p
from functools import cache
from typing import Any

_UNKNOWN = -2  # rd_kafka_conf_res_t RD_KAFKA_CONF_UNKNOWN
_ERRORS = ctypes.POINTER(c_int)

_SIGNATURES: dict[str, tuple[type[Any] | None, tuple[type[Any], ...]]] = {
    # rdkafka.h
    "rd_kafka_conf_new": (c_void_p, ()),
    "rd_kafka_conf_set": (c_int, (c_void_p, c_char_p, c_char_p, c_char_p, c_size_t)),
    "rd_kafka_conf_set_log_cb": (None, (c_void_p, c_void_p)),
    "rd_kafka_conf_destroy": (None, (c_void_p,)),
    "rd_kafka_new": (c_void_p, (c_int, c_void_p, c_char_p, c_size_t)),
    "rd_kafka_destroy": (None, (c_void_p,)),
    "rd_kafka_err2name": (c_char_p, (c_int,)),
    "rd_kafka_err2str": (c_char_p, (c_int,)),
    "rd_kafka_topic_new": (c_void_p, (c_void_p, c_char_p, c_void_p)),
    "rd_kafka_topic_destroy": (None, (c_void_p,)),
    "rd_kafka_queue_new": (c_void_p, (c_void_p,)),
    "rd_kafka_queue_destroy": (None, (c_void_p,)),
    "rd_kafka_consume_start_queue": (c_int, (c_void_p, c_int32, c_int64, c_void_p)),
    "rd_kafka_consume_batch_queue": (c_ssize_t, (c_void_p, c_int, c_void_p, c_size_t)),
    "rd_kafka_consume_stop": (c_int, (c_void_p, c_int32)),
    "rd_kafka_message_destroy": (None, (c_void_p,)),
    # rdkafka_mock.h; the last argument named here is the last fixed one of the variadic functions
    "rd_kafka_mock_cluster_new": (c_void_p, (c_void_p, c_int)),
    "rd_kafka_mock_cluster_destroy": (None, (c_void_p,)),
    "rd_kafka_mock_cluster_bootstraps": (c_char_p, (c_void_p,)),
    "rd_kafka_mock_topic_create": (c_int, (c_void_p, c_char_p, c_int, c_int)),
    "rd_kafka_mock_topic_delete": (c_int, (c_void_p, c_char_p)),
    "rd_kafka_mock_topic_set_error": (None, (c_void_p, c_char_p, c_int)),
    "rd_kafka_mock_clear_request_errors": (None, (c_void_p, c_int16)),
    "rd_kafka_mock_push_request_errors_array": (None, (c_void_p, c_int16, c_size_t, _ERRORS)),
    "rd_kafka_mock_broker_push_request_error_rtts": (c_int, (c_void_p, c_int32, c_int16, c_size_t)),
    "rd_kafka_mock_broker_error_stack_cnt": (c_int, (c_void_p, c_int32, c_int16, ctypes.POINTER(c_size_t))),
    "rd_kafka_mock_partition_push_request_errors": (c_int, (c_void_p, c_char_p, c_int32, c_int16, c_size_t)),
    "rd_kafka_mock_partition_set_leader": (c_int, (c_void_p, c_char_p, c_int32, c_int32)),
    "rd_kafka_mock_broker_set_down": (c_int, (c_void_p, c_int32)),
    "rd_kafka_mock_broker_set_up": (c_int, (c_void_p, c_int32)),
    "rd_kafka_mock_broker_set_host_port": (None, (c_void_p, c_int32, c_char_p, c_int)),
    "rd_kafka_mock_broker_set_rtt": (c_int, (c_void_p, c_int32, c_int)),
}


class MissingFunctionError(RuntimeError):
    """The librdkafka of this machine's confluent-kafka does not export a function that is asked for."""


@cache
def library() -> ctypes.CDLL:
    """The librdkafka that confluent-kafka carries, wherever its wheel put it."""
    import confluent_kafka.cimpl

    return ctypes.CDLL(confluent_kafka.cimpl.__file__)


@cache
def function(name: str) -> Callable[..., Any]:
    """The C function of that name, with its types declared; calls let go of the interpreter's lock.

    Raises MissingFunctionError with a sentence where the library does not export it.
    """
    return _declared(library(), name)


@cache
def quick_function(name: str) -> Callable[..., Any]:
    """The same for one that is done sooner than the lock is let go of and taken again: its calls keep it."""
    import confluent_kafka.cimpl

    return _declared(ctypes.PyDLL(confluent_kafka.cimpl.__file__), name)


def _declared(within: ctypes.CDLL, name: str) -> Callable[..., Any]:
    restype, argtypes = _SIGNATURES[name]
    try:
        found = within[name]
    except AttributeError:
        raise MissingFunctionError(_missing(name)) from None
    found.restype = restype
    found.argtypes = argtypes
    return found


def error_name(code: int) -> str:
    """An error code's name as librdkafka has it: 3 is `UNKNOWN_TOPIC_OR_PART`, -195 is `_TRANSPORT`."""
    name: bytes = function("rd_kafka_err2name")(code)
    return name.decode()


def error_words(code: int) -> str:
    """An error code in librdkafka's words: 3 is `Broker: Unknown topic or partition`."""
    words: bytes = function("rd_kafka_err2str")(code)
    return words.decode()


def knows_property(name: str) -> bool:
    """Whether this librdkafka has a configuration property of that name."""
    conf = function("rd_kafka_conf_new")()
    problem = ctypes.create_string_buffer(512)
    try:
        unknown: bool = function("rd_kafka_conf_set")(conf, name.encode(), b"", problem, len(problem)) == _UNKNOWN
    finally:
        function("rd_kafka_conf_destroy")(conf)
    return not unknown


def _missing(name: str) -> str:
    import confluent_kafka

    return (
        f"the librdkafka {confluent_kafka.libversion()[0]} of this machine's confluent-kafka has no {name}, "
        "so a part of the embedded cluster, or the reading of topics, does not work here; install confluent-kafka's "
        "own wheel (pip install --force-reinstall --only-binary :all: confluent-kafka), or use a cluster of your own "
        "with -b"
    )
