"""Every error of librdkafka has its class, and it is that of Apache Kafka's own client."""

from __future__ import annotations

import csv
import ctypes
from pathlib import Path

import pytest

import tests.vectors
from workbench.delivery.error_kinds import ErrorKind, kind_of, kind_of_error
from workbench.delivery.errors import RETRIABLE
from workbench.librdkafka.library import library

NOT_ERRORS = {"_BEGIN", "_END", "NO_ERROR"}
ONLY_IN_LIBRDKAFKA = {"BROKER_NOT_AVAILABLE"}
"""Tried again after by librdkafka (rd_kafka_err_action) and not by Java."""


class Description(ctypes.Structure):
    """rd_kafka_err_desc"""

    _fields_ = (("code", ctypes.c_int), ("name", ctypes.c_char_p), ("words", ctypes.c_char_p))


def rows() -> list[dict[str, str]]:
    """The table: code, name, kind, and whether Apache Kafka 4.4's exception for the code is a RetriableException."""
    table = Path(tests.vectors.__file__).with_name("error_kinds.tsv")
    return list(csv.DictReader(table.open(), delimiter="\t"))


def errors() -> dict[int, str]:
    """The names of all error codes that this librdkafka knows."""
    found, count = ctypes.POINTER(Description)(), ctypes.c_size_t()
    describe = library()["rd_kafka_get_err_descs"]
    describe.restype = None
    describe(ctypes.byref(found), ctypes.byref(count))
    named = {found[place].code: (found[place].name or b"").decode() for place in range(count.value)}
    return {code: name for code, name in named.items() if name and name not in NOT_ERRORS}


def test_every_error_of_this_librdkafka_is_in_the_table() -> None:
    known = {int(row["code"]): row["name"] for row in rows()}
    assert {code: name for code, name in errors().items() if known.get(code) != name} == {}


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["name"])
def test_each_has_its_class(row: dict[str, str]) -> None:
    assert kind_of(row["name"]).value == row["kind"]


@pytest.mark.parametrize("row", [row for row in rows() if row["java"] != "-"], ids=lambda row: row["name"])
def test_those_of_brokers_are_retriable_where_they_are_for_java(row: dict[str, str]) -> None:
    retriable = kind_of(row["name"]) is ErrorKind.RETRIABLE
    assert retriable == (row["java"] == "retriable" or row["name"] in ONLY_IN_LIBRDKAFKA)


def test_what_a_report_calls_retriable_is_of_that_kind() -> None:
    assert {name for name in RETRIABLE if kind_of(name) is not ErrorKind.RETRIABLE} == set()


@pytest.mark.parametrize("name", ["_FENCED", "OUT_OF_ORDER_SEQUENCE_NUMBER", "UNKNOWN_PRODUCER_ID", "_FATAL"])
def test_a_producer_that_cannot_go_on_is_fatal_whatever_a_report_says(name: str) -> None:
    assert kind_of_error(name, retriable=True) is kind_of_error(name, retriable=False) is ErrorKind.FATAL


def test_an_error_that_says_itself_whether_a_retry_helps_is_believed() -> None:
    assert kind_of_error("_QUEUE_FULL", retriable=False) is ErrorKind.PERMANENT
    assert kind_of_error("UNKNOWN", retriable=True) is ErrorKind.RETRIABLE


def test_an_error_that_nobody_knows_is_permanent() -> None:
    assert kind_of("ERR_4711?") is ErrorKind.PERMANENT
