"""`workbench schema`: what a schema registry holds, and what becomes of a schema or a value there."""

from __future__ import annotations

import argparse
from contextlib import closing
from typing import Protocol

from workbench.commands.cluster import add_properties, profile_of
from workbench.commands.output import quiet_when_the_reader_leaves
from workbench.commands.refused import Refused
from workbench.commands.schemas import checking, listing, reading, registering, sampling, showing
from workbench.commands.schemas.asked import Asked
from workbench.commands.serializing import code_of, refusal, registry_of
from workbench.records.errors import Unserializable
from workbench.schemas.serializers import Serializers


class Act(Protocol):
    """What a module offers that does one of these."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...
    def run(self, args: argparse.Namespace, asked: Asked) -> int: ...


ACTS: dict[str, tuple[Act, str]] = {
    "list": (listing, "the subjects: their versions, type and id"),
    "show": (showing, "a subject's schema, with everything that it refers to"),
    "sample": (sampling, "a value that the schema allows"),
    "check": (checking, "whether a file may be a subject's next version, and each change that forbids it"),
    "register": (registering, "the same, then make it the next version; asks first"),
    "read-as": (reading, "a value as consumers on the subject's other versions read it"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """A parser for each act."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    for name, (act, about) in ACTS.items():
        one = acts.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.", allow_abbrev=False)
        act.add_arguments(one)
        add_properties(one.add_argument_group("the schema registry"))
        one.add_argument("--json", action="store_true", help="JSON; the shapes: workbench schema --help")


def run(args: argparse.Namespace) -> int:
    """Do what is asked. The exit code; raises Refused where it cannot be done."""
    properties = profile_of(args).registry
    try:
        with (
            registry_of(properties) as registry,
            closing(Serializers(registry)) as serializers,
            quiet_when_the_reader_leaves(),
        ):
            return ACTS[args.act][0].run(args, Asked(registry, serializers))
    except Unserializable as error:
        raise Refused(refusal(error), code_of(error)) from None
