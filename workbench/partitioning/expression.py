"""Regular expressions that cannot hang: RE2's, whose time is linear in the text.

Python's own go back, so `(a+)+b` on forty letters keeps a process busy for years, and nothing can interrupt it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from workbench.records.escape import quoted

VALID = r"RE2's syntax, such as . [a-z] [^0-9] \d \w \s \pL ( ) | * + ? {2,5} ^ $ and (?i), without (?= (?! \1"
_MEMORY = 1 << 20  # bytes: some ten thousand steps, each {m,n} written out


class BadPattern(ValueError):
    """An expression that is none, or needs what RE2 has not; the text is the sentence."""


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression, ready to be looked for. Equal where the `pattern` is equal."""

    pattern: str
    _search: Callable[[bytes], object] = field(compare=False, repr=False)

    def found_in(self, text: bytes) -> bool:
        """Whether it matches anywhere in the text, which is UTF-8."""
        return self._search(text) is not None


def read(pattern: str) -> Expression:
    """The expression, ready for use. Raises BadPattern with a sentence."""
    import re2

    options = re2.Options()
    options.log_errors = False  # else on stderr, over the screen
    options.never_capture = True  # only whether, not where
    options.max_mem = _MEMORY
    try:
        return Expression(pattern, re2.compile(pattern, options).search)
    except UnicodeEncodeError:
        raise BadPattern("it holds half a character, which is in no key") from None
    except re2.error as error:
        said = error.args[0].decode(errors="replace")
        raise BadPattern(f"{quoted(said, 60)}; valid: {VALID}") from None
