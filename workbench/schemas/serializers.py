"""The serializers by their specs, those with a schema too: at once, or as soon as the schema was fetched."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from workbench.records.draft import RecordDraft
from workbench.records.errors import Part, Pending, Problem, Unserializable
from workbench.schemas.fetched import Fetched, Made
from workbench.schemas.registry_error import RegistryError
from workbench.serialization.families import check_options, family
from workbench.serialization.field import from_catalogue
from workbench.serialization.schema import Registered
from workbench.serialization.serializer import Serializer
from workbench.serialization.spec import SerializerSpec

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from workbench.schemas.source import Source
    from workbench.schemas.sources import Schemas

FILE = "file"
WITH_SCHEMA = ("avro", "json-schema", "protobuf", "thrift", "layout")
"""The families that need a schema."""

OF_REGISTRY = WITH_SCHEMA[:3]
"""Those of them whose schemas a registry holds."""

LOOK_SECONDS = 0.5
"""Files are looked at this often for a change."""


class _Wanted(NamedTuple):
    spec: str
    topic: str
    part: Part


class _Ready(NamedTuple):
    serializer: Serializer
    source: Source


class Serializers:
    """Finds serializers; asks `registry` and reads files in threads of its own.

    Everything but `ready` answers at once. A schema's latest version is asked for again every half minute while it is
    in use, a failure every few seconds, a file is read again when it changed.
    """

    def __init__(self, registry: Schemas | None = None, *, is_known: bool = True) -> None:
        """`is_known` False: whether there is a registry is not known yet; `use` tells."""
        self._registry = registry
        self._is_known = is_known
        self._fetched: Fetched[_Wanted, _Ready] = Fetched(self._make)
        self._looked: dict[_Wanted, float] = {}
        self._file: Serializer | None = None

    @property
    def version(self) -> int:
        """Counts up when something came that is new: what was composed before may be composed anew."""
        return self._fetched.arrived

    def use(self, registry: Schemas | None) -> None:
        """Ask this registry from now on, and forget what another said."""
        self._registry, self._is_known = registry, True
        self.forget()

    def find(self, spec: str, topic: str, part: Part) -> Serializer:
        """The serializer, at once. Raises Unserializable with a sentence; Pending while it is being fetched."""
        wanted = _wanted(spec, topic, part)
        if wanted is None:
            return self._plain(spec, topic, part)
        if not self._is_known and asks_a_registry(spec):
            raise Pending(Problem("the schema registry is not known yet", is_pending=True))
        made = self._fetched.get(wanted, anew=self._changed(wanted))
        if made is None:
            raise Pending(Problem(_waiting(spec), is_pending=True))
        return _serializer(made)

    def registered(self, spec: str, topic: str, part: Part) -> Registered | None:
        """The registry's schema that a spec was last found to stand for; asks nobody."""
        with suppress(Unserializable):
            wanted = _wanted(spec, topic, part)
            made = self._fetched.peek(wanted) if wanted is not None else None
            if made is not None and made.value is not None:
                return made.value.source.registered
        return None

    def ready(self, spec: str, topic: str, part: Part, within: float) -> Serializer:
        """The same, but waits for it, up to `within` seconds; files as they are now. Raises Unserializable."""
        wanted = _wanted(spec, topic, part)
        if wanted is None:
            return self._plain(spec, topic, part)
        made = self._fetched.wait(wanted, within, anew=self._changed(wanted, now=True))
        if made is None:
            raise _late(f"{_waiting(spec)}: nothing came within {within:g} s", spec)
        return _serializer(made)

    def is_ready_for(self, draft: RecordDraft) -> bool:
        """Whether nothing is being fetched that the draft's bytes wait for."""
        return all(self._is_settled(*wanted) for wanted in _of(draft))

    def ready_for(self, draft: RecordDraft, within: float) -> bool:
        """Block until nothing is being fetched that the draft's bytes wait for; False where the time is up first."""
        until = time.monotonic() + within
        for wanted in _of(draft):
            with suppress(Unserializable):
                self.ready(*wanted, max(until - time.monotonic(), 0.0))
        return self.is_ready_for(draft)

    def forget(self) -> None:
        """Ask and read everything anew."""
        self._fetched.forget()
        self._looked.clear()

    def close(self) -> None:
        """Fetch nothing from now on."""
        self._fetched.close()

    def _is_settled(self, spec: str, topic: str, part: Part) -> bool:
        """Whether `ready` would answer without waiting."""
        try:
            wanted = _wanted(spec, topic, part)
        except Unserializable:
            return True
        return wanted is None or (not self._changed(wanted, now=True) and self._fetched.has(wanted))

    def _plain(self, spec: str, topic: str, part: Part) -> Serializer:
        if spec != FILE:
            return from_catalogue(spec, topic, part)
        if self._file is None:
            from workbench.schemas.file_content import FileSerializer

            self._file = FileSerializer()
        return self._file

    def _changed(self, wanted: _Wanted, *, now: bool = False) -> bool:
        """Whether a file that it was made of is another by now; looked at every half second, or `now`."""
        made = self._fetched.peek(wanted)
        if made is None or made.value is None or not made.value.source.stamps:
            return False
        at = time.monotonic()
        if not now and at - self._looked.get(wanted, 0.0) < LOOK_SECONDS:
            return False
        self._looked[wanted] = at
        return not made.value.source.is_current

    def _make(self, wanted: _Wanted, before: _Ready | None) -> tuple[_Ready, float]:
        """In a thread: what was found before, where it would be the same again, so that nothing is made anew."""
        from workbench.schemas.building import build
        from workbench.schemas.source import Source
        from workbench.schemas.sources import find_source

        spec = SerializerSpec.parse(wanted.spec)
        check_options(spec)
        if family(spec.name) is None:
            return _Ready(_plugged(spec), Source()), math.inf
        source = find_source(spec, wanted.topic, wanted.part, self._registry)
        if before is not None and before.source == source:
            return _Ready(before.serializer, source), source.good_for
        return _Ready(build(spec, wanted.part, source), source), source.good_for


def _wanted(text: str, topic: str, part: Part) -> _Wanted | None:
    """The key of a serializer with a schema; None for the others. Raises Unserializable where the spec is none."""
    name = text.partition(",")[0].strip()
    if name not in WITH_SCHEMA and (family(name) is not None or name not in _plugins()):
        return None
    spec = SerializerSpec.parse(text)
    by_hand = spec["schema"] or spec["subject"] or (not spec["strategy"] and (spec["id"] or spec["guid"]))
    return _Wanted(text, "" if by_hand else topic, part)


def asks_a_registry(spec: str) -> bool:
    """Whether the serializer's schema is a registry's."""
    return spec.partition(",")[0].strip() in OF_REGISTRY and ",schema=" not in spec


def _of(draft: RecordDraft) -> Iterator[tuple[str, str, Part]]:
    """The draft's serializers, as `find` takes them."""
    yield draft.key.serializer, draft.topic, Part.KEY
    yield draft.value.serializer, draft.topic, Part.VALUE
    for header in draft.headers:
        yield header.value.serializer, draft.topic, Part.HEADER


@cache
def _plugins() -> Mapping[str, EntryPoint]:
    from workbench.schemas import plugins

    return plugins.found()


def _plugged(spec: SerializerSpec) -> Serializer:
    from workbench.schemas import plugins

    return plugins.load(_plugins()[spec.name])


def _late(what: str, spec: str) -> Unserializable:
    return RegistryError(what, "another try") if asks_a_registry(spec) else Unserializable(Problem(what, "another try"))


def _waiting(spec: str) -> str:
    return "the schema is being read" if "schema=" in spec else "the schema is being asked for"


def _serializer(made: Made[_Ready]) -> Serializer:
    if made.value is None:
        raise made.failure or Unserializable(Problem("there is no such serializer"))
    return made.value.serializer
