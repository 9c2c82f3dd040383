"""Lessons about the producer itself: fenced, out of step, closed, in a transaction."""

from __future__ import annotations

from workbench.delivery.error_kinds import ErrorKind
from workbench.delivery.teaching.facts import Facts
from workbench.delivery.teaching.lesson import Lesson, Lessons, Mender, advice
from workbench.delivery.teaching.words import look_for_it, name

_OPEN_ANOTHER = "reconnect, which opens a new producer"


def _is_transactional(facts: Facts) -> bool:
    return bool(facts.transactional_id)


def _is_idempotent_alone(facts: Facts) -> bool:
    return bool(facts.idempotent) and not _is_transactional(facts)


def _one_of_them(facts: Facts) -> str:
    named = name(facts.transactional_id) if facts.transactional_id and facts.transactional_id.strip() else "it"
    return f"end the other producer that uses {named}, or take another transactional.id; then reconnect"


def _fences(facts: Facts) -> str:
    return _one_of_them(facts) if _is_transactional(facts) else f"{_OPEN_ANOTHER}, then send it again"


def _step_in_again(facts: Facts) -> str:
    return f"{_OPEN_ANOTHER}; {look_for_it(facts)}"


def _abort(_facts: Facts) -> str:
    return "abort the transaction, begin another, then send it again"


def _open_or_begin(facts: Facts) -> str:
    if _is_transactional(facts):
        return "begin a transaction, then send it again; where one is failing, abort it first"
    return f"{_OPEN_ANOTHER}, then send it again"


_TAKEN_OVER = Lesson(
    "A newer producer with the same transactional.id has taken over; this one may write nothing any more.",
    Mender.PRODUCER,
    _fences,
    _is_transactional,
)
_FENCED = (
    _TAKEN_OVER,
    Lesson("The cluster has given this producer's place to a newer one.", Mender.PRODUCER, _fences),
)
_OLD_EPOCH = (
    _TAKEN_OVER,
    Lesson(
        "The broker knows a later epoch of this producer, and wrote nothing. The producer has a new epoch by now.",
        Mender.NOTHING,
        advice("send it again"),
        _is_idempotent_alone,
        ErrorKind.RETRIABLE,
    ),
    _FENCED[-1],
)
_OUT_OF_STEP = (
    Lesson(
        "Producer and broker disagree about which record comes next, so that order, and each record once, cannot be "
        "promised any more.",
        Mender.PRODUCER,
        _step_in_again,
    ),
)
_TRANSACTION_IS_LOST = (
    Lesson(
        "The cluster's idea of the transaction is not this producer's: it timed out, or was ended elsewhere.",
        Mender.PRODUCER,
        advice(f"{_OPEN_ANOTHER}; none of the transaction's records are for read_committed readers"),
    ),
)
_COORDINATOR = Lesson(
    "The broker that keeps this producer's transactions is moving or starting.",
    Mender.CLUSTER,
    advice("wait a moment, then send it again"),
)
_TOO_OLD = Lesson(
    "The broker is too old for what this producer needs of it.",
    Mender.PRODUCER,
    advice("turn off what the broker cannot do, idempotence first, or use a newer broker; then reconnect"),
)

LESSONS: Lessons = {
    "INVALID_PRODUCER_EPOCH": _OLD_EPOCH,
    "PRODUCER_FENCED": _FENCED,
    "_FENCED": _FENCED,
    "OUT_OF_ORDER_SEQUENCE_NUMBER": _OUT_OF_STEP,
    "_INCONSISTENT": _OUT_OF_STEP,
    "_GAPLESS_GUARANTEE": (
        Lesson(
            "A record before this one failed for good, and enable.gapless.guarantee forbids to go on without it.",
            Mender.PRODUCER,
            advice(f"mend the record that failed first; {_OPEN_ANOTHER}; send both again in their order"),
        ),
    ),
    "UNKNOWN_PRODUCER_ID": (
        Lesson(
            "The broker does not remember this producer: all that it wrote to the partition has been deleted since.",
            Mender.PRODUCER,
            advice(f"{_OPEN_ANOTHER}, then send it again"),
        ),
    ),
    "INVALID_PRODUCER_ID_MAPPING": _TRANSACTION_IS_LOST,
    "INVALID_TXN_STATE": _TRANSACTION_IS_LOST,
    "TRANSACTION_ABORTABLE": (Lesson("The transaction has failed and can only be aborted.", Mender.PRODUCER, _abort),),
    "INVALID_TRANSACTION_TIMEOUT": (
        Lesson(
            "The producer asks for longer transactions than the cluster allows.",
            Mender.PRODUCER,
            advice("lower transaction.timeout.ms to the brokers' transaction.max.timeout.ms, then reconnect"),
        ),
    ),
    "CONCURRENT_TRANSACTIONS": (
        Lesson(
            "The transaction before this one is still being ended.",
            Mender.CLUSTER,
            advice("wait a moment, then send it again"),
        ),
    ),
    "COORDINATOR_LOAD_IN_PROGRESS": (_COORDINATOR,),
    "COORDINATOR_NOT_AVAILABLE": (_COORDINATOR,),
    "NOT_COORDINATOR": (_COORDINATOR,),
    "_WAIT_COORD": (_COORDINATOR,),
    "_STATE": (
        Lesson(
            "There was no transaction that the record could belong to.",
            Mender.PRODUCER,
            _open_or_begin,
            _is_transactional,
        ),
        Lesson("There was no producer to take the record. Nothing was sent.", Mender.PRODUCER, _open_or_begin),
    ),
    "_FATAL": (
        Lesson(
            "The producer met a fatal error earlier, and has taken no record since.",
            Mender.PRODUCER,
            advice(f"see the first error that was fatal; {_OPEN_ANOTHER}, then send it again"),
        ),
    ),
    "_UNSUPPORTED_FEATURE": (_TOO_OLD,),
    "UNSUPPORTED_VERSION": (_TOO_OLD,),
    "_CRIT_SYS_RESOURCE": (
        Lesson(
            "This machine gave the producer no thread or no memory.",
            Mender.PRODUCER,
            advice("free memory or threads on this machine, then reconnect"),
        ),
    ),
    "_JOURNAL": (
        Lesson(
            "The journal could not write the record down, so it was not handed to the producer; it never left.",
            Mender.NOTHING,
            advice("mend the journal's file or disk, or send without it (--no-journal), then send it again"),
        ),
    ),
    "_PURGE_QUEUE": (
        Lesson(
            "The record was given up while it waited in the producer's queue; it never left.",
            Mender.NOTHING,
            advice("send it again"),
        ),
    ),
    "_PURGE_INFLIGHT": (
        Lesson(
            "The record was on its way when it was given up, and nobody waited for the answer.",
            Mender.NOTHING,
            look_for_it,
        ),
    ),
    "_DESTROY": (
        Lesson(
            "librdkafka let go of the record's partition while it waited: the topic is gone, or the producer closed.",
            Mender.NOTHING,
            advice("see whether the topic is still there, then send it again"),
        ),
    ),
}
