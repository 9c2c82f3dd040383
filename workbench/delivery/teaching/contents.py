"""Lessons about what is in a record: its bytes, its timestamp, what its topic wants of it."""

from __future__ import annotations

from workbench.delivery.teaching.connections import unnamed
from workbench.delivery.teaching.facts import Facts
from workbench.delivery.teaching.lesson import Lesson, Lessons, Mender, advice
from workbench.delivery.teaching.words import now, the_topic


def _has_no_key(facts: Facts) -> bool:
    return facts.has_key is False


def _give_a_key(facts: Facts) -> str:
    return f"give the record a key, if {the_topic(facts)} is compacted (cleanup.policy); if not, send it again"


def _checks(facts: Facts) -> str:
    return (
        f"see what {the_topic(facts)} asks of a record (cleanup.policy, message.timestamp.type, a schema check of the "
        "broker), and change the record"
    )


def _time(facts: Facts) -> str:
    return (
        f"leave the timestamp at now, or raise message.timestamp.before.max.ms or message.timestamp.after.max.ms of "
        f"{the_topic(facts)}"
    )


def _compression(facts: Facts) -> str:
    return f"choose another compression.type{now(facts.compression)}; zstd needs brokers of 2.1 or later"


def _format(facts: Facts) -> str:
    return f"raise message.format.version of {the_topic(facts)}, or send without headers and without idempotence"


LESSONS: Lessons = {
    "INVALID_RECORD": (
        Lesson(
            "The broker looked into the record and refused it. It has no key, as a compacted topic asks of each.",
            Mender.RECORD,
            _give_a_key,
            _has_no_key,
        ),
        Lesson("The broker looked into the record and refused it. Nothing was written.", Mender.RECORD, _checks),
    ),
    "_INVALID_DIFFERENT_RECORD": (
        Lesson(
            "Another record of the same batch was refused, and the broker takes a batch whole or not at all.",
            Mender.NOTHING,
            advice("send it again: this record is not at fault"),
        ),
    ),
    "INVALID_MSG": (
        Lesson(
            "The broker found the batch damaged on its arrival. Old brokers say the same of a record without a key for "
            "a compacted topic.",
            Mender.RECORD,
            _give_a_key,
            _has_no_key,
        ),
        Lesson(
            "The broker found the batch damaged on its arrival. Nothing was written.",
            Mender.CLUSTER,
            advice("send it again; if it stays, see whether something between here and Kafka changes bytes"),
        ),
    ),
    "INVALID_TIMESTAMP": (
        Lesson(
            "The record's timestamp is further from the broker's clock than the topic allows.", Mender.RECORD, _time
        ),
    ),
    "UNSUPPORTED_COMPRESSION_TYPE": (
        Lesson("The broker cannot read this compression. Nothing was written.", Mender.PRODUCER, _compression),
    ),
    "UNSUPPORTED_FOR_MESSAGE_FORMAT": (
        Lesson(
            "The topic keeps records in an old format that has no room for what this one carries.",
            Mender.TOPIC,
            _format,
        ),
    ),
    "_KEY_SERIALIZATION": (
        Lesson(
            "The key could not be turned into bytes, so nothing was sent.",
            Mender.RECORD,
            advice("mend the key, or choose another serializer for it"),
        ),
    ),
    "_VALUE_SERIALIZATION": (
        Lesson(
            "The value could not be turned into bytes, so nothing was sent.",
            Mender.RECORD,
            advice("mend the value, or choose another serializer for it"),
        ),
    ),
    "_INVALID_ARG": (
        Lesson(
            "The producer cannot take the record as it is. Nothing was sent.",
            Mender.RECORD,
            advice("change what the error names, then send it again"),
        ),
    ),
    "DUPLICATE_SEQUENCE_NUMBER": (
        Lesson(
            "The broker has written the record before, and refused this second copy.",
            Mender.NOTHING,
            advice("do nothing: the first copy is there"),
        ),
    ),
    "UNKNOWN": (Lesson("The broker failed, and has no name for the reason.", Mender.CLUSTER, unnamed),),
}
