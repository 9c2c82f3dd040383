"""One exchange over HTTP, within a time and a size, whatever the other side does."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Timer
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

from workbench.records.escape import escape, quoted
from workbench.schemas.settings import Tls

if TYPE_CHECKING:
    from http.client import HTTPConnection, HTTPResponse
    from socket import socket as Socket  # noqa: N812 - it is a class
    from ssl import SSLContext

LARGEST = 10_000_000
"""Bytes that an answer may have."""

_IDLE = 4
_PART = 65_536
_PLAIN_MARKS = ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "PACKET_LENGTH_TOO_LONG")
_TLS_ALERT = "\x15\x03"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status, the body, its type and, of a redirect, the place."""

    status: int
    body: bytes
    kind: str = ""
    location: str = ""


class NoAnswer(Exception):
    """There was none; the text says why. `is_safe_elsewhere`: nothing was said, another server may be asked."""

    def __init__(self, why: str, *, is_safe_elsewhere: bool = False) -> None:
        super().__init__(why)
        self.is_safe_elsewhere = is_safe_elsewhere


class Connections:
    """Connections to one server, kept open between questions. May be asked from several threads at once."""

    def __init__(self, url: str, tls: Tls) -> None:
        self.url = url
        self._at: SplitResult = urlsplit(url)
        self._tls = tls
        self._context: SSLContext | None = None
        self._idle: list[HTTPConnection] = []
        self._turn = Lock()

    def ask(self, method: str, path: str, headers: Mapping[str, str], body: bytes | None, seconds: float) -> Answer:
        """The answer to one request. Raises NoAnswer: no connection, no time left, half an answer, too much of it."""
        until = time.monotonic() + seconds
        connection = self._kept()
        if connection is not None:
            try:
                return self._exchange(connection, method, path, headers, body, until)
            except _Stale:
                pass  # it was closed while it lay there
        return self._exchange(self._fresh(seconds), method, path, headers, body, until)

    def close(self) -> None:
        """Close what lies idle."""
        with self._turn:
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _kept(self) -> HTTPConnection | None:
        with self._turn:
            return self._idle.pop() if self._idle else None

    def _keep(self, connection: HTTPConnection) -> None:
        with self._turn:
            if len(self._idle) < _IDLE and connection.sock is not None:
                self._idle.append(connection)
                return
        connection.close()

    def _fresh(self, seconds: float) -> HTTPConnection:
        from http.client import HTTPConnection, HTTPSConnection

        assert self._at.hostname is not None  # the settings have looked
        if self._at.scheme == "http":
            return HTTPConnection(self._at.hostname, self._at.port, timeout=seconds)
        return HTTPSConnection(self._at.hostname, self._at.port, timeout=seconds, context=self._secure())

    def _secure(self) -> SSLContext:
        with self._turn:
            if self._context is None:
                self._context = _context(self._tls)
            return self._context

    def _exchange(
        self,
        connection: HTTPConnection,
        method: str,
        path: str,
        headers: Mapping[str, str],
        body: bytes | None,
        until: float,
    ) -> Answer:
        from http.client import HTTPException

        was_open, heard = connection.sock is not None, False
        try:
            if not was_open:
                connection.connect()
            with _cut_off_at(until, connection.sock):
                connection.request(method, (self._at.path + path) or "/", body, dict(headers))
                response = connection.getresponse()
                heard = True
                answer = _read(response)
        except (OSError, HTTPException, ValueError, NoAnswer) as error:
            connection.close()
            _in_time(until)
            if isinstance(error, NoAnswer):
                raise
            if was_open and not heard:
                raise _Stale from None
            raise NoAnswer(reason(error), is_safe_elsewhere=not heard) from None
        _in_time(until, connection)
        if response.will_close:
            connection.close()
        else:
            self._keep(connection)
        return answer


def _in_time(until: float, connection: HTTPConnection | None = None) -> None:
    """Raises NoAnswer when the time is up: what was cut off looks like an end, even like a whole answer."""
    if time.monotonic() >= until:
        if connection is not None:
            connection.close()
        raise NoAnswer("no whole answer came in time") from None


class _Stale(Exception):
    """A connection that was kept turned out to be closed."""


@contextmanager
def _cut_off_at(until: float, sock: Socket) -> Iterator[None]:
    """A server that sends a byte now and then never runs into a socket's timeout: cut it off when the time is up.

    The connection itself lets go of its socket while an answer without a length is read, so it is held here.
    """
    timer = Timer(max(until - time.monotonic(), 0.0), _cut, (sock,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _cut(sock: Socket) -> None:
    from socket import SHUT_RDWR, socket

    with suppress(OSError):
        socket.shutdown(sock, SHUT_RDWR)  # not a TLS socket's own, which would let go of its state under a reader


def _read(response: HTTPResponse) -> Answer:
    if response.length is not None and response.length > LARGEST:
        raise NoAnswer(f"its answer has {response.length:,} bytes, more than {LARGEST:,}")
    parts, size = [], 0
    while part := response.read(_PART):
        parts.append(part)
        size += len(part)
        if size > LARGEST:
            raise NoAnswer(f"its answer has more than {LARGEST:,} bytes")
    if response.length:
        raise NoAnswer("its answer ends in the middle")
    kind, location = (response.headers.get(name) or "" for name in ("Content-Type", "Location"))
    return Answer(response.status, b"".join(parts), kind, location)


def _context(tls: Tls) -> SSLContext:
    import ssl

    try:
        ca = Path(tls.ca).expanduser() if tls.ca else None
        folder = ca is not None and ca.is_dir()
        context = ssl.create_default_context(cafile=None if folder else ca, capath=ca if folder else None)
    except (OSError, ValueError, RuntimeError) as error:
        raise NoAnswer(f"the CA certificates of {quoted(tls.ca, 80)} cannot be read: {_cause(error)}") from None
    context.check_hostname = tls.checks_name
    if tls.certificate:
        try:
            # A password is always given: without one OpenSSL would ask for it on the terminal.
            context.load_cert_chain(tls.certificate, tls.key or None, lambda: tls.key_password)
        except (OSError, ValueError) as error:
            what = f"the certificate {quoted(tls.certificate, 80)} and its key cannot be used"
            raise NoAnswer(f"{what}: {_cause(error)}") from None
    return context


def reason(error: Exception) -> str:
    """Why there was no answer, in words that go on after the server's name."""
    from http.client import BadStatusLine, HTTPException, IncompleteRead, RemoteDisconnected
    from socket import gaierror
    from ssl import SSLCertVerificationError, SSLError

    known: tuple[tuple[type[Exception], str], ...] = (
        (SSLCertVerificationError, f"its certificate is not trusted: {getattr(error, 'verify_message', '')}"),
        (SSLError, _tls_words(error)),
        (gaierror, "its name is not known"),
        (ConnectionRefusedError, "nothing listens there"),
        (TimeoutError, "no answer came in time"),
        (RemoteDisconnected, "it closed the connection without an answer"),
        (IncompleteRead, "its answer ends in the middle"),
        (ConnectionError, "it broke the connection off"),
        (BadStatusLine, _status_words(error)),
        (HTTPException, "what it answers is no HTTP"),
        (OSError, _cause(error)),
    )
    return escape(next((words for kind, words in known if isinstance(error, kind)), "what it answers is no HTTP"))


def _tls_words(error: Exception) -> str:
    """OpenSSL names what it read where a plain server answered as if it were a version or a record of TLS."""
    why = str(getattr(error, "reason", None) or error)
    if any(mark in why for mark in _PLAIN_MARKS):
        return "it does not speak TLS there; perhaps its URL begins with http://"
    return f"TLS fails: {why.replace('_', ' ').lower()}"


def _status_words(error: Exception) -> str:
    is_tls = str(getattr(error, "line", "")).startswith(_TLS_ALERT)
    return "what it answers is no HTTP" + (" but TLS; perhaps its URL begins with https://" if is_tls else "")


def _cause(error: Exception) -> str:
    return escape(getattr(error, "strerror", None) or str(error) or type(error).__name__)
