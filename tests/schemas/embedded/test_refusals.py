"""A code's first digits are its status."""

from __future__ import annotations

from workbench.schemas.embedded import refusals


def test_codes_and_statuses() -> None:
    assert refusals.no_subject("a").status == 404
    assert refusals.incompatible("a", ("x",)).status == 409
    assert refusals.Refused(405, "no").status == 405
    assert str(refusals.no_schema(7)) == "Schema 7 not found"
