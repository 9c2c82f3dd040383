"""One exchange ends in time and within its size, whatever the other side does."""

from __future__ import annotations

from ssl import SSLError

import pytest

from tests.schemas.servers import Request, Server, reply
from workbench.schemas.connection import LARGEST, Answer, Connections, NoAnswer, reason
from workbench.schemas.settings import Tls


def ask(server: Server, seconds: float = 5.0) -> Answer:
    connections = Connections(server.url, Tls())
    try:
        return connections.ask("GET", "/x", {}, None, seconds)
    finally:
        connections.close()


def why(server: Server, seconds: float = 5.0) -> str:
    with pytest.raises(NoAnswer) as caught:
        ask(server, seconds)
    return str(caught.value)


def test_an_answer_comes_back_whole() -> None:
    with Server(lambda _: reply(418, b"tea", "text/plain", Location="/pot")) as server:
        assert ask(server) == Answer(418, b"tea", "text/plain", "/pot")


def test_a_connection_is_used_again() -> None:
    with Server(lambda _: reply(200)) as server:
        connections = Connections(server.url, Tls())
        assert [connections.ask("GET", "/x", {}, None, 5).status for _ in range(3)] == [200] * 3
        assert len(server._connections) == 1
        connections.close()


def test_a_connection_that_was_closed_meanwhile_is_opened_anew() -> None:
    with Server(lambda _: reply(200, 1) if len(server.requests) % 2 else _gone()) as server:
        connections = Connections(server.url, Tls())
        assert [connections.ask("GET", "/x", {}, None, 5).status for _ in range(3)] == [200] * 3
        connections.close()


def _gone() -> list[bytes]:
    """The connection closes instead of an answer."""
    return []


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ([b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", b"half"], "ends in the middle"),
        ([b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"ff\r\nhalf"], "ends in the middle"),
        ([b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"zz\r\nhalf"], "ends in the middle"),
        ([b"220 smtp.example.org ready\r\n"], "no HTTP"),
        ([b"HTTP/1.1 abc\r\n\r\n"], "no HTTP"),
        ([b"\x15\x03\x03\0\x02\x02P"], "no HTTP but TLS; perhaps its URL begins with https://"),
        ([b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200 + b"\r\n"], "no HTTP"),
        ([b"HTTP/1.1 200 OK\r\nA: " + b"b" * 70_000 + b"\r\n\r\n"], "no HTTP"),
        ([], "without an answer"),
        ([b"HTTP/1.1 200 OK\r\nContent-Length: 10000001\r\n\r\n"], "10,000,001 bytes"),
        ([b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n"], ""),
    ],
)
def test_a_broken_answer_is_a_sentence(answer: list[bytes], words: str) -> None:
    with Server(lambda _: answer) as server:
        if not words:
            assert ask(server).body == b""
        else:
            assert words in why(server)


def test_an_answer_without_an_end_stops_at_the_limit() -> None:
    part = b"x" * 1_000_000
    with Server(lambda _: [b"HTTP/1.1 200 OK\r\n\r\n", *[part] * (LARGEST // len(part) + 2)]) as server:
        assert "more than 10,000,000 bytes" in why(server)


def test_ten_megabytes_are_read() -> None:
    with Server(lambda _: [b"HTTP/1.1 200 OK\r\n\r\n", b"x" * LARGEST]) as server:
        assert len(ask(server).body) == LARGEST


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (b"", b"H"),
        (b"", b""),
        (b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\nX: ", b"y"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", b" "),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
        (b"HTTP/1.1 200 OK\r\n\r\n", b" "),
        (b"HTTP/1.0 200 OK\r\nConnection: close\r\n\r\n", b" "),
    ],
)
def test_a_server_that_drips_is_cut_off(first: bytes, then: bytes) -> None:
    with Server(lambda _: server.trickle(first, then)) as server:
        assert "in time" in why(server, seconds=0.2)


def test_nothing_listens() -> None:
    with Server(lambda _: b"") as server:
        url = server.url
    with pytest.raises(NoAnswer, match="nothing listens there") as caught:
        Connections(url, Tls()).ask("GET", "/", {}, None, 5.0)
    assert caught.value.is_safe_elsewhere


def test_a_name_that_nobody_has() -> None:
    with pytest.raises(NoAnswer, match=r"its name is not known|no answer came in time"):
        Connections("http://registry.invalid:8081", Tls()).ask("GET", "/", {}, None, 5.0)


def test_what_cannot_be_sent_is_a_sentence() -> None:
    with Server(lambda _: reply(200)) as server:
        for path, headers in (("/a b", {}), ("/x", {"Bad": "a\r\nb"}), ("/x", {"Bad": "한"})):
            with pytest.raises(NoAnswer):
                Connections(server.url, Tls()).ask("GET", path, headers, None, 5.0)
        assert server.requests == []


def test_certificates_that_cannot_be_read_are_named() -> None:
    with Server(lambda _: reply(200)) as server:
        url = server.url.replace("http:", "https:")
        for tls, words in (
            (Tls(ca="no/such.pem"), "CA certificates of 'no/such.pem' cannot be read"),
            (Tls(certificate="no/such.pem"), "the certificate 'no/such.pem' and its key cannot be used"),
        ):
            with pytest.raises(NoAnswer, match=words):
                Connections(url, tls).ask("GET", "/", {}, None, 5.0)
        with pytest.raises(NoAnswer, match=r"TLS fails|broke the connection"):
            Connections(url, Tls()).ask("GET", "/", {}, None, 5.0)


def test_any_other_error_has_words() -> None:
    assert reason(OSError(113, "No route to host")) == "No route to host"
    assert reason(ValueError("x")) == "what it answers is no HTTP"
    assert reason(ConnectionResetError(104, "reset")) == "it broke the connection off"


def test_a_request_is_what_was_asked() -> None:
    with Server(lambda _: reply(200)) as server:
        Connections(server.url + "/base", Tls()).ask("POST", "/x?y=1", {"A": "b"}, b"body", 5.0)
    request = server.requests[0]
    assert isinstance(request, Request)
    assert (request.method, request.path, request.body) == ("POST", "/base/x?y=1", b"body")


def test_a_plain_server_where_tls_is_spoken_is_told() -> None:
    error = SSLError(1, "[SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1000)")
    error.reason = "WRONG_VERSION_NUMBER"
    assert reason(error) == "it does not speak TLS there; perhaps its URL begins with http://"
    error.reason = "TLSV1_ALERT_UNKNOWN_CA"
    assert reason(error) == "TLS fails: tlsv1 alert unknown ca"
