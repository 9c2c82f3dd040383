"""What an error means for a record and its producer: whether trying again can help, and who is stopped by it."""

from __future__ import annotations

from enum import Enum


class ErrorKind(Enum):
    """The three classes of errors that a producer meets; the value is the word for it."""

    RETRIABLE = "retriable"
    """The same record may go through at another time. librdkafka tries by itself until message.timeout.ms is over."""

    PERMANENT = "permanent"
    """This record will be refused again as long as nothing changes: the record, a setting, a right."""

    FATAL = "fatal"
    """The producer cannot send any record any more; a new one has to be opened."""


def kind_of(name: str) -> ErrorKind:
    """The class of an error by librdkafka's name for it; one that is not known here is permanent, as in librdkafka."""
    if name in _FATAL:
        return ErrorKind.FATAL
    return ErrorKind.RETRIABLE if name in RETRIABLE else ErrorKind.PERMANENT


def kind_of_error(name: str, *, retriable: bool) -> ErrorKind:
    """The same of an error of which is known whether trying again can help: one name may stand for both."""
    kind = kind_of(name)
    if kind is ErrorKind.FATAL:
        return kind
    return ErrorKind.RETRIABLE if retriable else ErrorKind.PERMANENT


_OF_BROKERS = frozenset(
    {
        "BROKER_NOT_AVAILABLE",
        "CONCURRENT_TRANSACTIONS",
        "COORDINATOR_LOAD_IN_PROGRESS",
        "COORDINATOR_NOT_AVAILABLE",
        "ELECTION_NOT_NEEDED",
        "ELIGIBLE_LEADERS_NOT_AVAILABLE",
        "FENCED_LEADER_EPOCH",
        "FETCH_SESSION_ID_NOT_FOUND",
        "INCONSISTENT_TOPIC_ID",
        "INVALID_FETCH_SESSION_EPOCH",
        "INVALID_MSG",
        "INVALID_SHARE_SESSION_EPOCH",
        "KAFKA_STORAGE_ERROR",
        "LEADER_NOT_AVAILABLE",
        "LISTENER_NOT_FOUND",
        "NETWORK_EXCEPTION",
        "NOT_CONTROLLER",
        "NOT_COORDINATOR",
        "NOT_ENOUGH_REPLICAS",
        "NOT_ENOUGH_REPLICAS_AFTER_APPEND",
        "NOT_LEADER_FOR_PARTITION",
        "OFFSET_NOT_AVAILABLE",
        "PREFERRED_LEADER_NOT_AVAILABLE",
        "REPLICA_NOT_AVAILABLE",
        "REQUEST_TIMED_OUT",
        "SHARE_SESSION_LIMIT_REACHED",
        "SHARE_SESSION_NOT_FOUND",
        "THROTTLING_QUOTA_EXCEEDED",
        "UNKNOWN_LEADER_EPOCH",
        "UNKNOWN_TOPIC_ID",
        "UNKNOWN_TOPIC_OR_PART",
        "UNSTABLE_OFFSET_COMMIT",
    }
)
"""Those whose exception is a RetriableException in Apache Kafka 4.4 (org.apache.kafka.common.protocol.Errors), and
BROKER_NOT_AVAILABLE, which librdkafka alone tries again after (rdkafka_request.c rd_kafka_err_action)."""

_OF_LIBRDKAFKA = frozenset(
    {
        "_ALL_BROKERS_DOWN",
        "_DESTROY",
        "_DESTROY_BROKER",
        "_FAIL",
        "_INTR",
        "_INVALID_DIFFERENT_RECORD",
        "_IN_PROGRESS",
        "_ISR_INSUFF",
        "_JOURNAL",
        "_MSG_TIMED_OUT",
        "_NODE_UPDATE",
        "_OUTDATED",
        "_PREV_IN_PROGRESS",
        "_PURGE_INFLIGHT",
        "_PURGE_QUEUE",
        "_QUEUE_FULL",
        "_RESOLVE",
        "_RETRY",
        "_SSL",
        "_STATE",
        "_TIMED_OUT",
        "_TIMED_OUT_QUEUE",
        "_TRANSPORT",
        "_WAIT_CACHE",
        "_WAIT_COORD",
    }
)
"""librdkafka's local errors that say nothing against the record: a connection, a clock, a queue, another record of its
batch, a transaction that was not begun."""

RETRIABLE = _OF_BROKERS | _OF_LIBRDKAFKA

_FATAL = frozenset(
    {
        # A newer producer has this one's transactional.id (rd_kafka_idemp_check_error).
        "INVALID_PRODUCER_EPOCH",
        "PRODUCER_FENCED",
        "_FENCED",
        # The order of the records, or that each is written once, can no longer be promised
        # (rd_kafka_handle_idempotent_Produce_error, rd_kafka_handle_Produce_error).
        "OUT_OF_ORDER_SEQUENCE_NUMBER",
        "UNKNOWN_PRODUCER_ID",
        "_GAPLESS_GUARANTEE",
        "_INCONSISTENT",
        # The cluster gives this producer no id (rd_kafka_idemp_check_error).
        "CLUSTER_AUTHORIZATION_FAILED",
        "INVALID_TRANSACTION_TIMEOUT",
        "TRANSACTIONAL_ID_AUTHORIZATION_FAILED",
        "_UNSUPPORTED_FEATURE",
        # The transaction's state on the cluster is not this producer's (rdkafka_txnmgr.c).
        "INVALID_TXN_STATE",
        # What the producer answers every record with after any of these, and what keeps it from existing.
        "_CRIT_SYS_RESOURCE",
        "_FATAL",
    }
)
