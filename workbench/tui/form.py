"""The form of a serializer's options: which rows there are, which of them matter, and the spec they come to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Self

from workbench.records.errors import Part, Unserializable
from workbench.serialization.families import Family, Option, family
from workbench.serialization.spec import SerializerSpec

SOURCE: Final = "source"
REGISTRY, FILE, ID, GUID = "registry", "file", "id", "GUID"
SOURCES: Final = (REGISTRY, FILE, ID, GUID)
OF_REGISTRY: Final = ("subject", "version")
"""Rows of the form that choose a schema in the registry; a strategy is chosen as a subject."""

STRATEGY: Final = "strategy="
"""How a row's value says that the subject is to follow from the record: `strategy=record`."""

BY_RECORD: Final = (f"{STRATEGY}record", f"{STRATEGY}topic-record")
FEW: Final = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the form: its name and what it is for. `is_text` is typed, `is_switch` is one of a few words."""

    name: str
    about: str
    is_text: bool = False
    is_switch: bool = False
    choices: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """What is filled in, row by row; also in rows that do not matter now, so that switching loses nothing."""

    family: Family
    values: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, spec: str, part: Part) -> Self:
        """The form of a spec; of a header's, which has no subject of its own, with a file to begin with."""
        try:
            parsed = SerializerSpec.parse(spec)
        except Unserializable:
            parsed = SerializerSpec(spec.partition(",")[0])
        known = family(parsed.name) or Family(parsed.name, "", "")
        values = dict(parsed.options)
        if strategy := values.pop("strategy", ""):
            values["subject"] = f"{STRATEGY}{strategy}"
        if _has_source(known):
            values[SOURCE] = _source(parsed, part)
        return cls(known, tuple(values.items()))

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, in their order."""
        head = (Row(SOURCE, "where the schema comes from", is_switch=True, choices=SOURCES),)
        options = tuple(_row(one) for one in self.family.options if one.name != "strategy")
        return (*(head if _has_source(self.family) else ()), *options)

    def row(self, name: str) -> Row:
        """The row of that name."""
        return next(row for row in self.rows if row.name == name)

    def value(self, name: str) -> str:
        """What stands in a row."""
        return dict(self.values).get(name, "")

    def having(self, name: str, value: str) -> Form:
        """The same with this in that row. Another subject has other versions."""
        values = {**dict(self.values), name: value}
        if name == "subject":
            values["version"] = ""
        return replace(self, values=tuple(values.items()))

    def matters(self, name: str) -> bool:
        """Whether the row has a part in the spec as it is filled in."""
        source = self.value(SOURCE)
        if not source or name == SOURCE:
            return True
        if name in OF_REGISTRY:
            return source == REGISTRY
        if name in ("schema", "guid"):
            return source == {"schema": FILE, "guid": GUID}[name]
        if name == "id":
            return source in (ID, FILE)
        return name != "type" or self._has_type(source)

    def _has_type(self, source: str) -> bool:
        return self.family.name == "protobuf" or source == FILE or self.value("subject") in BY_RECORD

    @property
    def missing(self) -> str:
        """The first row that has to be filled in and is not; empty for none."""
        needed = {FILE: "schema", ID: "id", GUID: "guid"}.get(self.value(SOURCE), "")
        required = [option.name for option in self.family.options if option.is_required]
        return next((name for name in (needed, *required) if name and not self.value(name).strip()), "")

    @property
    def spec(self) -> SerializerSpec:
        """What the rows that matter come to; a first choice is the default and needs no words."""
        options: dict[str, str] = {}
        for option in self.family.options:
            value = self.value(option.name).strip()
            if option.name != "strategy" and value and self.matters(option.name) and not _is_default(option, value):
                options[option.name] = value
        subject = options.get("subject", "")
        if subject.startswith(STRATEGY):
            options["strategy"] = subject.removeprefix(STRATEGY)
            del options["subject"]
        return SerializerSpec(self.family.name, tuple(options.items()))


def _has_source(known: Family) -> bool:
    return known.option("subject") is not None


def _source(spec: SerializerSpec, part: Part) -> str:
    given = ((FILE, "schema"), (REGISTRY, "subject"), (REGISTRY, "strategy"), (ID, "id"), (GUID, "guid"))
    default = FILE if part is Part.HEADER else REGISTRY
    return next((source for source, option in given if spec[option]), default)


def _row(option: Option) -> Row:
    if option.choices and len(option.choices) <= FEW and not option.is_required:
        return Row(option.name, option.about, is_switch=True, choices=option.choices)
    is_text = option.name in ("schema", "id", "guid") or (not option.choices and option.name not in OFFERED)
    return Row(option.name, option.about, is_text=is_text, choices=option.choices, hint=HINTS.get(option.name, ""))


def _is_default(option: Option, value: str) -> bool:
    return bool(option.choices) and value == option.choices[0] and option.name in ("form", "protocol", "strategy")


OFFERED: Final = ("subject", "version", "type")
"""Rows whose values are looked up."""

HINTS: Final = {
    "schema": "a file's path; → completes it",
    "id": "such as 42",
    "guid": "such as 89791762-2336-186f-9674-299b90a802e2",
    "charset": "UTF-8; or UTF-16, ISO-8859-1, EUC-KR …",
    "type": "such as shop.Order",
    "subject": "such as orders-value",
}
"""What an empty row says."""
