"""Kafka's own classes run on keys: KafkasOwn.java as a source file, with the jars that the real tier starts from."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.brokers.apache_kafka import copied_jars
from tests.brokers.maven import NotToBeHad
from tests.brokers.rule import need

_SOURCE = Path(__file__).with_name("KafkasOwn.java")
_OPTIONS = ("-Xmx512m", "-XX:+UseSerialGC", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error")


def answers(
    bootstrap_servers: str, topic: str, partitions: Sequence[int], keys: Sequence[bytes]
) -> dict[str, list[int]]:
    """By the answer's name one number a key; the keys are sent to `topic` by Kafka's producer, hence the brokers.

    Names: "Utils.murmur2", "Arrays.hashCode", "String.hashCode" (signed), "partitionForKey N", "KafkaProducer".
    Skips the test (or fails it, in CI) where there is no JDK.
    """
    counts = [str(count) for count in partitions]
    done = subprocess.run(
        [java(), *_OPTIONS, "-cp", f"{_jars()}/*", str(_SOURCE), bootstrap_servers, topic, *counts],
        input="".join(f"{key.hex()}\n" for key in keys),
        capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    lines = (line.split("\t") for line in done.stdout.splitlines())
    return {name: [int(number) for number in numbers.split()] for name, numbers in lines}


def java() -> str:
    """A `java` that can run a source file, as one with the compiler's module can."""
    java = shutil.which("java")
    if java is None:
        need("no java on the PATH: Kafka's own classes need a JDK 17 or later")
    modules = subprocess.run([java, "--list-modules"], capture_output=True, text=True, timeout=60, check=False).stdout
    if "jdk.compiler" not in modules:
        need(f"{java} runs no source files (it has no jdk.compiler): install a JDK, not only a JRE")
    return java


def _jars() -> Path:
    try:
        return copied_jars()
    except NotToBeHad as reason:
        need(str(reason))
