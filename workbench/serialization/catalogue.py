"""The serializers by their specs, as far as they need no schema and no file."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import escape, quoted
from workbench.serialization.families import FAMILIES, check_options, family, nearest
from workbench.serialization.plain import MAKERS, make
from workbench.serialization.serializer import Serializer
from workbench.serialization.spec import SerializerSpec

PLUGINS: Final = "workbench.serializers"
"""The entry point group of serializers that other distributions bring along."""


def serializers() -> tuple[Serializer, ...]:
    """Every serializer that works by its name alone, in the order in which a choice list shows them."""
    simple = (one.name for one in FAMILIES if one.name in MAKERS and not any(o.is_required for o in one.options))
    return tuple(find(name) for name in simple)


@lru_cache(maxsize=256)
def find(spec: str) -> Serializer:
    """The serializer of a spec such as `integer` or `string,charset=UTF-16`.

    Raises LookupError with a sentence that holds the nearest names; Unserializable for options that cannot be, and
    where the serializer needs a schema or a file, which it cannot have here.
    """
    parsed = SerializerSpec.parse(spec)
    known = family(parsed.name)
    if known is None:
        raise LookupError(
            f"there is no serializer {quoted(parsed.name)}; {nearest(parsed.name, (*names(), *_plugged()))}"
        )
    check_options(parsed)
    if known.name not in MAKERS:
        what = "a schema" if known.needs_schema else "a file"
        raise Unserializable(Problem(f"{known.name} needs {what}, and here there is none"))
    return make(parsed)


def _plugged() -> tuple[str, ...]:
    """The names of plug-ins; looked for only where a name is none of ours."""
    from importlib.metadata import entry_points

    ours = names()
    return tuple(dict.fromkeys(escape(one.name) for one in entry_points(group=PLUGINS) if one.name not in ours))


def names() -> tuple[str, ...]:
    """The names of all families."""
    return tuple(one.name for one in FAMILIES)
