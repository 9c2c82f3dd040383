"""An entry says how it is referred to."""

from __future__ import annotations

from workbench.schemas.embedded.entries import Entry, Given
from workbench.serialization.schema import Reference, SchemaType


def test_its_reference_has_no_name_yet() -> None:
    assert Entry("a", 2, 9, Given(SchemaType.JSON, "{}")).reference == Reference("", "a", 2)
