"""What a serializer's form offers: the registry's subjects and versions, a schema's types, the known choices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Protocol, runtime_checkable

from workbench.records.errors import Part, Unserializable
from workbench.schemas.browsing import Browsing
from workbench.serialization.serializer import Find
from workbench.tui.form import FILE, SOURCE, STRATEGY, Form
from workbench.tui.screens.pick import Option

STRATEGIES = {
    "record": "the record's full name",
    "topic-record": "topic, then the record's full name",
    "associated": "the registry says which",
}


@runtime_checkable
class Typed(Protocol):
    """A serializer whose schema has several types to choose among."""

    @property
    def types(self) -> tuple[str, ...]:
        """Their full names, the default first."""


@dataclass(frozen=True, slots=True)
class Offers:
    """Answers at once with what is known; what is asked for meanwhile is there the next time."""

    BY_NAME: ClassVar[str] = "\0by name"
    """The value of the option that asks for a name."""

    browsing: Browsing | None
    find: Find
    topic: str
    part: Part

    def ask(self, form: Form) -> None:
        """Have asked for what somebody may want to see in a moment."""
        for name in ("subject", "version"):
            if form.matters(name) and any(row.name == name for row in form.rows):
                self.options(name, form)

    def options(self, name: str, form: Form) -> tuple[Option, ...]:
        """What a row can be."""
        if name == "subject":
            return self._subjects(form)
        if name == "version":
            return self._versions(form)
        if name == "type":
            return self._types(form)
        choices = form.row(name).choices
        default = Option("", "as the schema comes", name="default") if name == "framing" else None
        return (*([default] if default else []), *(Option(choice) for choice in choices))

    def shown(self, name: str, form: Form, value: str) -> str:
        """What the row says for a value."""
        if name == "subject":
            return f"{value.removeprefix(STRATEGY)} strategy" if value.startswith(STRATEGY) else value or self._own
        if name == "version":
            return value or "latest"
        if name == "type":
            return value or ("choose one" if _must_be_named(form) else self._first_type(form))
        if name == "framing":
            return value or f"default: {'none' if form.value(SOURCE) == FILE and not form.value('id') else 'confluent'}"
        return value or "choose one"

    @property
    def _own(self) -> str:
        """The topic's own subject."""
        return f"{self.topic or 'topic'}-{self.part}" if self.part is not Part.HEADER else "choose one"

    def _subjects(self, form: Form) -> tuple[Option, ...]:
        made = None if self.browsing is None else self.browsing.names()
        names = made.value or () if made is not None else ()
        own = (
            () if self.part is Part.HEADER else (Option("", "the topic's own", name=self._own, group="By the record"),)
        )
        strategies = [
            Option(f"{STRATEGY}{one}", about, name=f"{one} strategy", group="By the record")
            for one, about in STRATEGIES.items()
            if self.part is not Part.HEADER
        ]
        present = form.value("subject")
        by_hand = {present} - {"", *names} if not present.startswith(STRATEGY) else set()
        subjects = (Option(one, group="Subjects") for one in (*sorted(by_hand), *names))
        return (*own, *strategies, *subjects, self._by_name("Subjects"))

    def _versions(self, form: Form) -> tuple[Option, ...]:
        subject = form.value("subject")
        named = self._own if not subject or subject.startswith(STRATEGY) else subject
        made = None if self.browsing is None else self.browsing.subject(named)
        known = made.value.versions if made is not None and made.value is not None else ()
        latest = f"v{known[-1]} now, and each newer one" if known else "the newest each time"
        numbers = (Option(str(one), "the newest" if one == known[-1] else "", name=f"v{one}") for one in known[::-1])
        return (Option("", latest, name="latest"), *numbers, self._by_name(""))

    def _types(self, form: Form) -> tuple[Option, ...]:
        types = self._known_types(form)
        first = () if _must_be_named(form) else (Option("", types[0] if types else "", name="the first"),)
        return (*first, *(Option(one) for one in types), self._by_name(""))

    def _first_type(self, form: Form) -> str:
        return next((f"the first: {one}" for one in self._known_types(form)), "the first")

    def _known_types(self, form: Form) -> tuple[str, ...]:
        spec = str(form.having("type", "").spec)
        try:
            serializer = self.find(spec, self.topic, self.part)
        except Unserializable:
            return ()
        return serializer.types if isinstance(serializer, Typed) else ()

    def _by_name(self, group: str) -> Option:
        return Option(self.BY_NAME, "type it", name="another …", act=True, group=group)


def _must_be_named(form: Form) -> bool:
    """Whether the family takes no type for granted."""
    option = form.family.option("type")
    return option is not None and option.is_required
