"""librdkafka's C functions that its Python binding does not offer, through ctypes; imported when first used."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache
from typing import Any

from workbench.librdkafka.signatures import SIGNATURES

_UNKNOWN = -2  # rd_kafka_conf_res_t RD_KAFKA_CONF_UNKNOWN


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
    restype, argtypes = SIGNATURES[name]
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
