"""The libraries themselves, run here, against our clients: Kafka's own classes and producer, kafka-python, aiokafka.

20,000 keys of 0 to 64 bytes. Libraries in other languages are in test_recorded_libraries.py, librdkafka's own functions
in tests/partitioning/test_partitioners.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module

import pytest

from tests.brokers.apache_kafka import Running
from tests.brokers.cluster import RealCluster
from tests.brokers.java import kafkas_own
from tests.end_to_end.random_keys import PARTITIONS, random_keys
from workbench.partitioning.hashes import murmur2
from workbench.partitioning.hashing import int32
from workbench.partitioning.partitioners import find

pytestmark = pytest.mark.kafka
COUNTS = (1, 2, *PARTITIONS, 7, 50)
SENT_TO = 12
Place = Callable[[bytes, int], int]


@pytest.fixture(scope="module")
def kafkas_own_answers(running_kafka: Running) -> Iterator[dict[str, list[int]]]:
    """One start of Java for all tests of this module."""
    cluster = RealCluster(running_kafka)
    yield kafkas_own.answers(cluster.bootstrap_servers, cluster.topic(SENT_TO), COUNTS, random_keys())
    cluster.delete_topics()


def ours(client: str, partitions: int) -> list[int | None]:
    """As the commands place keys in bulk."""
    return find(client).partitions_of(random_keys(), partitions)


@pytest.mark.parametrize("client", ["java", "java-4.0", "kafka-streams", "murmur2_random"])
@pytest.mark.parametrize("partitions", COUNTS)
def test_kafkas_built_in_partitioner(kafkas_own_answers: dict[str, list[int]], client: str, partitions: int) -> None:
    assert ours(client, partitions) == kafkas_own_answers[f"partitionForKey {partitions}"]


def test_kafkas_own_producer_sends_where_we_would(kafkas_own_answers: dict[str, list[int]]) -> None:
    assert ours("java", SENT_TO) == kafkas_own_answers["KafkaProducer"]


def test_kafkas_murmur2(kafkas_own_answers: dict[str, list[int]]) -> None:
    assert [int32(murmur2(key)) for key in random_keys()] == kafkas_own_answers["Utils.murmur2"]


def test_javas_hash_of_bytes(kafkas_own_answers: dict[str, list[int]]) -> None:
    """The Scala producer's ByteArrayPartitioner: Java's Arrays.hashCode, its absolute value, 0 for the smallest int."""
    placed = [scala_absolute(number) % SENT_TO for number in kafkas_own_answers["Arrays.hashCode"]]
    assert ours("java-0.8-bytes", SENT_TO) == placed


def test_javas_hash_of_a_string(kafkas_own_answers: dict[str, list[int]]) -> None:
    """The Scala producer's DefaultPartitioner, for keys that are texts; others were no String."""
    numbers = kafkas_own_answers["String.hashCode"]
    assert ours("java-0.8", SENT_TO) == of_texts([scala_absolute(number) % SENT_TO for number in numbers])


def test_debezium_routes_by_javas_hash_of_a_string(kafkas_own_answers: dict[str, list[int]]) -> None:
    """Its PartitionRouting over one text field: the sign bit cleared, 0 for what is then the largest int."""
    masked = (number & 0x7FFFFFFF for number in kafkas_own_answers["String.hashCode"])
    placed = [(0 if number == 0x7FFFFFFF else number) % SENT_TO for number in masked]
    assert ours("debezium-partition-routing", SENT_TO) == of_texts(placed)


@pytest.mark.parametrize(
    ("client", "library", "name"),
    [
        ("kafka-python", "kafka.partitioner", "DefaultPartitioner"),
        ("kafka-python-sticky", "kafka.partitioner", "StickyPartitioner"),
        ("aiokafka", "aiokafka.partitioner", "DefaultPartitioner"),
    ],
)
@pytest.mark.filterwarnings("ignore::DeprecationWarning:importlib", "ignore::DeprecationWarning:kafka")
def test_pythons_libraries(client: str, library: str, name: str) -> None:
    partitioner = getattr(import_module(library), name)()
    place = of_aiokafka(partitioner) if library.startswith("aiokafka") else of_kafka_python(partitioner)
    for partitions in PARTITIONS:
        assert ours(client, partitions) == [place(key, partitions) for key in random_keys()]


def scala_absolute(number: int) -> int:
    """kafka.utils.Utils.abs of 0.8."""
    return 0 if number == -(2**31) else abs(number)


def of_texts(placed: Sequence[int]) -> list[int | None]:
    """None for keys that are not UTF-8."""
    return [
        number if key.decode(errors="replace").encode() == key else None
        for key, number in zip(random_keys(), placed, strict=True)
    ]


def of_kafka_python(partitioner: object) -> Place:
    """Its partitioners ask a ClusterMetadata, which is filled here."""
    clusters = {partitions: Metadata(partitions) for partitions in PARTITIONS}
    partition: Callable[..., int] = partitioner.partition  # type: ignore[attr-defined]
    return lambda key, partitions: partition("topic", key, key, None, None, clusters[partitions])


def of_aiokafka(partitioner: Callable[..., int]) -> Place:
    """Its partitioners take the partitions themselves."""
    every = {partitions: list(range(partitions)) for partitions in PARTITIONS}
    return lambda key, partitions: partitioner(key, every[partitions], every[partitions])


class Metadata:
    """What kafka-python's partitioners ask of `kafka.cluster.ClusterMetadata`."""

    def __init__(self, partitions: int) -> None:
        self._partitions = set(range(partitions))

    def topics(self) -> set[str]:
        return {"topic"}

    def partitions_for_topic(self, _topic: str) -> set[int]:
        return self._partitions

    def available_partitions_for_topic(self, _topic: str) -> set[int]:
        return self._partitions
