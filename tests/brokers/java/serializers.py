"""Real Java serializers run on values: Serializers.java as a source file, with the jars of pom.xml beside it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.brokers.java.kafkas_own import java
from tests.brokers.maven import NotToBeHad, fetched
from tests.brokers.rule import need

_HERE = Path(__file__).parent
_OPTIONS = ("-Xmx512m", "-XX:+UseSerialGC", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error")


def answers(questions: Sequence[Mapping[str, Any]]) -> list[Any]:
    """An answer to each question of Serializers.java. Skips the test (or fails it, in CI) where there is no JDK."""
    done = subprocess.run(
        [java(), *_OPTIONS, "-cp", f"{_jars()}/*", str(_HERE / "Serializers.java")],
        input="".join(f"{json.dumps(question)}\n" for question in questions),
        capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def _jars() -> Path:
    goals = ("dependency:copy-dependencies", "-DincludeScope=runtime")
    try:
        return fetched(_HERE / "pom.xml", "Java serializers", *goals)
    except NotToBeHad as reason:
        need(str(reason))
