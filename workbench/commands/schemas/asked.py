"""Whom an act asks, and the subjects that its arguments name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.commands.serializing import no_registry
from workbench.schemas.serializers import Serializers
from workbench.schemas.sources import LATEST

if TYPE_CHECKING:
    from workbench.schemas.registry import Registry

SUBJECT = "SUBJECT[@VERSION]"


@dataclass(frozen=True, slots=True)
class Asked:
    """The registry, None where none is named, and what makes serializers with it."""

    known: Registry | None
    serializers: Serializers

    @property
    def registry(self) -> Registry:
        """Raises Refused where none is named."""
        if self.known is None:
            raise no_registry()
        return self.known


def subject_version(text: str) -> tuple[str, int | str]:
    """The subject and the version of `orders-value@2`; the latest where none is named. A subject may hold an `@`."""
    subject, separator, version = text.rpartition("@")
    if separator and version == LATEST:
        return subject, LATEST
    if separator and version.isascii() and version.isdecimal() and len(version) <= 9:
        return subject, int(version)
    return text, LATEST
