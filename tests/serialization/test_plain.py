"""Every plain family makes the serializer that its spec names."""

from __future__ import annotations

import pytest

from workbench.records.errors import Unserializable
from workbench.serialization.catalogue import find
from workbench.serialization.families import FAMILIES
from workbench.serialization.plain import MAKERS, make
from workbench.serialization.spec import SerializerSpec

SPECS = [*(name for name in MAKERS if name != "list"), "list,of=uuid,charset=UTF-16", "string,charset=EUC-KR"]


@pytest.mark.parametrize("spec", [*SPECS, "json,form=compact", "varint,form=unsigned", "uuid,charset=UTF-16"])
def test_a_serializer_is_named_by_its_spec(spec: str) -> None:
    assert find(spec).name == spec
    assert find(spec).about


def test_the_families_without_a_schema_are_made_here_but_for_files() -> None:
    assert {one.name for one in FAMILIES if not one.needs_schema} == {*MAKERS, "file"}


def test_a_charset_that_is_none_is_refused() -> None:
    with pytest.raises(Unserializable, match="there is no charset 'x'"):
        make(SerializerSpec("string", (("charset", "x"),)))
