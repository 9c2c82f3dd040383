"""The embedded registry's HTTP: one connection, its requests one after the other."""

from __future__ import annotations

from socket import socket
from typing import TYPE_CHECKING

from workbench.schemas.embedded.routes import answer
from workbench.schemas.embedded.store import Store

if TYPE_CHECKING:
    from http.server import BaseHTTPRequestHandler as _Base
else:
    _Base = object  # http.server is loaded with the first connection

LARGEST = 10 << 20
"""Bytes of a request's body."""

IDLE = 60.0
"""Seconds in which a connection may say nothing."""

_JSON = "application/vnd.schemaregistry.v1+json"


def serve(connection: socket, store: Store) -> None:
    """Answer what comes over the connection until it ends. Closes nothing: the caller has the socket."""
    from http.server import BaseHTTPRequestHandler

    handler = type("Handler", (_Handler, BaseHTTPRequestHandler), {"registry": store})
    try:
        handler(connection, connection.getpeername(), None)
    except OSError:
        return  # it left in the middle of something; a registry has nothing to say to that


class _Handler(_Base):
    """HTTP/1.1 with lengths: keep-alive, no chunks."""

    protocol_version = "HTTP/1.1"
    server_version, sys_version = "workbench", ""
    timeout = IDLE
    disable_nagle_algorithm = True
    wbufsize = -1
    registry: Store

    def do_GET(self) -> None:  # noqa: N802 - the base class asks for these names
        self._answer()

    do_POST = do_PUT = do_DELETE = do_HEAD = do_GET  # noqa: N815 - and these

    def _answer(self) -> None:
        length = self.headers.get("Content-Length", "0")
        if "chunked" in self.headers.get("Transfer-Encoding", "") or not length.isdecimal() or len(length) > 9:
            self._refuse(411, "a body needs its Content-Length")
        elif int(length) > LARGEST:
            self._refuse(413, f"a body has at most {LARGEST >> 20} MB")
        else:
            data = self.rfile.read(int(length))
            method = "GET" if self.command == "HEAD" else self.command
            self._say(*answer(self.registry, method, self.path, data))

    def _refuse(self, status: int, why: str) -> None:
        self.close_connection = True
        self._say(status, b'{"error_code":%d,"message":"%s"}' % (status, why.encode()))

    def _say(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", _JSON)
        self.send_header("Content-Length", str(len(body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Nothing: the screen is the terminal's."""
