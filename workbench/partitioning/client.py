"""An entry of the catalogue: a client library's way of placing keys, with its versions and its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workbench.partitioning.placement import Placement
from workbench.partitioning.rules import Rule


@dataclass(frozen=True, slots=True, eq=False)
class Client:
    """A partitioner with a name of its own, that places keys by a `rule` it shares with its equals.

    `about` is what a choice list shows (46 cells), `versions` those with this behaviour, `source` the file it was
    read from or the library that was run, `note` what people trip over. `default`: what the library as it is today
    does when nobody configures a partitioner. `spoken` is who it is within a sentence: "a Go service on Sarama's
    default".
    """

    name: str
    about: str
    family: str
    versions: str
    source: str
    rule: Rule
    note: str = ""
    default: bool = False
    spoken: str = ""

    @property
    def behaviour(self) -> str:
        """What becomes of a key: "murmur2, sign bit cleared"."""
        return self.rule.behaviour

    @property
    def null(self) -> str:
        """What becomes of a null key: "any (sticky)", "hashed as no bytes", "partition 0"."""
        return self.rule.null_words

    @property
    def empty(self) -> str:
        """The same of an empty key, which is not null."""
        return self.rule.empty_words

    def place(self, key: bytes | None, partitions: int) -> Placement:
        """Where the key lands, with the working. Raises ValueError for a count that no topic can have."""
        return replace(self.rule.place(key, partitions), partitioner=self.name)

    def partition(self, key: bytes | None, partitions: int) -> int | None:
        """The partition alone, quickly; None is any."""
        return self.rule.partition(key, partitions)

    def partitions_of(self, keys: Sequence[bytes | None], partitions: int) -> list[int | None]:
        """The partition of each key."""
        return self.rule.partitions_of(keys, partitions)
