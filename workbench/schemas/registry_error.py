"""Why a schema registry gave no answer that can be used."""

from __future__ import annotations

from typing import Final

from workbench.records.errors import Problem, Unserializable

_ABOUT_THE_QUESTION: Final = frozenset({400, 404, 409, 422})


class RegistryError(Unserializable):
    """One sentence for a person. `status` is HTTP's and `code` the registry's own, such as 40401; 0 for none."""

    def __init__(self, what: str, valid: str = "", *, status: int = 0, code: int = 0) -> None:
        super().__init__(Problem(what, valid))
        self.status = status
        self.code = code

    @property
    def is_missing(self) -> bool:
        """Whether the registry says that there is no such thing."""
        return self.status == 404

    @property
    def is_about_the_question(self) -> bool:
        """Whether the same question would never be answered; else the registry is down, slow, closed or talks nonsense.

        Scripts try again after the one and not after the other.
        """
        return self.status in _ABOUT_THE_QUESTION


class WrongQuestion(RegistryError):
    """What was asked for cannot be in any registry: none was asked."""

    @property
    def is_about_the_question(self) -> bool:
        """Always."""
        return True
