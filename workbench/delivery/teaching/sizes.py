"""Lessons about records that are too large, and buffers that are too small."""

from __future__ import annotations

from workbench.delivery.teaching.facts import Facts
from workbench.delivery.teaching.lesson import Lesson, Lessons, Mender
from workbench.delivery.teaching.words import clauses, now, sized
from workbench.records.wire_size import TOPIC_LIMIT

NO_ROOM = "_QUEUE_FULL alone"
"""The lesson of a record that is larger than the producer's whole buffer; librdkafka calls that _QUEUE_FULL too."""


def _too_large_here(facts: Facts) -> bool:
    return _above(facts.producer_size, facts.producer_limit)


def _too_large_there(facts: Facts) -> bool:
    return _above(facts.batch_size, facts.topic_limit)


def _batch_too_large(facts: Facts) -> bool:
    return None not in (facts.batch_size, facts.topic_limit)


def _above(size: int | None, limit: int | None) -> bool:
    return size is not None and limit is not None and size > limit


def _fits_here(facts: Facts) -> bool:
    return facts.producer_size is not None and not _too_large_here(facts)


def _this_record(facts: Facts, size: int | None) -> str:
    return "" if size is None else f"{facts.called} is {sized(size)}"


def _raise_here(facts: Facts) -> str:
    topics = f", and the topic's max.message.bytes{now(facts.topic_limit)}" if _too_large_there(facts) else ""
    raised = f"raise the producer's message.max.bytes with -X{now(facts.producer_limit)}{topics}"
    return clauses(raised, _this_record(facts, facts.producer_size))


def _raise_there(facts: Facts) -> str:
    return clauses(f"raise {_topics_limit(facts)}", _this_record(facts, facts.batch_size))


def _raise_the_smaller(facts: Facts) -> str:
    ours = f"the producer's message.max.bytes{now(facts.producer_limit)}"
    return f"raise {ours} (-X), or {_topics_limit(facts)}, whichever was too small"


def _topics_limit(facts: Facts) -> str:
    limit = now(facts.topic_limit) or f", {TOPIC_LIMIT:,} unless somebody changed it"
    return f"the topic's max.message.bytes{limit}"


def _smaller_batches(facts: Facts) -> str:
    below = f"below the topic's max.message.bytes{now(facts.topic_limit)}"
    return clauses(f"lower the producer's batch.size with -X {below}", _this_record(facts, facts.batch_size))


def _smaller_segment(facts: Facts) -> str:
    raised = "raise the topic's segment.bytes, or lower the producer's batch.size with -X"
    return clauses(raised, _this_record(facts, facts.batch_size))


def _more_room(_facts: Facts) -> str:
    return (
        "wait: records are taken again as brokers answer; queue.buffering.max.messages and queue.buffering.max.kbytes, "
        "raised with -X, make more room"
    )


def _room_for_one(facts: Facts) -> str:
    return clauses("raise queue.buffering.max.kbytes with -X", _this_record(facts, facts.producer_size))


LESSONS: Lessons = {
    "MSG_SIZE_TOO_LARGE": (
        Lesson(
            "The record is larger than the producer takes. It was refused here, and nothing of it was sent.",
            Mender.PRODUCER,
            _raise_here,
            _too_large_here,
        ),
        Lesson(
            "The record is larger than the topic takes. The broker refused it and wrote nothing.",
            Mender.TOPIC,
            _raise_there,
            _too_large_there,
        ),
        Lesson(
            "The batch that the record travelled in is larger than the topic takes; the record alone is not. "
            "The broker refused the batch and wrote nothing.",
            Mender.PRODUCER,
            _smaller_batches,
            _batch_too_large,
        ),
        Lesson(
            "The record, or the batch it travelled in, is larger than the topic takes. The broker wrote nothing.",
            Mender.TOPIC,
            _raise_there,
            _fits_here,
        ),
        Lesson(
            "The record is larger than the producer or the topic takes. Nothing was written.",
            Mender.TOPIC,
            _raise_the_smaller,
        ),
    ),
    "RECORD_LIST_TOO_LARGE": (
        Lesson(
            "The batch is larger than a whole segment file of the topic. The broker wrote nothing.",
            Mender.TOPIC,
            _smaller_segment,
        ),
    ),
    "_QUEUE_FULL": (
        Lesson(
            "The producer's buffer is full, because records come faster than brokers answer. That holds the sender "
            "back; no record is lost by it.",
            Mender.PRODUCER,
            _more_room,
        ),
    ),
    NO_ROOM: (
        Lesson(
            "The record is larger than the producer's whole buffer, so that there never is room for it.",
            Mender.PRODUCER,
            _room_for_one,
        ),
    ),
}
