"""`-b` and `-X`: which cluster a command talks to, and how."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.clusters.profile import ClusterProfile, ProfileError
from workbench.clusters.settings import ProducerSettings, SettingsError
from workbench.commands.numbers import positive
from workbench.commands.refused import Refused
from workbench.lab.choosing import choose, is_rule_file
from workbench.partitioning.partitioners import DEFAULT
from workbench.records.errors import Unserializable
from workbench.records.escape import quoted

if TYPE_CHECKING:
    from workbench.delivery.journal.settings import JournalSettings

REGISTRY_URL = "schema.registry.url"

_THE_SANDBOX_S = {REGISTRY_URL: "http://127.0.0.1"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The flags that name a cluster, and what places keys on it."""
    add_connection(parser)
    parser.add_argument(
        "--client",
        metavar="NAME|FILE.toml",
        help="place keys as this client does (java, sarama, …: `workbench partition --clients`), as a plug-in, the "
        f"example banana, or a rule file; default: {DEFAULT}, which is Java's placement",
    )


def add_connection(parser: argparse._ActionsContainer) -> None:
    """The flags that name a cluster."""
    parser.add_argument(
        "-b", "--bootstrap-servers", metavar="HOST:PORT,…", help="where the cluster is; port 9092 where none is given"
    )
    add_properties(parser)


def add_properties(parser: argparse._ActionsContainer) -> None:
    """`-X`, and the flag that names a schema registry."""
    parser.add_argument(
        "-X",
        action="append",
        default=[],
        dest="properties",
        metavar="PROPERTY=VALUE",
        help="any librdkafka property, again for more: -X acks=1 -X compression.type=zstd -X client.id=me",
    )
    parser.add_argument(
        "--registry",
        metavar="URL",
        help="the schema registry, such as http://localhost:8081; who asks it: -X schema.registry.basic.auth.user.info="
        "NAME:PASSWORD, bearer.auth.… and ssl.… alike",
    )


def add_journal(parser: argparse._ActionsContainer) -> None:
    """The flags about the journal of what was sent."""
    from workbench.delivery.journal.settings import DAYS

    parser.add_argument("--no-journal", action="store_true", help="keep nothing of what is sent")
    parser.add_argument("--journal", metavar="FILE", help="default: workbench/journal.db in your state folder, 0600")
    parser.add_argument(
        "--journal-days", type=days, default=DAYS, metavar="N", help=f"how long it remembers; default: {DAYS:.0f}"
    )
    parser.add_argument(
        "--journal-without-payloads", action="store_true", help="keep no key, value or header in it, their sizes alone"
    )


def journal_of(args: argparse.Namespace) -> JournalSettings | None:
    """The journal that these arguments ask for, None for none."""
    if args.no_journal:
        _contradicted(args)
        return None
    if args.journal == "":
        raise Refused("--journal names no file; valid: a path, or leave it away")
    from workbench.delivery.journal.settings import JournalSettings, default_path

    path = default_path() if args.journal is None else Path(args.journal).absolute()
    return JournalSettings(path, payloads=not args.journal_without_payloads, days=args.journal_days)


def _contradicted(args: argparse.Namespace) -> None:
    """Raises Refused where something is said of a journal that there is not."""
    from workbench.delivery.journal.settings import DAYS

    flags = (
        ("--journal", args.journal is not None),
        ("--journal-days", args.journal_days != DAYS),
        ("--journal-without-payloads", args.journal_without_payloads),
    )
    if said := [flag for flag, given in flags if given]:
        raise Refused(f"--no-journal keeps nothing, so {', '.join(said)} cannot be; give one or the other")


def days(text: str) -> float:
    """A number of days."""
    given = positive(text, 99_999)
    if given is None:
        raise argparse.ArgumentTypeError(f"{quoted(text)} is no number of days; valid: above 0, below 100,000")
    return given


def cluster(args: argparse.Namespace) -> tuple[ClusterProfile, ProducerSettings]:
    """The cluster and the producer settings that these arguments ask for. Raises Refused with every sentence."""
    profile = profile_of(args)
    try:
        settings = ProducerSettings.from_properties(profile.properties)
    except SettingsError as error:
        raise Refused(str(error)) from None
    return profile, settings if args.client is None else replace(settings, partitioner=_client(args.client))


def profile_of(args: argparse.Namespace) -> ClusterProfile:
    """The cluster and the schema registry alone. Raises Refused with every sentence."""
    servers = getattr(args, "bootstrap_servers", None)
    try:
        profile = ClusterProfile.of(servers, [*args.properties, *_registry(args)])
    except ProfileError as error:
        raise Refused(str(error)) from None
    _check_registry(profile)
    return profile


def _registry(args: argparse.Namespace) -> tuple[str, ...]:
    return () if args.registry is None else (f"{REGISTRY_URL}={args.registry}",)


def _check_registry(profile: ClusterProfile) -> None:
    """Raises Refused with every sentence about the schema registry's properties."""
    if profile.registry:
        from workbench.schemas.settings import RegistrySettings

        try:
            RegistrySettings.of({**(_THE_SANDBOX_S if profile.embedded else {}), **profile.registry})
        except Unserializable as error:
            sentences = (f"{one.what}" + (f"; valid: {one.valid}" if one.valid else "") for one in error.problems)
            raise Refused("\n".join(sentences)) from None


def _client(name: str) -> str:
    """The name as the settings have it. Raises Refused with a sentence where there is no such partitioner."""
    try:
        found = choose(name)
    except LookupError as error:
        raise Refused(str(error.args[0])) from None
    return name if is_rule_file(name) else found.name
