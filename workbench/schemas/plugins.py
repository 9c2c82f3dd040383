"""Serializers in Python that other distributions bring along, under the entry point group `workbench.serializers`.

An entry point names an object with `serialize(text) -> bytes | None` and `deserialize(data) -> str`, and `about` if it
likes, or what makes one when it is called with nothing: a class, a factory. A refusal is a ValueError with a sentence.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib.metadata import EntryPoint
from inspect import isclass
from threading import Lock
from typing import Any, TextIO

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import escape, quoted

GROUP = "workbench.serializers"
_LONGEST = 200


class _Aside:
    """While a plug-in works, what it prints goes to stderr: stdout belongs to the answers that programs read.

    Plug-ins work in several threads at once, so the first to enter turns stdout away and the last to leave turns it
    back; contextlib.redirect_stdout would leave it turned away where two overlap.
    """

    def __init__(self) -> None:
        self._turn = Lock()
        self._inside = 0
        self._stdout: TextIO | None = None

    def __enter__(self) -> None:
        with self._turn:
            if not self._inside:
                self._stdout, sys.stdout = sys.stdout, sys.stderr
            self._inside += 1

    def __exit__(self, *_: object) -> None:
        with self._turn:
            self._inside -= 1
            if not self._inside:
                sys.stdout = self._stdout


_ASIDE = _Aside()


def found() -> Mapping[str, EntryPoint]:
    """The plug-ins by name; nothing of them is imported. Of two of one name, the first on the path."""
    from importlib.metadata import entry_points

    points: dict[str, EntryPoint] = {}
    for point in entry_points(group=GROUP):
        points.setdefault(point.name, point)
    return points


def load(point: EntryPoint) -> PluggedSerializer:
    """The serializer it stands for. Raises Unserializable with a sentence, whatever the plug-in's code does."""
    try:
        with _ASIDE:
            thing = point.load()
            if isclass(thing) or (callable(thing) and not _fits(thing)):
                thing = thing()
    except (Exception, SystemExit) as error:
        raise _unusable(point, f"{type(error).__name__}: {error}") from None
    if not _fits(thing):
        raise _unusable(point, f"{quoted(repr(thing))} has no serialize(text) and deserialize(data)")
    return PluggedSerializer(escape(point.name), thing)


class PluggedSerializer:
    """Another distribution's serializer. Whatever it raises or gives back reaches a person as a sentence."""

    def __init__(self, name: str, thing: Any) -> None:
        self.name = name
        self.about = escape(str(getattr(thing, "about", "") or f"a plug-in: {type(thing).__name__}"))[:_LONGEST]
        self._thing = thing

    def serialize(self, text: str) -> bytes | None:
        """Its bytes, None for null. Raises Unserializable: its own refusal, or that it broke."""
        data = self._asked("serialize", text)
        if data is None or isinstance(data, bytes):
            return data
        if isinstance(data, bytearray | memoryview):
            return bytes(data)
        raise Unserializable(Problem(f"the plug-in {quoted(self.name)} gave {type(data).__name__}, not bytes or None"))

    def deserialize(self, data: bytes) -> str:
        """Its text. Raises Unserializable: its own refusal, or that it broke."""
        text = self._asked("deserialize", data)
        if isinstance(text, str):
            return text
        raise Unserializable(Problem(f"the plug-in {quoted(self.name)} gave {type(text).__name__}, not text"))

    def _asked(self, act: str, given: object) -> object:
        try:
            with _ASIDE:
                return getattr(self._thing, act)(given)
        except Unserializable:
            raise
        except ValueError as refusal:
            raise Unserializable(Problem(escape(str(refusal))[:_LONGEST] or "the plug-in refuses this text")) from None
        except (Exception, SystemExit) as error:
            words = escape(f"{type(error).__name__}: {error}"[:_LONGEST])
            raise Unserializable(Problem(f"the plug-in {quoted(self.name)} broke: {words}")) from None


def _fits(thing: object) -> bool:
    return not isclass(thing) and all(callable(getattr(thing, one, None)) for one in ("serialize", "deserialize"))


def _unusable(point: EntryPoint, words: str) -> Unserializable:
    whose = f" of {point.dist.name}" if point.dist else ""
    value = escape(f"{point.value}{whose}")
    return Unserializable(
        Problem(f"the plug-in {quoted(point.name)} ({value}) cannot be used: {escape(words[:_LONGEST])}")
    )
