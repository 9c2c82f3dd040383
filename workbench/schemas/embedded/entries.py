"""The values the embedded registry keeps: schemas as given, and where each stands."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.serialization.schema import Reference, SchemaType


@dataclass(frozen=True, slots=True)
class Given:
    """A schema as a request has it. `metadata` and `rule_set` are JSON texts, empty where there are none."""

    type: SchemaType
    text: str
    references: tuple[Reference, ...] = ()
    metadata: str = ""
    rule_set: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A version of a subject. `deleted` is softly: it is out of the lists, its id still has an answer."""

    subject: str
    version: int
    id: int
    given: Given
    deleted: bool = False

    @property
    def reference(self) -> Reference:
        """What another schema says to refer to this one, but for the name."""
        return Reference("", self.subject, self.version)


@dataclass(frozen=True, slots=True)
class Association:
    """That a resource, such as a topic, has its keys' or values' schemas under this subject."""

    subject: str
    resource: tuple[str, str, str, str]
    """Its name, namespace, id and type."""
    type: str
    """`key` or `value`."""
    lifecycle: str = "STRONG"
    frozen: bool = False
