"""How a producer picks a partition where the key does not decide: in words, never a number."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.partitioning.placement import Placement, Step


@dataclass(frozen=True, slots=True, eq=False)
class Pick:
    """The producer picks while it sends. `how` is it in a word or two, `kept` how long it stays with what it picked.

    `does` is what it will do and why no number can be promised, as the end of a sentence. `number` stands where the
    partition would.
    """

    how: str
    kept: str
    does: str
    number: str = "any"

    def place(self, partitions: int, key: str, state: str) -> Placement:
        """Any partition, because the `key` is in that `state`; the partitioner's name is for its caller to add."""
        steps = (
            Step(key, "not hashed"),
            Step("kept for", self.kept),
            Step(f"of {partitions}", self.words),
        )
        why = f"{self.number} of {partitions:,} ({self.how}): the key is {state}; {self.does}"
        return Placement("", partitions, None, None, steps, why)

    @property
    def words(self) -> str:
        """The answer that stands where a number would: any (sticky)."""
        return f"{self.number} ({self.how})"


STICKY = Pick("sticky", "2 x linger.ms (10 ms)", "sticks for 10 ms (2 x linger.ms), then draws another")
"""librdkafka from 1.6.0: by time, sticky.partitioning.linger.ms (rd_kafka_msg_sticky_partition)."""

RANDOM = Pick("random", "one record", "draws one for each record")
"""Another one for each record (rd_kafka_msg_partitioner_random)."""

STICKY_BATCH = Pick("sticky by batch", "one batch", "sticks until a batch is full or sent, then draws another")
"""Java 2.4 to 3.2 (KIP-480, StickyPartitionCache), and those built like it."""

STICKY_BYTES = Pick(
    "sticky by bytes",
    "batch.size (16 KiB)",
    "sticks for batch.size (16 KiB), then draws another, rather one with a short queue",
)
"""Java 3.3 and later (KIP-794, BuiltInPartitioner); partitioner.adaptive.partitioning.enable=false: evenly."""

STICKY_RACK = Pick(
    "sticky by bytes, own rack",
    "batch.size (16 KiB)",
    "sticks for batch.size (16 KiB), then draws another of those whose leader is in client.rack, if any is",
)
"""Java after 4.1 with partitioner.rack.aware (KIP-1123)."""

STICKY_64K = Pick(
    "sticky by bytes", "64 KiB", "sticks for 64 KiB, then draws another, rather one with few records buffered"
)
"""franz-go's UniformBytesPartitioner(64 KiB, adaptive)."""

STICKY_REFRESH = Pick("sticky by time", "10 min", "sticks until the metadata is refreshed (10 min), then draws another")
"""The Scala producer: topic.metadata.refresh.interval.ms."""

TURNS_RANDOM_START = Pick(
    "round robin", "one record", "takes the next in turn; where the turn began was drawn when the producer started"
)
"""The available ones in turn, from a counter that starts at random, for a producer or for a topic."""

TURNS_OF_TOPIC = Pick(
    "round robin", "one record", "takes the next in turn, from 0 for a topic: what was sent before decides"
)
"""One counter a topic, from 0."""

TURNS_OF_PRODUCER = Pick(
    "round robin", "one record", "takes the next in turn, from 0, with one counter for all topics of the producer"
)
"""kafka-go's RoundRobin, one a Writer (kafka-go#1207, #1300); kafka-rust's."""

TURNS = Pick("round robin", "one record", "takes the next in turn, so what was sent before decides")
"""Where it begins is not known."""

TURNS_SKIPPING = Pick(
    "round robin, skipping",
    "one record",
    "takes the next in turn, and skips one at each new batch: of an even count only half are used",
)
"""Java's RoundRobinPartitioner 2.4 to 3.x (KAFKA-9965)."""

LEAST_BYTES = Pick("least bytes", "one record", "takes the one that was given the fewest bytes so far")
"""kafka-go's LeastBytes; of equals the lowest."""

LEAST_BACKUP = Pick("least backup", "one batch", "takes the one with the fewest records buffered")
"""franz-go's LeastBackupPartitioner."""

PER_PROCESS = Pick("per process", "one process", "Python's hash() of the same key differs in every process")
"""kafka-python before 0.10 (PYTHONHASHSEED)."""

NO_STRING = Pick("per object", "one process", "bytes that are not UTF-8 were no String, and other objects differ")
"""The Scala DefaultPartitioner over a key that is an array: its identity is hashed."""

NO_TEXT = Pick("not known", "one record", "bytes that are not UTF-8 are no text of a field; other types hash otherwise")
"""Debezium's PartitionRouting over a field that is no String."""

NO_WINDOW = Pick("not known", "one record", "it is shorter than the window that ends a windowed key")
"""Streams: a key without a window."""

SUBTASK = Pick("by subtask", "the job", "each parallel subtask writes to one partition: its number mod the count")
"""Flink's FlinkFixedPartitioner."""

SOURCE = Pick("as in the source", "one record", "the record keeps the number it has in the source cluster")
"""MirrorMaker 2."""

CALLER = Pick("the caller's", "one record", "the program names the partition of each record itself")
"""Manual partitioners, and clients that have none."""

REFUSED = Pick("refused", "–", "the partitioner raises an error", number="none")
"""pykafka's hashing_partitioner without a key."""
