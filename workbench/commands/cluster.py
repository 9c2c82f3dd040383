"""`-b` and `-X`: which cluster a command talks to, and how."""

from __future__ import annotations

import argparse

from workbench.clusters.profile import ClusterProfile, ProfileError
from workbench.clusters.settings import ProducerSettings, SettingsError
from workbench.commands.refused import Refused


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The flags that name a cluster."""
    parser.add_argument(
        "-b", "--bootstrap-servers", metavar="HOST:PORT,…", help="where the cluster is; port 9092 where none is given"
    )
    parser.add_argument(
        "-X",
        action="append",
        default=[],
        dest="properties",
        metavar="PROPERTY=VALUE",
        help="any librdkafka property, again for more: -X acks=1 -X compression.type=zstd -X partitioner=murmur2",
    )


def cluster(args: argparse.Namespace) -> tuple[ClusterProfile, ProducerSettings]:
    """The cluster and the producer settings that these arguments ask for. Raises Refused with every sentence."""
    try:
        profile = ClusterProfile.of(args.bootstrap_servers, args.properties)
        return profile, ProducerSettings.from_properties(profile.properties)
    except (ProfileError, SettingsError) as error:
        raise Refused(str(error)) from None
