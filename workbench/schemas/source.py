"""What a serializer with a schema is made of, once it is found: a registry's schema, or files."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from workbench.schemas.files import Stamp
from workbench.serialization.schema import Registered, Schema


@dataclass(frozen=True, slots=True)
class Source:
    """A schema, where it was found. Equal sources make equal serializers.

    `schema` is what Avro, JSON Schema and Protobuf have; `texts` are the files of Thrift and of a layout by their
    names, the main one first. `stamps` are the files it was read from; `good_for` is the seconds after which a
    registry is asked again.
    """

    schema: Schema | None = None
    registered: Registered | None = None
    texts: tuple[tuple[str, str], ...] = ()
    stamps: tuple[Stamp, ...] = field(default=(), compare=False)
    good_for: float = math.inf

    @property
    def is_current(self) -> bool:
        """Whether its files are still as they were read."""
        return all(stamp.is_current for stamp in self.stamps)
