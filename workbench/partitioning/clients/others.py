""".NET and PHP, Rust, Erlang and Elixir."""

from __future__ import annotations

from workbench.partitioning.behaviours import MURMUR2, MURMUR2_UNSIGNED, PHASH2, XXH32
from workbench.partitioning.client import Client
from workbench.partitioning.clients.librdkafka import CONSISTENT_RANDOM
from workbench.partitioning.picks import CALLER, RANDOM, TURNS_OF_PRODUCER
from workbench.partitioning.rules import HashPartitioner, KeylessPartitioner

_DOTNET, _RUST, _ERLANG = ".NET and PHP", "Rust", "Erlang and Elixir"

CLIENTS: tuple[Client, ...] = (
    Client(
        "confluent-kafka-dotnet",
        "Confluent.Kafka's default: CRC32",
        _DOTNET,
        "all",
        "SafeKafkaHandle.cs:360, rdkafka_conf.c",
        CONSISTENT_RANDOM,
        'null is null, "" is empty. A partitioner of one\'s own is never called for a null key unless '
        "sticky.partitioning.linger.ms=0 (confluent-kafka-dotnet#1955).",
        True,
        "a .NET service on Confluent.Kafka's default",
    ),
    Client(
        "php-rdkafka",
        "php-rdkafka's default: CRC32",
        _DOTNET,
        "all",
        "arnaud-lb/php-rdkafka conf.c:787, rdkafka_conf.c",
        CONSISTENT_RANDOM,
        "TopicConf::setPartitioner has constants for random to murmur2_random, none for FNV-1a.",
        True,
        "a PHP service on php-rdkafka's default",
    ),
    Client(
        "rust-rdkafka",
        "rust-rdkafka's default: CRC32",
        _RUST,
        "all",
        "src/producer/mod.rs, rdkafka_conf.c",
        CONSISTENT_RANDOM,
        "A Partitioner of one's own is never called for a null key unless sticky.partitioning.linger.ms=0.",
        True,
        "a Rust service on rust-rdkafka's default",
    ),
    Client(
        "kafka-rust",
        "kafka-rust's default: xxHash",
        _RUST,
        "all",
        "kafka-rust src/producer.rs, run (0.10.0)",
        HashPartitioner(XXH32, null=TURNS_OF_PRODUCER, empty=TURNS_OF_PRODUCER),
        "xxh32 with seed 0: with nobody else. An empty key is no key to it.",
        True,
        "a Rust service on kafka-rust",
    ),
    Client(
        "rskafka",
        "rskafka: a client for one partition",
        _RUST,
        "all",
        "influxdata/rskafka PartitionClient",
        KeylessPartitioner(CALLER, CALLER),
        "There is no partitioner; the program asks for a PartitionClient.",
        True,
        "a Rust service on rskafka",
    ),
    Client(
        "brod",
        "brod with the partitioner hash: phash2",
        _ERLANG,
        "all",
        "brod_utils.erl:370 (erlang:phash2(Key) rem N), run on OTP 25",
        HashPartitioner(PHASH2, null=CALLER),
        "Shown for a key that is a binary; phash2 of another term is another number. There is no default: hash, "
        "random, a number or a fun is passed with each call.",
        False,
        "an Erlang service on brod's hash",
    ),
    Client(
        "brod-random",
        "brod with the partitioner random",
        _ERLANG,
        "all",
        "brod_utils.erl:370",
        KeylessPartitioner(RANDOM, RANDOM),
        "Keys are ignored.",
        False,
        "an Erlang service on brod's random",
    ),
    Client(
        "kafka-ex",
        "KafkaEx's default: Java's placement",
        _ERLANG,
        "1.0 and later",
        "lib/kafka_ex/producer/default.ex",
        HashPartitioner(MURMUR2, null=RANDOM),
        "The upgrade to 1.0 moves half the keys, unless the count is a power of two.",
        True,
        "an Elixir service on KafkaEx",
    ),
    Client(
        "kafka-ex-legacy",
        "KafkaEx before 1.0: murmur2 unmasked",
        _ERLANG,
        "before 1.0; later with Partitioner.Legacy",
        "lib/kafka_ex/producer/legacy.ex (kafka_ex#398)",
        HashPartitioner(MURMUR2_UNSIGNED, null=RANDOM),
        "Half the keys land away from Java's unless the count is a power of two.",
        False,
        "an Elixir service on KafkaEx before 1.0",
    ),
)
