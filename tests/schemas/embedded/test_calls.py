"""Words of a query and a path."""

from __future__ import annotations

import pytest

from workbench.schemas.embedded.calls import Call, cut, id_of, version_of
from workbench.schemas.embedded.refusals import Refused
from workbench.schemas.embedded.store import LATEST


def test_switches_are_read_as_java_reads_them() -> None:
    call = Call({"a": ["true"], "b": ["True"], "c": ["1"], "d": []})
    assert [call.flag(name) for name in "abcde"] == [True, True, False, False, False]


@pytest.mark.parametrize(
    ("query", "left"),
    [({}, [1, 2, 3]), ({"offset": ["1"]}, [2, 3]), ({"limit": ["2"]}, [1, 2]), ({"limit": ["-1"]}, [1, 2, 3])],
)
def test_lists_are_cut(query: dict[str, list[str]], left: list[int]) -> None:
    assert cut(Call(query), [1, 2, 3]) == left


def test_versions_and_ids() -> None:
    assert [version_of(text) for text in ("latest", "-1", "1", "2147483647")] == [LATEST, LATEST, 1, 2147483647]
    assert id_of("12") == 12
    for text in ("0", "2147483648", "٣", "", "1.0"):
        with pytest.raises(Refused):
            version_of(text)
    with pytest.raises(Refused):
        id_of("٣")
