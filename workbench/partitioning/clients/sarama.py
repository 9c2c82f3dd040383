"""Go on Sarama (IBM/sarama): a family of partitioners that share FNV-1a, and differ in its sign."""

from __future__ import annotations

from workbench.partitioning.behaviours import CRC32, CRC32_ABSOLUTE, FNV1A, FNV1A_MASKED, MURMUR2
from workbench.partitioning.client import Client
from workbench.partitioning.picks import CALLER, RANDOM, TURNS_OF_TOPIC
from workbench.partitioning.rules import HashPartitioner, KeylessPartitioner, Rule


def _client(
    name: str, about: str, maker: str, versions: str, rule: Rule, note: str, *, default: bool = False
) -> Client:
    spoken = "a Go service on Sarama's default" if default else f"a Go service on Sarama's {maker}"
    return Client(name, about, "Go", versions, f"IBM/sarama partitioner.go {maker}", rule, note, default, spoken)


CLIENTS: tuple[Client, ...] = (
    _client(
        "sarama",
        "Sarama's default: FNV-1a",
        "NewHashPartitioner",
        "all",
        HashPartitioner(FNV1A, null=RANDOM),
        "Java's placement takes NewMurmur2Partitioner, or a custom hasher before 1.50. A typed nil, ByteEncoder(nil), "
        "is hashed as no bytes.",
        default=True,
    ),
    _client(
        "sarama-reference",
        "Sarama's reference hash: FNV-1a, masked",
        "NewReferenceHashPartitioner",
        "1.18 and later",
        HashPartitioner(FNV1A_MASKED, null=RANDOM),
        "The reference is Java's way with the sign only: the hash is still FNV-1a.",
    ),
    _client(
        "sarama-crc32",
        "Sarama's consistent CRC32",
        "NewConsistentCRCHashPartitioner",
        "1.41 and later",
        HashPartitioner(CRC32, null=RANDOM),
        "As librdkafka for a key; an empty one goes to partition 0, where librdkafka draws.",
    ),
    _client(
        "sarama-custom-crc32",
        "Sarama's custom hash over CRC32",
        "NewCustomHashPartitioner(crc32.NewIEEE)",
        "all",
        HashPartitioner(CRC32_ABSOLUTE, null=RANDOM),
        "The sum is read as signed: half the keys land elsewhere than with librdkafka.",
    ),
    _client(
        "sarama-murmur2",
        "Sarama's murmur2: Java's placement",
        "NewMurmur2Partitioner",
        "1.50 and later",
        HashPartitioner(MURMUR2, null=RANDOM),
        "The way to be with Java from 1.50 (May 2026) on.",
    ),
    _client(
        "sarama-random",
        "Sarama, random: the key is ignored",
        "NewRandomPartitioner",
        "all",
        KeylessPartitioner(RANDOM, RANDOM),
        "Keys are ignored.",
    ),
    _client(
        "sarama-round-robin",
        "Sarama, round robin: the key is ignored",
        "NewRoundRobinPartitioner",
        "all",
        KeylessPartitioner(TURNS_OF_TOPIC, TURNS_OF_TOPIC),
        "Keys are ignored.",
    ),
    _client(
        "sarama-manual",
        "Sarama, manual: the message's Partition",
        "NewManualPartitioner",
        "all",
        KeylessPartitioner(CALLER, CALLER),
        "A message whose Partition was left alone goes to partition 0.",
    ),
)
