"""HTTP as it comes over the wire: keep-alive, bodies, and clients that make no sense."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from http.client import HTTPConnection

import pytest

from workbench.schemas.embedded.registry import EmbeddedRegistry
from workbench.schemas.embedded.server import LARGEST


@pytest.fixture
def registry() -> Iterator[EmbeddedRegistry]:
    with EmbeddedRegistry(topics=[]) as running:
        yield running


def said(registry: EmbeddedRegistry, request: bytes) -> bytes:
    """What comes back until the other side closes."""
    with socket.create_connection(("127.0.0.1", registry.port)) as connection:
        connection.settimeout(20)
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def test_one_connection_has_many_requests(registry: EmbeddedRegistry) -> None:
    connection = HTTPConnection("127.0.0.1", registry.port, timeout=20)
    for _ in range(3):
        connection.request("GET", "/subjects")
        answer = connection.getresponse()
        assert (answer.status, answer.read()) == (200, b"[]")
        assert answer.headers["Content-Type"] == "application/vnd.schemaregistry.v1+json"
    connection.request("HEAD", "/subjects")
    answer = connection.getresponse()
    assert (answer.status, answer.read(), answer.headers["Content-Length"]) == (200, b"", "2")
    connection.close()


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        (b"POST /subjects/a/versions HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", 411),
        (b"POST /subjects/a/versions HTTP/1.1\r\nContent-Length: -5\r\n\r\n", 411),
        (b"POST /subjects/a/versions HTTP/1.1\r\nContent-Length: many\r\n\r\n", 411),
        (b"POST /subjects/a/versions HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % (LARGEST + 1), 413),
        (b"PATCH / HTTP/1.1\r\n\r\n", 501),
        (b"GET / HTTP/9.9\r\n\r\n", 505),
        (b"nonsense\r\n\r\n", 400),
        (b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n", 414),
        (b"GET /subjects HTTP/1.0\r\n\r\n", 200),
    ],
)
def test_what_makes_no_sense_gets_a_status_and_the_connection_ends(
    registry: EmbeddedRegistry, request_bytes: bytes, status: int, capfd: pytest.CaptureFixture[str]
) -> None:
    assert f" {status} ".encode() in said(registry, request_bytes).split(b"\r\n", 1)[0]
    assert capfd.readouterr() == ("", "")


def test_a_half_request_is_no_request(registry: EmbeddedRegistry, capfd: pytest.CaptureFixture[str]) -> None:
    half = b"POST /subjects/a/versions HTTP/1.1\r\nContent-Length: 100\r\n\r\n{"
    assert b"400" in said(registry, half).split(b"\r\n", 1)[0]
    assert b"400" in said(registry, b"POST /subjects")
    assert capfd.readouterr() == ("", "")
