"""librdkafka's lines reach the one who asked, and no screen."""

from __future__ import annotations

import logging

import pytest

from workbench.clusters.client_log import logger_into


def test_lines_go_to_the_function_and_nowhere_else(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    lines: list[str] = []
    logger_into(lines.append).log(logging.CRITICAL, "%s [%s] %s", "FAIL", "x", "a: b")
    assert lines == ["FAIL [x] a: b"]
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []


def test_each_client_has_its_own() -> None:
    lines: list[str] = []
    logger_into(lines.append)
    logger_into(lambda line: None).error("of another")
    assert lines == []


def test_a_real_client_is_silent(capfd: pytest.CaptureFixture[str]) -> None:
    from confluent_kafka import Producer

    lines: list[str] = []
    producer = Producer(
        {
            "bootstrap.servers": "127.0.0.1:1",
            "debug": "broker",
            "enable.sparse.connections": False,
            "logger": logger_into(lines.append),
        }
    )
    while not any("Connection refused" in line for line in lines):
        producer.poll(1)
    assert capfd.readouterr() == ("", "")
