"""A partitioner by name only: it places nothing and says why, as every partitioner that cannot place."""

from __future__ import annotations

import pytest

from workbench.partitioning.unusable import Unusable
from workbench.records.errors import Unplaceable


def test_it_refuses_with_its_sentence_even_no_keys() -> None:
    gone = Unusable("gone.toml", "the rule file is gone")
    assert (gone.name, gone.about) == ("gone.toml", "the rule file is gone")
    for refused in (lambda: gone.place(b"k", 1), lambda: gone.partition(None, 1), lambda: gone.partitions_of((), 1)):
        with pytest.raises(Unplaceable, match=r"^the rule file is gone$"):
            refused()
