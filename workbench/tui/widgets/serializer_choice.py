"""The choice of a serializer: its families to search among, and the way to its options."""

from __future__ import annotations

from rich.cells import cell_len
from textual.message import Message

from workbench.records.errors import Part
from workbench.tui.screens.pick import Option, Pick
from workbench.tui.spec_words import details, family_of
from workbench.tui.widgets.choice import Choice

AROUND = 4
"""Cells of the choice besides its words."""


def spec_option(text: str) -> Option | None:
    """A whole spec, as flags have it, typed into the list."""
    from workbench.serialization.families import family

    is_spec = "," in text and "=" in text and family(family_of(text)) is not None
    return Option(text.strip(), "as typed") if is_spec else None


class SerializerChoice(Choice):
    """Holds a spec. A family that needs options asks for its form instead of being taken at once."""

    class FormWanted(Message):
        """The options of a spec are to be filled in; the answer comes by `take`."""

        def __init__(self, choice: SerializerChoice, spec: str) -> None:
            super().__init__()
            self.choice = choice
            self.spec = spec

        @property
        def control(self) -> SerializerChoice:
            """The choice this comes from."""
            return self.choice

    def __init__(self, title: str, part: Part, value: str, *, id: str | None = None) -> None:
        super().__init__(title, self._all, value, id=id)
        self.part = part
        self._room = 0
        self._words = details(value)

    @property
    def label(self) -> str:
        """The family, and what its options come to where there is room for all of that."""
        whole = f"{family_of(self.value)} · {self._words}"
        return whole if self._shows_all else family_of(self.value)

    @property
    def rest(self) -> str:
        """What the label had no room for."""
        return "" if self._shows_all else self._words

    @property
    def _shows_all(self) -> bool:
        whole = f"{family_of(self.value)} · {self._words}"
        return bool(self._words) and cell_len(whole) + AROUND <= self._room

    def fit(self, room: int) -> None:
        """Take this many cells at most."""
        before, self._room = self.label, room
        if self.label != before:
            self.refresh(layout=True)

    def say(self, words: str) -> None:
        """What the options come to, as far as it is known now."""
        before, self._words = self.label, words
        if self.label != before:
            self.refresh(layout=True)

    def watch_value(self, value: str) -> None:
        """Another spec: what the old one came to is over."""
        self.say(details(value))

    def take(self, spec: str | None) -> None:
        """A spec from the form; None leaves it as it is."""
        if spec is not None and spec != self.value:
            self.value = spec
            self.post_message(self.Changed(self, spec))

    def ask_form(self) -> None:
        """Ask for the form of the serializer in use."""
        self.post_message(self.FormWanted(self, self.value))

    def action_open(self) -> None:
        """Show them under this line; a whole spec may be typed as well."""
        box = Pick(self.title, self.options, self.value, self.region, takes=spec_option)
        self.app.push_screen(box, self._chosen)

    def _all(self) -> tuple[Option, ...]:
        from workbench.tui.serializer_options import serializer_options  # the first paint lists nothing

        return serializer_options(self.value)

    def _chosen(self, value: str | None) -> None:
        from workbench.tui.serializer_options import OPTIONS, wants_form

        if value == OPTIONS:
            self.ask_form()
        elif value is not None and wants_form(value):
            same = value == family_of(self.value)
            self.post_message(self.FormWanted(self, self.value if same else value))
        else:
            self.take(value)
