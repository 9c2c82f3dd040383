"""What a registry says of a schema as a subject's next version."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from workbench.records.escape import escape

_CHANGE: Final = re.compile(
    r"\{errorType:['\"](\w+)['\"], description:['\"](.*?)['\"](?:, additionalInfo:.*)?\}$", re.DOTALL
)
_REPEATED: Final = ("{oldSchema", "{validateFields", "{compatibility")
_CHANGE_LIMIT: Final = 1000


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the registry says of a schema as the next version, in its own words."""

    is_compatible: bool
    messages: tuple[str, ...] = ()

    @property
    def changes(self) -> tuple[str, ...]:
        """Each incompatible change as `TYPE_MISMATCH: what it is`, made safe; what only repeats a schema is left out.

        Confluent writes them as `{errorType:'…', description:'…', …}` (Difference.java); other words stay as they are.
        """
        found = ((_CHANGE.match(words), words) for words in self.messages if not words.startswith(_REPEATED))
        return tuple(
            escape(f"{change[1]}: {change[2]}" if change else words)[:_CHANGE_LIMIT] for change, words in found
        )
