"""What is asked of the keys, once the arguments are read: by which partitioners, over how many partitions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workbench.commands.lab.keys import Keys
from workbench.partitioning.rules import Partitioner
from workbench.serialization.serializer import Serializer


@dataclass(frozen=True, slots=True)
class Asked:
    """A question; its `blocks` can be gone through once.

    `width` is that of the terminal in cells, None where stdout is none. `counts` are the other partition counts of
    "what if", `schema_ids` those of Avro keys: the present one, the one before. `topic` is where the keys lie, empty
    where they lie nowhere yet.
    """

    blocks: Iterable[Keys]
    partitioners: tuple[Partitioner, ...]
    partitions: int
    serializer: Serializer
    width: int | None = None
    spread: bool = False
    counts: tuple[int, ...] = ()
    schema_ids: tuple[int, int] = (2, 1)
    topic: str = ""
