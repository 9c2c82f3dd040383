"""What a command answers instead of doing what it was asked."""

from __future__ import annotations


class Refused(Exception):
    """The command cannot do it; the text says why and what would be valid, `code` is the exit code."""

    def __init__(self, sentence: str, code: int = 2) -> None:
        super().__init__(sentence)
        self.code = code
