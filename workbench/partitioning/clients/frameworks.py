"""Frameworks on the Java client: most leave the partition to it, the others are the traps."""

from __future__ import annotations

from workbench.partitioning.behaviours import DEBEZIUM, MURMUR2
from workbench.partitioning.client import Client
from workbench.partitioning.clients.java import JAVA
from workbench.partitioning.picks import NO_TEXT, NO_WINDOW, SOURCE, STICKY_BYTES, SUBTASK
from workbench.partitioning.rules import HashPartitioner, KeylessPartitioner, Rule
from workbench.partitioning.trimming import SESSION_WINDOW, STRING, TIME_WINDOW, Trim, TrimmingPartitioner


def _client(
    name: str, about: str, versions: str, source: str, rule: Rule, note: str, spoken: str, *, default: bool = False
) -> Client:
    return Client(name, about, "Frameworks", versions, source, rule, note, default, spoken)


def _windowed(window: Trim) -> TrimmingPartitioner:
    return TrimmingPartitioner(HashPartitioner(MURMUR2, null=STICKY_BYTES), window, NO_WINDOW)


CLIENTS: tuple[Client, ...] = (
    _client(
        "kafka-streams",
        "Kafka Streams: Java's placement",
        "all",
        "DefaultStreamPartitioner.java",
        JAVA,
        "It never asks partitioner.class. Foreign-key joins answer to the partition that the subscription names "
        "(KAFKA-13769).",
        "a Kafka Streams application",
        default=True,
    ),
    _client(
        "kafka-streams-windowed",
        "Kafka Streams, time-windowed key",
        "all",
        "WindowedStreamPartitioner.java, TimeWindowedSerializer.java",
        _windowed(TIME_WINDOW),
        "By the base key only: the window's start, the last 8 bytes, is left out, so all windows of a key stay "
        "together. Any other producer hashes them too.",
        "a Kafka Streams application with time-windowed keys",
    ),
    _client(
        "kafka-streams-session",
        "Kafka Streams, session-windowed key",
        "all",
        "WindowedStreamPartitioner.java, SessionWindowedSerializer.java",
        _windowed(SESSION_WINDOW),
        "By the base key only: the session's end and start, the last 16 bytes, are left out.",
        "a Kafka Streams application with session-windowed keys",
    ),
    _client(
        "ksqldb",
        "ksqlDB: Java's placement",
        "all",
        "InsertValuesExecutor.java",
        JAVA,
        "INSERT VALUES leaves the partition to the Java producer.",
        "ksqlDB",
        default=True,
    ),
    _client(
        "kafka-connect",
        "Kafka Connect sources: Java's placement",
        "all",
        "AbstractWorkerSourceTask.java:498",
        JAVA,
        "A connector, or a transform, may name the partition; most leave it to the Java producer.",
        "a Kafka Connect source",
        default=True,
    ),
    _client(
        "mirrormaker-2",
        "MirrorMaker 2: the source's partition",
        "2.4 and later",
        "MirrorSourceTask.java",
        KeylessPartitioner(SOURCE, SOURCE),
        "Whoever placed the record in the source cluster decides; the target needs as many partitions.",
        "MirrorMaker 2",
        default=True,
    ),
    _client(
        "debezium",
        "Debezium: Java's placement",
        "all",
        "AbstractWorkerSourceTask.java:498",
        JAVA,
        "The key is the table's primary key, as the converter serializes it.",
        "Debezium",
        default=True,
    ),
    _client(
        "debezium-partition-routing",
        "Debezium's PartitionRouting: value's fields",
        "2.x and later",
        "io/debezium/transforms/partitions/PartitionRouting.java",
        TrimmingPartitioner(HashPartitioner(DEBEZIUM, null=STICKY_BYTES), STRING, NO_TEXT),
        "Assumed: the key's text is the one field that is routed by, a string, with the hash function java. It sums "
        "hashCode() of the fields of the value, not of the key: the integer 42 hashes to 42.",
        "Debezium's PartitionRouting",
    ),
    _client(
        "flink",
        "Flink's KafkaSink: Java's placement",
        "1.14 and later",
        "KafkaRecordSerializationSchemaBuilder.java",
        JAVA,
        "Unless setPartitioner is called; in SQL sink.partitioner=default.",
        "a Flink job",
        default=True,
    ),
    _client(
        "flink-fixed",
        "Flink's FlinkFixedPartitioner: key ignored",
        "all; FlinkKafkaProducer's default",
        "FlinkFixedPartitioner.java (FLINK-9610, FLINK-20273)",
        KeylessPartitioner(SUBTASK, SUBTASK),
        "partitions[subtask % n]: with fewer subtasks than partitions some stay empty.",
        "a Flink job with sink.partitioner=fixed",
    ),
    _client(
        "spark",
        "Spark's Kafka sink: Java's placement",
        "all",
        "KafkaWriteTask.scala",
        JAVA,
        "A column named partition wins.",
        "a Spark job",
        default=True,
    ),
)
