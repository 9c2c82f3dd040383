"""Which partitioners are meant by --client: names with commas between them, rule files, plug-ins."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from workbench.commands.refused import Refused
from workbench.partitioning.rules import Partitioner


def partitioners(given: Sequence[str]) -> tuple[Partitioner, ...]:
    """The partitioners in the order they are named, each once. Raises Refused."""
    from workbench.lab.choosing import choose

    try:
        found = [choose(name) for name in _names(given)]
    except LookupError as error:
        raise Refused(str(error.args[0])) from None
    return tuple({id(one): one for one in found}.values())


def _names(given: Sequence[str]) -> list[str]:
    """A comma separates, but in the path of a file that is there."""
    names: list[str] = []
    for text in given:
        names += [text] if _is_file(text) else [name.strip() for name in text.split(",") if name.strip()]
    if given and not names:
        raise Refused("--client names nobody; valid: such as java or java,sarama (--clients lists them)")
    return list(dict.fromkeys(names))


def _is_file(text: str) -> bool:
    try:
        return "," in text and Path(text).is_file()
    except (OSError, ValueError):
        return False
