"""What a choice of serializer lists: every family by its group, plug-ins, and the one in use with its options."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.serialization.families import FAMILIES, Family, family
from workbench.tui.screens.pick import Option
from workbench.tui.spec_words import details, family_of

OPTIONS = "options"
IN_USE = "In use"


def serializer_options(present: str) -> tuple[Option, ...]:
    """All of them; first the one in use, where it has options or could have some."""
    return (*_in_use(present), *map(_option, FAMILIES), *_plugins())


def wants_form(name: str) -> bool:
    """Whether a serializer is hardly ever meant without options: its form opens when it is picked."""
    known = family(name)
    return known is not None and (known.needs_schema or any(one.is_required for one in known.options))


def _in_use(present: str) -> Iterator[Option]:
    known = family(family_of(present))
    if "," in present:
        yield Option(present, details(present) or present, family_of(present), group=IN_USE)
    if known is not None and known.options:
        names = ", ".join(one.name for one in known.options)
        yield Option(OPTIONS, names, f"{known.name} with …", act=True, group=IN_USE)


def _option(one: Family) -> Option:
    return Option(one.name, one.about, act=wants_form(one.name), group=one.group)


def _plugins() -> Iterator[Option]:
    """Those that other distributions bring along; none of them is imported for the list."""
    from workbench.schemas.plugins import found

    known = {one.name for one in FAMILIES}
    for name in sorted(set(found()) - known):
        yield Option(name, "a plug-in", group="Plug-ins")
