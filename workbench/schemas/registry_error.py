"""Why a schema registry gave no answer that can be used."""

from __future__ import annotations

from workbench.records.errors import Problem, Unserializable


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
