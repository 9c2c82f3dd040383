"""Without a JDK the tests that run Kafka's own classes say what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.brokers import rule
from tests.brokers.java import kafkas_own


def run(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(rule, "IN_CI", False)
    monkeypatch.setenv("PATH", str(path))
    kafkas_own.answers("localhost:9092", "topic", [1], [b"key"])


def test_without_java_the_reason_names_a_jdk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(pytest.skip.Exception, match=r"no java on the PATH.*a JDK"):
        run(monkeypatch, tmp_path)


def test_a_jre_alone_is_not_enough(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    jre = tmp_path / "java"
    jre.write_text("#!/bin/sh\necho java.base@17\n")
    jre.chmod(0o755)
    with pytest.raises(pytest.skip.Exception, match=r"no jdk\.compiler.*install a JDK"):
        run(monkeypatch, tmp_path)
