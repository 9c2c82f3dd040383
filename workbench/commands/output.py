"""Lines on stdout and sentences on stderr, for every command."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from workbench.commands.refused import Refused

CANNOT_WRITE = 1

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}


def line(text: str) -> None:
    """One line on stdout; a character that its encoding has not is written out as an escape."""
    try:
        print(text)
    except UnicodeEncodeError:
        encoding = sys.stdout.encoding
        print(text.encode(encoding, "backslashreplace").decode(encoding))


def complain(command: str, sentence: str) -> None:
    """A sentence for a person on stderr, with the command it comes from; `workbench` itself has no name."""
    if sys.stderr is None:  # `2>&-`: print would take stdout, where a program reads on
        return
    print(f"{' '.join(filter(None, ('workbench', command)))}: {sentence}", file=sys.stderr)


@contextmanager
def quiet_when_the_reader_leaves() -> Iterator[None]:
    """Writes what is still buffered at the end, and ends without a word where `| head` has closed the pipe.

    Raises Refused, with exit code 1, where the output cannot be written.
    """
    try:
        try:
            yield
        finally:
            if sys.stdout is not None:  # `>&-`
                sys.stdout.flush()
    except BrokenPipeError:
        _write_no_more()
    except OSError as error:
        if error.errno not in _FULL:
            raise
        _write_no_more()
        raise Refused(f"the output cannot be written: {error.strerror}", CANNOT_WRITE) from None


def _write_no_more() -> None:
    """The interpreter flushes once more on its way out, and would complain."""
    with suppress(OSError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)
