"""Partitioners in Python that other distributions bring along, under the entry point group `workbench.partitioners`.

An entry point names a function (key: bytes | None, partitions: int) -> int | None, or an object with `about`, `place`,
`partition` and `partitions_of` (workbench.partitioning.rules.Partitioner), or what makes one of the two when it is
called with nothing: a class, a factory.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from importlib.metadata import EntryPoint
from inspect import isclass, signature

from workbench.partitioning.plugged import PluggedFunction, PluggedPartitioner
from workbench.partitioning.rules import Partitioner
from workbench.records.escape import escape, quoted

GROUP = "workbench.partitioners"
_VALID = "a function of a key and the number of partitions, or an object with place, partition and partitions_of"


def found() -> Mapping[str, EntryPoint]:
    """The plug-ins by name; nothing of them is imported. Of two of one name, the first on the path."""
    from importlib.metadata import entry_points

    points: dict[str, EntryPoint] = {}
    for point in entry_points(group=GROUP):
        points.setdefault(point.name, point)
    return points


def load(point: EntryPoint) -> Partitioner:
    """The partitioner it stands for. Raises LookupError with a sentence, whatever the plug-in's code does."""
    try:
        return _partitioner(point.name, point.load(), made=False)
    except (Exception, SystemExit) as error:
        whose = f" of {point.dist.name}" if point.dist else ""
        words = str(error) if isinstance(error, _Unfit) else f"{type(error).__name__}: {error}"
        name, value = quoted(point.name), escape(f"{point.value}{whose}")
        raise LookupError(f"the plug-in {name} ({value}) cannot be used: {escape(words[:200])}") from None


class _Unfit(TypeError):
    """What an entry point names is no partitioner."""


def _partitioner(name: str, thing: object, made: bool) -> Partitioner:
    name = escape(name)
    if not isclass(thing) and all(
        callable(getattr(thing, one, None)) for one in ("place", "partition", "partitions_of")
    ):
        about = str(getattr(thing, "about", "")) or f"a plug-in: {type(thing).__name__}"
        return PluggedPartitioner(name, escape(about), thing)  # type: ignore[arg-type]
    if not callable(thing):
        raise _Unfit(f"it names {quoted(repr(thing))}; valid: {_VALID}")
    if not isclass(thing) and _takes(thing, b"", 1):
        words = (getattr(thing, "__doc__", None) or "").strip().partition("\n")[0]
        return PluggedFunction(name, escape(words)[:80] or "a plug-in", thing)
    if not made and _takes(thing):
        return _partitioner(name, thing(), made=True)
    raise _Unfit(f"{quoted(getattr(thing, '__name__', repr(thing)))} takes other arguments; valid: {_VALID}")


def _takes(thing: object, *given: object) -> bool:
    """Whether it can be called with these."""
    assert callable(thing)
    try:
        partial(signature(thing).bind, *given)()
    except TypeError:
        return False
    except ValueError:
        return True  # C code that does not tell: it will when it is called
    return True
