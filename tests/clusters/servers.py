"""Ports that are no broker: what stands behind a wrong address."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress


@contextmanager
def answering(answer: Callable[[socket.socket], None]) -> Iterator[str]:
    """`host:port` of a listener that gives every connection to `answer` and keeps it open until the end."""
    with socket.create_server(("127.0.0.1", 0), backlog=50) as listener, ExitStack() as kept:

        def serve() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = listener.accept()
                    kept.enter_context(closing(connection))
                    threading.Thread(target=_quietly, args=(answer, connection), daemon=True).start()

        threading.Thread(target=serve, daemon=True).start()
        try:
            yield address(listener)
        finally:
            listener.shutdown(socket.SHUT_RDWR)  # wakes the one who accepts


@contextmanager
def black_hole() -> Iterator[str]:
    """`host:port` whose connections are never completed: the queue of the listener is full."""
    with socket.socket() as listener, ExitStack() as queue:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for _ in range(4):
            waiting = queue.enter_context(closing(socket.socket()))
            waiting.setblocking(False)
            waiting.connect_ex(listener.getsockname())
        yield address(listener)


@contextmanager
def nobody() -> Iterator[str]:
    """`host:port` where nobody listens, and nobody else can meanwhile."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield address(bound)


def mute(connection: socket.socket) -> None:
    """Takes the connection and never says a word."""


def hang_up(connection: socket.socket) -> None:
    """Hangs up at the first request, as a TLS listener does when plain text comes."""
    connection.recv(1024)
    connection.close()


def http(connection: socket.socket) -> None:
    """Answers as a web server does."""
    connection.recv(1024)
    connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")


def address(listener: socket.socket) -> str:
    """`host:port` of a socket."""
    host, port = listener.getsockname()
    return f"{host}:{port}"


def _quietly(answer: Callable[[socket.socket], None], connection: socket.socket) -> None:
    with suppress(OSError):
        answer(connection)
