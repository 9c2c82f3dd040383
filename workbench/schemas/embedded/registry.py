"""The embedded registry: listening on loopback from construction to `close`, costing nothing until somebody asks."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterable
from contextlib import suppress
from selectors import EVENT_READ, DefaultSelector
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from workbench.schemas.embedded.store import Store

HOST = "127.0.0.1"
_MOST_CONNECTIONS = 64
_BACKLOG = 64


class EmbeddedRegistryError(RuntimeError):
    """The embedded registry cannot start; the text is a sentence for a person."""


class EmbeddedRegistry:
    """A schema registry for this machine's own programs, with a schema for each of the topics that it knows one for.

    Its store and its server are made with the first connection, so that a start that needs no schema pays for none.
    Usable from any thread.
    """

    def __init__(self, port: int = 0, topics: Iterable[str] | None = None) -> None:
        """Port 0 is any free one; `topics` None stands for every one that has an example."""
        self._topics = None if topics is None else tuple(topics)
        self._listener = _listening(port)
        self.port: int = self._listener.getsockname()[1]
        self._wake, self._woken = socket.socketpair()
        self._lock = threading.Lock()
        self._store: Store | None = None
        self._connections: set[socket.socket] = set()
        self._closed = False
        self._thread = threading.Thread(target=self._accept, name="embedded registry", daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """What to give as `schema.registry.url`."""
        return f"http://{HOST}:{self.port}"

    def close(self) -> None:
        """End the listener and every connection; a second call does nothing."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
        self._wake.send(b"\0")
        self._thread.join()
        with self._lock:
            connections = tuple(self._connections)
        for connection in connections:
            _hang_up(connection)
        for one in (self._listener, self._wake, self._woken):
            one.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _accept(self) -> None:
        with DefaultSelector() as selector:
            for one in (self._listener, self._woken):
                selector.register(one, EVENT_READ)
            while self._woken not in [key.fileobj for key, _ in selector.select()]:
                with suppress(OSError):  # it left before it was let in
                    self._let_in(self._listener.accept()[0])

    def _let_in(self, connection: socket.socket) -> None:
        connection.setblocking(True)
        with self._lock:
            if len(self._connections) >= _MOST_CONNECTIONS:
                connection.close()
                return
            self._connections.add(connection)
        threading.Thread(target=self._serve, args=(connection,), name="embedded registry", daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        from workbench.schemas.embedded.server import serve

        try:
            serve(connection, self._filled())
        finally:
            with self._lock:
                self._connections.discard(connection)
            connection.close()

    def _filled(self) -> Store:
        """The store, made for the first who asks."""
        with self._lock:
            if self._store is None:
                from workbench.schemas.embedded.examples import filled

                self._store = filled(self._topics)
            return self._store


def _listening(port: int) -> socket.socket:
    listener = socket.socket()
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen(_BACKLOG)
        listener.setblocking(False)
    except OSError as error:
        listener.close()
        where = f"port {port}" if port else "a loopback port"
        raise EmbeddedRegistryError(f"the embedded registry cannot listen on {where}: {error.strerror}") from error
    return listener


def _hang_up(connection: socket.socket) -> None:
    """Its thread wakes from reading, and closes it."""
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
