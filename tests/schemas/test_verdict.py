"""What a registry says of a schema as the next version."""

from __future__ import annotations

from workbench.schemas.verdict import Verdict


def test_incompatible_changes_are_read_out_of_the_registry_s_words() -> None:
    verdict = Verdict(
        False,
        (
            "{errorType:'TYPE_MISMATCH', description:'The type (path '/fields/0') is another', additionalInfo:'x'}",
            '{errorType:"FIELD_REMOVED", description:"The schema has no field"}',
            "{oldSchemaVersion: 2}",
            "{oldSchema: '...'}",
            "{compatibility: 'BACKWARD'}",
            "Karapace says\x1b[2J it so",
        ),
    )
    assert verdict.changes == (
        "TYPE_MISMATCH: The type (path '/fields/0') is another",
        "FIELD_REMOVED: The schema has no field",
        "Karapace says\\x1b[2J it so",
    )
