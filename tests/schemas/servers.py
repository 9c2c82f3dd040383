"""HTTP servers on loopback whose every byte a test decides: no real registry gives half an answer."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from ssl import SSLContext
from threading import Event, Thread
from types import TracebackType
from typing import Self

from workbench.schemas.settings import RegistrySettings


@dataclass(frozen=True)
class Request:
    """What was asked."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> object:
        return json.loads(self.body)


Answer = bytes | Iterable[bytes]


def reply(status: int, body: object = None, kind: str = "application/json", **headers: str) -> bytes:
    """A whole answer; `body` is JSON unless it is bytes."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    lines = [f"HTTP/1.1 {status} words", f"Content-Length: {len(data)}", f"Content-Type: {kind}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + data


def refused(status: int, code: int, message: str) -> bytes:
    """A registry's own error."""
    return reply(status, {"error_code": code, "message": message})


@dataclass
class Server:
    """Answers each request as `answer` says: bytes, or parts of them, after which the connection ends."""

    answer: Callable[[Request], Answer]
    tls: SSLContext | None = None
    requests: list[Request] = field(default_factory=list)
    closed: Event = field(default_factory=Event)

    def __enter__(self) -> Self:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._connections: list[socket.socket] = []
        self._thread = Thread(target=self._listen, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closed.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for one in self._connections:
            one.close()
        self._thread.join(5)

    @property
    def port(self) -> int:
        port: int = self._listener.getsockname()[1]
        return port

    @property
    def url(self) -> str:
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}"

    def settings(self, **properties: str) -> RegistrySettings:
        """Settings for this server, by what comes after `schema.registry.`, dots as underscores."""
        given = {f"schema.registry.{name.replace('_', '.')}": value for name, value in properties.items()}
        return RegistrySettings.of({"schema.registry.url": self.url, **given})

    def trickle(self, first: bytes, then: bytes) -> Iterator[bytes]:
        """`first`, then `then` again and again, until the server is closed."""
        yield first
        while not self.closed.wait(0.02):
            yield then

    def paths(self) -> list[str]:
        return [f"{request.method} {request.path}" for request in self.requests]

    def _listen(self) -> None:
        while not self.closed.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        try:
            if self.tls is not None:
                connection = self.tls.wrap_socket(connection, server_side=True)
            self._connections.append(connection)
            with connection, connection.makefile("rb") as stream:
                while (request := _read(stream)) is not None:
                    self.requests.append(request)
                    answer = self.answer(request)
                    for part in [answer] if isinstance(answer, bytes) else answer:
                        connection.sendall(part)
                    if not isinstance(answer, bytes) or b"Content-Length" not in answer or b"close" in answer:
                        return
        except (OSError, ValueError):
            pass  # the other side had enough


def _read(stream: Iterable[bytes]) -> Request | None:
    lines = iter(stream.readline, b"")  # type: ignore[attr-defined]
    first = next(lines, b"").decode().split()
    if len(first) != 3:
        return None
    headers = {}
    for line in lines:
        if line == b"\r\n":
            break
        name, _, value = line.decode().partition(":")
        headers[name.lower()] = value.strip()
    body = stream.read(int(headers.get("content-length", "0")))  # type: ignore[attr-defined]
    return Request(first[0], first[1], headers, body)
