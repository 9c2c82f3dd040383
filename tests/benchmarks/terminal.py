"""A program in a terminal of its own: bytes in, bytes out, and the moment at which something was painted."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from types import TracebackType
from typing import Self


class Terminal:
    """Runs a command in a pseudo terminal of a given size, and ends it on the way out."""

    def __init__(self, *command: str, size: tuple[int, int] = (120, 40)) -> None:
        self.started = time.perf_counter()
        self.pid, self.descriptor = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
            os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed package has its bytecode
            os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
            os.execvp(command[0], command)
        self.written = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self.pid, signal.SIGTERM)
        os.close(self.descriptor)
        os.waitpid(self.pid, 0)

    def send(self, data: bytes) -> float:
        """Press keys; the moment at which they were pressed."""
        moment = time.perf_counter()
        while data:
            self.read(0)
            data = data[os.write(self.descriptor, data[:512]) :]
        return moment

    def painted(self, marker: bytes, patience: float = 20.0) -> float:
        """Wait until `marker` is in what was written since the last call; the moment at which it was there."""
        end = time.perf_counter() + patience
        while marker not in self.written:
            if time.perf_counter() > end:
                raise TimeoutError(f"{marker!r} was never painted; last: {self.written[-400:]!r}")
            self.read(0.5)
        moment = time.perf_counter()
        self.written = self.written[self.written.index(marker) + len(marker) :]
        return moment

    def quiet(self, seconds: float = 0.15) -> None:
        """Read until nothing is written for a while."""
        while self.read(seconds):
            pass
        self.written = b""

    def read(self, patience: float) -> bool:
        """Take what is written within some seconds; False if nothing was."""
        ready, _, _ = select.select([self.descriptor], [], [], patience)
        if ready:
            self.written += os.read(self.descriptor, 65_536)
        return bool(ready)
