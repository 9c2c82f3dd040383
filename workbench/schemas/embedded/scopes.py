"""A setting that a subject may have of its own: the compatibility level, the mode."""

from __future__ import annotations


class Scopes:
    """The setting of each subject that has one, and the global one, under the empty name."""

    def __init__(self, default: str) -> None:
        self._default = default
        self._own: dict[str, str] = {}

    def __getitem__(self, subject: str) -> str:
        """What holds for the subject."""
        return self._own.get(subject) or self._own.get("", self._default)

    def own(self, subject: str) -> str:
        """The subject's own, empty where it has none; of the empty name the global one."""
        return self._own.get(subject, "") or ("" if subject else self._default)

    def set(self, subject: str, value: str) -> None:
        self._own[subject] = value

    def forget(self, subject: str) -> None:
        """Take away the subject's own; the global one falls back to the default."""
        self._own.pop(subject, None)
