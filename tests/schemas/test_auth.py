"""Who asks: basic, bearer, a token that is fetched, a certificate."""

from __future__ import annotations

import datetime
import ipaddress
import ssl
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.schemas.servers import Request, Server, reply
from workbench.schemas.auth import Auth, basic
from workbench.schemas.registry_error import RegistryError
from workbench.schemas.settings import RegistrySettings
from workbench.schemas.transport import Transport

TOKEN = {"access_token": "abc", "token_type": "Bearer", "expires_in": 300}


def client(server: Server, **more: str) -> RegistrySettings:
    return server.settings(
        bearer_auth_issuer_endpoint_url=f"{server.url}/token",
        bearer_auth_client_id="me",
        bearer_auth_client_secret="s3cret",
        **more,
    )


def test_basic_is_utf_8() -> None:
    assert b64decode(basic("사용자:비밀").removeprefix("Basic ")).decode() == "사용자:비밀"


def test_what_is_given_is_sent() -> None:
    with Server(lambda _: reply(200, [])) as server:
        Transport(server.settings(basic_auth_user_info="me:pw")).ask("GET", "/subjects")
        Transport(
            server.settings(
                bearer_auth_token="t0ken", bearer_auth_logical_cluster="lsrc-1", bearer_auth_identity_pool_id="p"
            )
        ).ask("GET", "/subjects")
    first, second = (request.headers for request in server.requests)
    assert first["authorization"] == "Basic bWU6cHc="
    assert second["authorization"] == "Bearer t0ken"
    assert (second["target-sr-cluster"], second["confluent-identity-pool-id"]) == ("lsrc-1", "p")


def test_a_token_is_fetched_once_and_kept() -> None:
    with Server(lambda _: reply(200, TOKEN)) as server:
        auth = Auth(client(server, bearer_auth_scope="a b"))
        assert [auth.headers() for _ in range(3)] == [{"Authorization": "Bearer abc"}] * 3
        assert len(server.requests) == 1
        auth.forget()
        auth.headers()
    request = server.requests[0]
    assert request.body == b"grant_type=client_credentials&scope=a+b"
    assert request.headers["authorization"] == basic("me:s3cret")
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"[" * 50_000,
        {},
        {"access_token": 7},
        {"access_token": ""},
        {"access_token": "a\r\nb"},
        {"access_token": "a b"},
    ],
)
def test_a_token_that_is_none_is_a_sentence(body: object) -> None:
    with Server(lambda _: reply(200, body)) as server, pytest.raises(RegistryError, match="gives no token"):
        Auth(client(server)).headers()


@pytest.mark.parametrize("lasts", ["soon", None, -1, 10**30, True])
def test_how_long_it_lasts_may_be_nonsense(lasts: object) -> None:
    with Server(lambda _: reply(200, TOKEN | {"expires_in": lasts})) as server:
        assert Auth(client(server)).headers() == {"Authorization": "Bearer abc"}


def test_a_refusal_says_why_and_not_the_secret() -> None:
    told = {"error": "invalid_client", "error_description": "no such client\x1b[2J"}
    with Server(lambda _: reply(401, told)) as server, pytest.raises(RegistryError) as caught:
        Auth(client(server)).headers()
    sentence = caught.value.problems[0].what
    assert "HTTP 401, no such client\\x1b[2J" in sentence
    assert "s3cret" not in sentence


def test_nobody_is_there_to_give_one() -> None:
    with Server(lambda _: b"") as server:
        settings = client(server)
    with pytest.raises(RegistryError, match=r"no token from .*: nothing listens there"):
        Auth(settings).headers()


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """ca.pem, and a certificate that it signed with its key, encrypted in key-locked.pem."""
    x509 = pytest.importorskip("cryptography.x509")
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    folder = tmp_path_factory.mktemp("certificates")
    now = datetime.datetime.now(datetime.UTC)
    ca_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())

    def certificate(name: str, public: object, authority: bool) -> bytes:
        subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
        issuer = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "ca")])
        builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(public)
        builder = builder.serial_number(x509.random_serial_number())
        builder = builder.not_valid_before(now - datetime.timedelta(days=1))
        builder = builder.not_valid_after(now + datetime.timedelta(days=1))
        builder = builder.add_extension(x509.BasicConstraints(authority, None), True)
        address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
        builder = builder.add_extension(x509.SubjectAlternativeName([address]), False)
        encoded: bytes = builder.sign(ca_key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
        return encoded

    (folder / "ca.pem").write_bytes(certificate("ca", ca_key.public_key(), True))
    (folder / "certificate.pem").write_bytes(certificate("me", key.public_key(), False))
    pem, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    (folder / "key.pem").write_bytes(key.private_bytes(pem, form, serialization.NoEncryption()))
    locked = serialization.BestAvailableEncryption(b"open")
    (folder / "key-locked.pem").write_bytes(key.private_bytes(pem, form, locked))
    return folder


def listening(folder: Path) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=str(folder / "ca.pem"))
    context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    context.verify_mode = ssl.CERT_REQUIRED
    return context


def test_a_certificate_with_a_locked_key_is_shown(certificates: Path) -> None:
    with Server(lambda _: reply(200, ["a"]), tls=listening(certificates)) as server:
        settings = server.settings(
            ssl_ca_location=str(certificates / "ca.pem"),
            ssl_certificate_location=str(certificates / "certificate.pem"),
            ssl_key_location=str(certificates / "key-locked.pem"),
            ssl_key_password="open",
        )
        assert Transport(settings).ask("GET", "/subjects") == ["a"]


def test_without_one_or_without_trust_there_is_no_answer(certificates: Path) -> None:
    with Server(lambda _: reply(200, ["a"]), tls=listening(certificates)) as server:
        with pytest.raises(RegistryError, match="its certificate is not trusted"):
            Transport(server.settings()).ask("GET", "/subjects")
        with pytest.raises(RegistryError, match=r"TLS fails|broke the connection|without an answer"):
            Transport(server.settings(ssl_ca_location=str(certificates / "ca.pem"))).ask("GET", "/subjects")


def test_a_wrong_password_of_the_key_is_said_and_never_asked_for(certificates: Path) -> None:
    with Server(lambda _: reply(200, []), tls=listening(certificates)) as server:
        settings = server.settings(
            ssl_certificate_location=str(certificates / "certificate.pem"),
            ssl_key_location=str(certificates / "key-locked.pem"),
        )
        with pytest.raises(RegistryError, match="and its key cannot be used"):
            Transport(settings).ask("GET", "/subjects")


def test_a_server_that_drips_through_tls_is_cut_off_too(certificates: Path) -> None:
    def drips(request: Request) -> Iterator[bytes]:
        return server.trickle(b"HTTP/1.1 200 OK\r\n\r\n", b" ")

    with Server(drips, tls=listening(certificates)) as server:
        settings = server.settings(
            ssl_ca_location=str(certificates / "ca.pem"),
            ssl_certificate_location=str(certificates / "certificate.pem"),
            ssl_key_location=str(certificates / "key.pem"),
            request_timeout_ms="400",
        )
        with pytest.raises(RegistryError, match="no whole answer came in time"):
            Transport(settings).ask("GET", "/subjects")
