"""The compatibility verdict on a new schema, in the words of a registry's `verbose` answers."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.schemas.embedded.checking import compiled
from workbench.schemas.embedded.entries import Entry
from workbench.schemas.embedded.store import Store
from workbench.serialization.schema import Schema


def verdict(store: Store, subject: str, new: Schema, against: Sequence[Entry]) -> tuple[str, ...]:
    """What is incompatible with which version, the newest first, and the level; nothing where all is well.

    The level is the subject's own. Without TRANSITIVE only the last of `against` counts.
    """
    from workbench.serialization.compatibility import check

    level = store.levels[subject]
    looked_at = against if level.endswith("_TRANSITIVE") else against[-1:]
    for old in reversed(looked_at):
        found = check(compiled(new), [compiled(store.complete(old.given))], level)
        if found:
            said = (_words(each.kind, each.what, each.path) for each in found)
            older = (f"{{oldSchemaVersion: {old.version}}}", f"{{oldSchema: '{old.given.text}'}}")
            return (*said, *older, f"{{compatibility: '{level}'}}")
    return ()


def _words(kind: str, what: str, path: str) -> str:
    return f"{{errorType:'{kind}', description:'{what}', additionalInfo:'{path}'}}"
