"""Whether a file may be a subject's next version. Nothing is registered."""

from __future__ import annotations

import argparse
import json

from workbench.commands.output import line
from workbench.commands.schemas.asked import Asked
from workbench.commands.schemas.intent import add_arguments as add_arguments
from workbench.commands.schemas.intent import intent

INCOMPATIBLE = 1


def run(args: argparse.Namespace, asked: Asked) -> int:
    """Print the verdict; 1 where the registry would refuse it."""
    found = intent(args, asked.registry)
    for text in [json.dumps(found.as_object)] if args.json else found.lines:
        line(text)
    return 0 if found.verdict.is_compatible else INCOMPATIBLE
