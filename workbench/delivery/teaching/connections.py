"""Lessons about brokers that are not reached, or do not answer in time."""

from __future__ import annotations

from workbench.delivery.teaching.facts import Facts
from workbench.delivery.teaching.lesson import Lesson, Lessons, Mender, advice
from workbench.delivery.teaching.words import (
    clauses,
    clock,
    in_sync,
    look_for_it,
    now,
    obstacle,
    the_cluster,
    the_leader,
    the_partition,
    why_down,
)


def reach_it(facts: Facts) -> str:
    """What has to come back before the record can be sent again."""
    if why_down(facts):
        return f"make {the_cluster(facts)} reachable ({why_down(facts)}), then send it again"
    if facts.leaderless:
        return f"start the brokers that hold {the_partition(facts)}, which has no leader, then send it again"
    if facts.leader_up is False:
        return f"bring back {the_leader(facts)}, which leads {the_partition(facts)}, then send it again"
    longer = f"raise message.timeout.ms with -X{now(facts.timeout_ms)}, if the cluster needs longer"
    return clauses("send it again", longer if facts.timeout_ms != 0 else "")


def _look(facts: Facts) -> str:
    return clauses(look_for_it(facts), obstacle(facts))


def _look_at_followers(facts: Facts) -> str:
    there = in_sync(facts)
    return clauses(look_for_it(facts), f"{there} now" if there else "", obstacle(facts))


def _resolve(facts: Facts) -> str:
    address = f"the address of {the_leader(facts)}" if facts.leader_address.strip() else "the brokers' addresses"
    return f"check {address} (advertised.listeners, bootstrap.servers) from this machine, then send it again"


def _disk(facts: Facts) -> str:
    return f"look at the disks of {the_leader(facts)}; the record can be sent again once another broker leads"


def _is_up(facts: Facts) -> bool:
    return facts.leader_up is True


def _is_down(facts: Facts) -> bool:
    return bool(why_down(facts) or facts.leaderless or facts.leader_up is False)


_GAVE_UP = "The record could not be delivered before message.timeout.ms was over, and librdkafka gave it up."
_NO_ANSWER = Lesson("The request was sent, and no answer came in time.", Mender.CLUSTER, _look)
_CUT = Lesson("The connection to the broker broke before its answer came.", Mender.CLUSTER, _look)
_NOT_THERE = Lesson("The broker that was asked is not there, or is starting.", Mender.CLUSTER, reach_it)

NEVER_LEFT = "never left"
"""The lesson of a record that failed, by whatever name, because its broker never was connected."""

LESSONS: Lessons = {
    NEVER_LEFT: (
        Lesson(
            "The producer had no connection to the broker that leads the partition, so the record never left.",
            Mender.CLUSTER,
            reach_it,
        ),
    ),
    "_MSG_TIMED_OUT": (
        Lesson(_GAVE_UP, Mender.CLUSTER, reach_it, _is_down),
        Lesson(f"{_GAVE_UP} Its broker is connected now.", Mender.CLUSTER, reach_it, _is_up),
        Lesson(_GAVE_UP, Mender.CLUSTER, reach_it),
    ),
    "_TIMED_OUT": (_NO_ANSWER,),
    "_TIMED_OUT_QUEUE": (
        Lesson("The request waited for its turn until its time was over; it was not sent.", Mender.CLUSTER, reach_it),
    ),
    "REQUEST_TIMED_OUT": (
        Lesson(
            "The leader wrote the record, and the other in-sync replicas did not confirm it within request.timeout.ms.",
            Mender.CLUSTER,
            _look_at_followers,
        ),
    ),
    "_TRANSPORT": (_CUT,),
    "NETWORK_EXCEPTION": (_CUT,),
    "_FAIL": (_CUT,),
    "_ALL_BROKERS_DOWN": (Lesson("No broker of the cluster is connected.", Mender.CLUSTER, reach_it),),
    "BROKER_NOT_AVAILABLE": (_NOT_THERE,),
    "_DESTROY_BROKER": (
        Lesson("The broker left the cluster while the record waited for it.", Mender.CLUSTER, reach_it),
    ),
    "_RESOLVE": (Lesson("A broker's host name does not resolve to an address.", Mender.CLUSTER, _resolve),),
    "_SSL": (
        Lesson(
            "TLS failed between the producer and the broker.",
            Mender.CREDENTIALS,
            advice(
                "check security.protocol and the ssl.* properties against the broker's listener, then send it again"
            ),
        ),
    ),
    "LISTENER_NOT_FOUND": (
        Lesson(
            "The partition's leader has no listener of the kind that this client connects through.",
            Mender.CLUSTER,
            advice("give every broker the same listener names (listeners, advertised.listeners), then send it again"),
        ),
    ),
    "KAFKA_STORAGE_ERROR": (Lesson("The leader could not write to its disk.", Mender.CLUSTER, _disk),),
    "THROTTLING_QUOTA_EXCEEDED": (
        Lesson(
            "The cluster's quota for this client is used up.",
            Mender.CLUSTER,
            advice("send more slowly, or have the quota raised; the record can be sent again"),
        ),
    ),
    "_BAD_MSG": (
        Lesson(
            "The broker's answer could not be read, so it is not known whether the record was written.",
            Mender.CLUSTER,
            _look,
        ),
    ),
}


def unnamed(facts: Facts) -> str:
    """The step for an error that the broker has no name for."""
    when = "" if facts.handed_over is None else f" around {clock(facts.handed_over)}"
    return f"look into the log of {the_leader(facts)}{when}, mend the cause, then send it again"
