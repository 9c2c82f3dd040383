"""Where librdkafka's log lines go: to the one who asked for them, never to the screen."""

from __future__ import annotations

import logging
from collections.abc import Callable


class _Lines(logging.Handler):
    """Hands each line to a function."""

    def __init__(self, feed: Callable[[str], None]) -> None:
        super().__init__(logging.DEBUG)
        self._feed = feed

    def emit(self, record: logging.LogRecord) -> None:
        self._feed(record.getMessage())


def logger_into(feed: Callable[[str], None]) -> logging.Logger:
    """A logger outside the logging tree, for a client's `logger`: its lines reach `feed` and nothing else.

    Lines arrive in the thread that polls the client. A client without a logger of its own writes to stderr.
    """
    logger = logging.Logger("librdkafka", logging.DEBUG)
    logger.addHandler(_Lines(feed))
    return logger
