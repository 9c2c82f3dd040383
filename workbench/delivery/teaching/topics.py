"""Lessons about topics, partitions and their replicas."""

from __future__ import annotations

from workbench.delivery.teaching.connections import reach_it
from workbench.delivery.teaching.facts import Facts
from workbench.delivery.teaching.lesson import Lesson, Lessons, Mender, advice
from workbench.delivery.teaching.words import (
    clauses,
    in_sync,
    look_for_it,
    name,
    now,
    the_leader,
    the_partition,
    the_topic,
)


def _beyond(facts: Facts) -> bool:
    return facts.partition is not None and facts.partitions is not None and facts.partition >= facts.partitions


def _is_there(facts: Facts) -> bool:
    return bool(facts.partitions)


def _choose_a_partition(facts: Facts) -> str:
    if not facts.partitions:
        return "choose a partition that the topic has, or leave it to the partitioner"
    have = f"{the_topic(facts)} has {facts.partitions:,}"
    asked = f", and {facts.partition} was asked for" if facts.partition is not None else ""
    return clauses(f"choose a partition from 0 to {facts.partitions - 1}", f"{have}{asked}")


def _create(facts: Facts) -> str:
    return f"create {the_topic(facts)} first, or choose one that there is; the workbench never creates one by itself"


def _again(facts: Facts) -> str:
    count = facts.partitions
    has = (
        f"the cluster names {the_topic(facts)} now, with {count:,} partition{'' if count == 1 else 's'}"
        if count
        else ""
    )
    return clauses("send it again", has)


def _bring_back(facts: Facts) -> str:
    if _enough_now(facts):
        return f"{in_sync(facts)} now" + (", which is enough" if facts.min_in_sync is not None else "")
    wanted = "" if facts.min_in_sync is None else f"min.insync.replicas is {facts.min_in_sync:,}"
    there = in_sync(facts)
    figures = " and ".join(part for part in (f"{there} now" if there else "", wanted) if part)
    return clauses(f"bring back the brokers that hold {the_partition(facts)}", figures)


def _too_few_at_all(facts: Facts) -> bool:
    """No broker that comes back can help."""
    return facts.replicas is not None and facts.min_in_sync is not None and facts.replicas < facts.min_in_sync


def _fewer_wanted(facts: Facts) -> str:
    has = f"it has {facts.replicas:,} in all" if facts.replicas is not None else ""
    lower = f"lower min.insync.replicas of {the_topic(facts)}{now(facts.min_in_sync)}, or give it more replicas"
    return clauses(lower, has)


def _enough_now(facts: Facts) -> bool:
    wanted = facts.replicas if facts.min_in_sync is None else facts.min_in_sync
    return facts.in_sync is not None and wanted is not None and facts.in_sync >= wanted


def _again_in_sync(facts: Facts) -> str:
    return clauses("send it again", _bring_back(facts))


def _enough(facts: Facts) -> str:
    return clauses(_bring_back(facts), "acks=1 would write it without that promise")


def _is_known(facts: Facts) -> bool:
    return facts.partition is not None and bool(facts.partitions) and not _beyond(facts)


def _read_before(facts: Facts) -> str:
    return clauses(look_for_it(facts), "a second one would be written", _bring_back(facts))


def _elected(facts: Facts) -> str:
    if facts.leaderless:
        return clauses(
            f"start the brokers that hold {the_partition(facts)}",
            f"it has no leader now, {in_sync(facts)}".rstrip(", "),
        )
    if facts.leader_up is False:
        return reach_it(facts)
    leads = "" if facts.leader is None else f"{the_leader(facts)} leads {the_partition(facts)} now"
    return clauses("send it again", leads)


def _acks(facts: Facts) -> str:
    return clauses("set acks to all, 1 or 0", f"it is {facts.acks} now" if facts.acks else "")


def _name(facts: Facts) -> str:
    named = f"; {name(facts.topic)} was asked for" if facts.topic.strip() else ""
    return f"use another name: 1 to 249 of letters, digits, '.', '_' and '-', and no internal topic{named}"


_TOO_FEW = "Fewer replicas were in sync than the topic's min.insync.replicas asks for. The leader wrote nothing."
_NO_TOPIC = "The cluster has no topic of this name, or does not show it to these credentials."
_MOVED = Lesson(
    "The partition has moved to another leader, and the broker that was asked is not it.", Mender.NOTHING, _elected
)
_MADE_ANEW = Lesson("The topic was deleted and made anew, or the brokers do not all know it yet.", Mender.TOPIC, _again)

_NOT_IN_SYNC = (
    Lesson(
        "The partition has fewer replicas than the topic's min.insync.replicas asks for. The leader wrote nothing.",
        Mender.TOPIC,
        _fewer_wanted,
        _too_few_at_all,
    ),
    Lesson(_TOO_FEW, Mender.CLUSTER, _again_in_sync, _enough_now),
    Lesson(_TOO_FEW, Mender.CLUSTER, _enough),
)

LESSONS: Lessons = {
    "UNKNOWN_TOPIC_OR_PART": (
        Lesson("The topic has no such partition.", Mender.RECORD, _choose_a_partition, _beyond),
        Lesson(
            "The broker did not know the topic or the partition: it was just made, or moved, or deleted and made anew.",
            Mender.TOPIC,
            _again,
            _is_there,
        ),
        Lesson(_NO_TOPIC, Mender.TOPIC, _create),
    ),
    "_UNKNOWN_TOPIC": (
        Lesson("The producer had not heard of the topic when it was asked.", Mender.TOPIC, _again, _is_there),
        Lesson(_NO_TOPIC, Mender.TOPIC, _create),
    ),
    "_UNKNOWN_PARTITION": (
        Lesson("The producer had not heard of the partition when it was asked.", Mender.NOTHING, _again, _is_known),
        Lesson("The topic has no such partition.", Mender.RECORD, _choose_a_partition),
    ),
    "TOPIC_EXCEPTION": (
        Lesson("The topic's name is not allowed, or the topic is one of Kafka's own.", Mender.RECORD, _name),
    ),
    "UNKNOWN_TOPIC_ID": (_MADE_ANEW,),
    "INCONSISTENT_TOPIC_ID": (_MADE_ANEW,),
    "LEADER_NOT_AVAILABLE": (
        Lesson("The partition had no leader: the brokers were electing one.", Mender.CLUSTER, _elected),
    ),
    "NOT_LEADER_FOR_PARTITION": (_MOVED,),
    "FENCED_LEADER_EPOCH": (_MOVED,),
    "UNKNOWN_LEADER_EPOCH": (_MOVED,),
    "REPLICA_NOT_AVAILABLE": (_MOVED,),
    "NOT_ENOUGH_REPLICAS": _NOT_IN_SYNC,
    "NOT_ENOUGH_REPLICAS_AFTER_APPEND": (
        Lesson(
            "The leader wrote the record, and then too few replicas were in sync to keep it safe. "
            "It can be read, and may be lost with its leader.",
            Mender.CLUSTER,
            _read_before,
        ),
    ),
    "_ISR_INSUFF": _NOT_IN_SYNC,
    "INVALID_REQUIRED_ACKS": (
        Lesson("The broker does not know this value of acks, so it refused the record.", Mender.PRODUCER, _acks),
    ),
    "POLICY_VIOLATION": (
        Lesson(
            "A policy of the cluster refuses the record.",
            Mender.CLUSTER,
            advice("ask those who run the cluster which policy it is; the broker's own words may name it"),
        ),
    ),
}
