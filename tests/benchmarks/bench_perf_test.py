"""A file of 500,000 lines sent to Apache Kafka by `workbench send --quiet`, by `kcat -P -l`, and as many records of
the same size by Kafka's own producer-perf-test: `python -m tests.benchmarks.bench_perf_test [lines] [rounds]`.

They take turns on one broker, each with a topic of its own; start to end of the process, start-up included.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.bench_send import WORKBENCH, seconds
from tests.brokers import kcat, topics
from tests.brokers.maven import fetched, tool
from tests.brokers.own_kafka import own_kafka

SIZE = 100
"""Bytes of a line."""

_POM = Path(__file__).parents[1] / "brokers" / "tools" / "pom.xml"
_JVM = (
    "-server",
    "-Xmx256M",
    "-XX:+UseG1GC",
    "-XX:MaxGCPauseMillis=20",
    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
)
"""As kafka-run-class.sh starts the tools."""


def perf_test(servers: str, topic: str, count: int) -> tuple[str, ...]:
    """kafka-producer-perf-test.sh, with the settings that the workbench has."""
    jars = fetched(_POM, "Kafka tools", "dependency:copy-dependencies", "-DincludeScope=runtime")
    asked = ("--topic", topic, "--num-records", str(count), "--record-size", str(SIZE), "--throughput", "-1")
    properties = (
        "--producer-props",
        f"bootstrap.servers={servers}",
        "acks=all",
        "enable.idempotence=true",
        "linger.ms=5",
    )
    program = "org.apache.kafka.tools.ProducerPerformance"
    return (tool("java", "Kafka tools"), *_JVM, "-cp", f"{jars}/*", program, *asked, *properties)


def write_lines(path: Path, count: int) -> None:
    """Lines of SIZE bytes, no two alike."""
    with path.open("w") as file:
        for number in range(count):
            file.write(f"{number:0{SIZE}d}\n")


def main() -> None:
    """Measure, and report seconds and ratios."""
    count, rounds = (int(text) for text in (sys.argv[1:] + ["500000", "5"][len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as folder, own_kafka(Path(folder) / "kafka") as (broker,):
        servers, lines = broker.bootstrap_servers, Path(folder) / "lines"
        write_lines(lines, count)
        for topic in ("kcat", "workbench", "perf"):
            topics.create(servers, topic, 12)
        commands = {
            "kcat -P -l": (kcat.path(), "-P", "-b", servers, "-t", "kcat", "-l", str(lines)),
            "workbench send --quiet": (
                *WORKBENCH,
                "send",
                "-b",
                servers,
                "-t",
                "workbench",
                "-l",
                str(lines),
                "--quiet",
            ),
            "kafka-producer-perf-test": perf_test(servers, "perf", count),
        }
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                taken[name].append(seconds(command))
        arrived = {topic: held(servers, topic) for topic in ("kcat", "workbench", "perf")}
    print(f"{count:,} lines of {SIZE} bytes to Apache Kafka, {rounds} rounds; in the topics {arrived}")
    for name, all_taken in taken.items():
        best, median = min(all_taken), statistics.median(all_taken)
        ratio = statistics.median(one / other for one, other in zip(all_taken, taken["kcat -P -l"], strict=True))
        print(f"{name:26} best {best:5.2f} s  median {median:5.2f} s {count / median:10,.0f}/s {ratio:6.2f} x kcat")


def held(servers: str, topic: str) -> int:
    """How many records a topic has."""
    from confluent_kafka import Consumer, TopicPartition

    consumer = Consumer({"bootstrap.servers": servers, "group.id": "count"})
    try:
        return sum(consumer.get_watermark_offsets(TopicPartition(topic, one), timeout=10)[1] for one in range(12))
    finally:
        consumer.close()


if __name__ == "__main__":
    main()
