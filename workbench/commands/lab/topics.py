"""How many partitions the topics of a cluster have. Looking creates none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from difflib import get_close_matches
from typing import TYPE_CHECKING

from workbench.clusters.profile import ClusterProfile
from workbench.commands.refused import Refused
from workbench.records.escape import quoted
from workbench.records.names import topic_name_problem

if TYPE_CHECKING:
    from workbench.clusters.metadata import Metadata

CONNECT = 5.0
"""Seconds until a cluster that gave no sign of life is given up."""

CANNOT_CONNECT = 3


def partition_counts(profile: ClusterProfile, names: Sequence[str]) -> Mapping[str, int]:
    """The count of each topic. Raises Refused: with 3 where the cluster cannot be reached."""
    for name in names:
        if problem := topic_name_problem(name):
            raise Refused(f"-t: {problem.what}; valid: {problem.valid}")
    metadata = _metadata(profile)
    return {name: _count(name, metadata) for name in names}


def _metadata(profile: ClusterProfile) -> Metadata:
    from workbench.clusters.connection import ClusterConnection, ConnectionState
    from workbench.clusters.settings import admin_config

    with closing(ClusterConnection(admin_config(profile))) as connection:
        connection.start()
        status = connection.wait(CONNECT)
    if status.state is not ConnectionState.UP:
        why = status.why or f"no answer within {CONNECT:.0f} s"
        raise Refused(f"cannot reach {quoted(profile.bootstrap_servers, 80)}: {why}", CANNOT_CONNECT)
    return status.metadata


def _count(name: str, metadata: Metadata) -> int:
    topic = metadata.topics.get(name)
    if topic is not None and topic.partitions:
        return len(topic.partitions)
    if name in metadata.failed:
        raise Refused(f"the cluster answers {metadata.failed[name]} for the topic {quoted(name)}")
    near = get_close_matches(name, metadata.topics, n=3, cutoff=0.5)
    known = near or sorted(topic for topic in metadata.topics if not topic.startswith("__"))[:3]
    valid = f"such as {', '.join(known)}" if known else "create it first"
    raise Refused(f"there is no topic {quoted(name)} on this cluster; valid: {valid}")
