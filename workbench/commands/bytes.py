"""`workbench bytes`: a record's bytes before anything is sent, each part named, and what a consumer reads."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from workbench.clusters.profile import ClusterProfile
from workbench.commands import given
from workbench.commands.cluster import add_properties, profile_of
from workbench.commands.output import line, quiet_when_the_reader_leaves
from workbench.commands.refused import Refused
from workbench.commands.serializing import code_of_record, finding
from workbench.partitioning.partitioners import DEFAULT, find
from workbench.records.errors import Part, RecordError
from workbench.records.wire_size import PRODUCER_LIMIT

if TYPE_CHECKING:
    from workbench.lab.dissection import Anatomy
    from workbench.records.draft import RecordDraft
    from workbench.serialization.serializer import Find

ALL = 1 << 62
"""Bytes of a part that are named: every one."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The flags: a record's, as `workbench send` has them, and the registry's."""
    parser.add_argument("-t", "--topic", default="", help="the topic, which the registry's subject follows from")
    given.add_arguments(parser.add_argument_group("the record; what is not given is null"))
    add_properties(parser.add_argument_group("the schema registry"))
    parser.add_argument("--json", action="store_true", help="one JSON object; its shape is below")


def run(args: argparse.Namespace) -> int:
    """Show the bytes on stdout. Raises Refused with every error of the record."""
    profile = profile_of(args)
    draft = given.parts(args)
    from workbench.commands import byte_lines

    with finding(profile.registry) as wait_for:
        anatomy = _dissected(draft, profile, wait_for)
        shown = byte_lines.json_lines if args.json else byte_lines.lines
        with quiet_when_the_reader_leaves():
            for text in shown(draft, anatomy, wait_for):
                line(text)
    return 0


def _dissected(draft: RecordDraft, profile: ClusterProfile, wait_for: Find) -> Anatomy:
    from workbench.compose import compose
    from workbench.lab.dissection import dissect

    composed = compose(draft, partitioner=find(DEFAULT), partitions=None, serializers=wait_for)
    if errors := [error for error in composed.errors if not _is_about_no_topic(draft, error)]:
        raise Refused("\n".join(map(str, errors)), code_of_record(draft, errors, wait_for))
    limit = profile.properties.get("message.max.bytes", "")
    producer_limit = int(limit) if limit.isdecimal() else PRODUCER_LIMIT
    return dissect(draft, composed, wait_for, topic_limit=None, producer_limit=producer_limit, most=ALL)


def _is_about_no_topic(draft: RecordDraft, error: RecordError) -> bool:
    """Bytes need no topic; a serializer that needs one says so itself."""
    return error.address.part is Part.TOPIC and not draft.topic
