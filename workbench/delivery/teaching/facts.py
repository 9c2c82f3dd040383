"""What is known around one record when its error is explained."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Facts:
    """Each may be None or empty: not known. Text from outside is as it came; the sentences escape it.

    Sizes are bytes. `batch_size` is what a broker compares with `topic_limit` (max.message.bytes) when the record is
    alone in its batch, `producer_size` what librdkafka compares with `producer_limit` (message.max.bytes).
    `timeout_ms` is message.timeout.ms, 0 for no limit; `handed_over` and `deadline` are epoch seconds, the latter when
    librdkafka gives the record up. `leader` is the partition's leader as last heard of, and `leaderless` that it has
    none; `leader_up` whether the producer is connected to it; `down` is why the cluster is not reached, as a sentence.
    `fatal` is the name of the error after which the producer takes no record.
    `called` is who the sizes are of, where they are those of one record among many.
    """

    topic: str = ""
    partition: int | None = None
    partitions: int | None = None
    has_key: bool | None = None
    key_size: int | None = None
    batch_size: int | None = None
    producer_size: int | None = None
    topic_limit: int | None = None
    producer_limit: int | None = None
    compression: str | None = None
    timeout_ms: int | None = None
    handed_over: float | None = None
    deadline: float | None = None
    acks: str | None = None
    idempotent: bool | None = None
    transactional_id: str | None = None
    user: str | None = None
    replicas: int | None = None
    in_sync: int | None = None
    min_in_sync: int | None = None
    leader: int | None = None
    leaderless: bool = False
    leader_address: str = ""
    leader_up: bool | None = None
    down: str = ""
    fatal: str = ""
    cluster: str = ""
    attempts: int | None = None
    queue_seconds: float | None = None
    called: str = "this record"


UNKNOWN = Facts()
"""Nothing is known but the error."""
