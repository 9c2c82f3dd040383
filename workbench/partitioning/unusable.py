"""What stands where a partitioner was chosen that cannot be had: it places nothing and says why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn

from workbench.partitioning.placement import Placement
from workbench.records.errors import Problem, Unplaceable


@dataclass(frozen=True, slots=True)
class Unusable:
    """A partitioner by name only, such as a rule file that is gone. `why` is the sentence."""

    name: str
    why: str

    @property
    def about(self) -> str:
        """Why it places nothing."""
        return self.why

    def place(self, key: bytes | None, partitions: int) -> Placement:
        """Raises Unplaceable."""
        self._refuse()

    def partition(self, key: bytes | None, partitions: int) -> int | None:
        """Raises Unplaceable."""
        self._refuse()

    def partitions_of(self, keys: Sequence[bytes | None], partitions: int) -> list[int | None]:
        """Raises Unplaceable."""
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise Unplaceable(Problem(self.why))
