"""Questions and answers as JSON; every failure is one sentence and no secret leaves."""

from __future__ import annotations

import pytest

from tests.schemas.servers import Request, Server, refused, reply
from workbench.schemas.registry_error import RegistryError
from workbench.schemas.settings import RegistrySettings
from workbench.schemas.transport import Transport


def error(server: Server, method: str = "GET", **properties: str) -> RegistryError:
    with pytest.raises(RegistryError) as caught:
        Transport(server.settings(**properties)).ask(method, "/subjects")
    return caught.value


def words(server: Server, method: str = "GET", **properties: str) -> str:
    return error(server, method, **properties).problems[0].what


def test_json_comes_back() -> None:
    with Server(lambda _: reply(200, ["a"])) as server:
        transport = Transport(server.settings())
        assert transport.ask("GET", "/subjects") == ["a"]
        assert transport.ask("POST", "/x", {"schema": "한"}) == ["a"]
        transport.close()
    assert server.paths() == ["GET /subjects", "POST /x"]
    assert server.requests[1].json == {"schema": "한"}
    assert "authorization" not in server.requests[0].headers


@pytest.mark.parametrize(
    ("body", "kind", "sentence"),
    [
        (b"<html>", "text/html", "answers what is no JSON but 'text/html'"),
        (b"", "application/json", "answers what is no JSON"),
        (b'{"a":', "application/json", "answers what is no JSON"),
        (b"[" * 100_000, "application/json", "answers what is no JSON"),
        (b"9" * 10_000, "application/json", "answers what is no JSON"),
        (b"\xff\xfe", "application/json", "answers what is no JSON"),
    ],
)
def test_what_is_no_json_is_said(body: bytes, kind: str, sentence: str) -> None:
    with Server(lambda _: reply(200, body, kind)) as server:
        assert sentence in words(server)


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (401, "wants credentials, and none are given"),
        (403, "does not allow GET /subjects"),
        (404, "has nothing at this path: GET /subjects"),
        (429, "is asked too often"),
        (500, "fails with HTTP 500"),
        (204, "fails with HTTP 204"),
    ],
)
def test_a_status_is_a_sentence(status: int, sentence: str) -> None:
    with Server(lambda _: reply(status, b"")) as server:
        found = error(server)
        assert sentence in found.problems[0].what
        assert found.status == status


def test_the_registry_s_own_words_are_kept() -> None:
    with Server(lambda _: refused(404, 40401, "Subject 'orders-value' not found.")) as server:
        found = error(server)
    assert (found.status, found.code, found.is_missing) == (404, 40401, True)
    assert found.problems[0].what == "Subject 'orders-value' not found"  # more is said behind it


def test_its_words_are_made_safe_and_short() -> None:
    with Server(lambda _: refused(422, 42201, "\x1b[2J" + "x" * 10_000)) as server:
        sentence = words(server)
    assert sentence.startswith("\\x1b[2J")
    assert len(sentence) < 500


@pytest.mark.parametrize("body", [["x"], {"message": 7}, {"error_code": "x", "message": None}])
def test_an_error_of_the_wrong_shape_is_a_sentence_all_the_same(body: object) -> None:
    with Server(lambda _: reply(500, body)) as server:
        assert "fails with HTTP 500" in words(server)


def test_a_redirect_within_the_server_is_followed() -> None:
    def answer(request: Request) -> bytes:
        return reply(200, [request.path]) if request.path == "/new" else reply(302, b"", Location="/new")

    with Server(answer) as server:
        assert Transport(server.settings()).ask("GET", "/subjects") == ["/new"]


@pytest.mark.parametrize(
    "location", ["http://elsewhere.example/subjects", "https://127.0.0.1/", "//x/y", "http://[", "", "/../\r"]
)
def test_a_redirect_to_elsewhere_is_not(location: str) -> None:
    with Server(lambda _: reply(307, b"", Location=location)) as server:
        assert "redirects" in words(server, basic_auth_user_info="me:secret")


@pytest.mark.parametrize(
    ("location", "where", "valid"),
    [
        ("http://other:8081/subjects", "to 'http://other:8081'", "schema.registry.url=http://other:8081"),
        ("https://me:pw@other/api/subjects", "to 'https://other/api'", "schema.registry.url=https://other/api"),
        ("http://[::1]:8081/login?to=x", "to 'http://[::1]:8081'", "schema.registry.url=http://[::1]:8081"),
        ("file:///etc/passwd", "elsewhere", "the registry's own URL"),
        ("javascript:alert(1)", "elsewhere", "the registry's own URL"),
        ("http://x:99999/", "elsewhere", "the registry's own URL"),
    ],
)
def test_where_to_is_said_as_a_registry_s_url_or_not_at_all(location: str, where: str, valid: str) -> None:
    with Server(lambda _: reply(307, b"", Location=location)) as server:
        [problem] = error(server).problems
        assert problem.what.endswith(f"redirects GET /subjects {where}, which is not followed")
        assert problem.valid == valid


def test_credentials_that_are_given_are_others_than_wanted() -> None:
    with Server(lambda _: reply(401, b"")) as server:
        assert "wants other credentials than these" in words(server, basic_auth_user_info="me:secret")
        assert "schema.registry.basic.auth.user.info=" in error(server).problems[0].valid


def test_a_servlet_s_404_is_about_the_path() -> None:
    with Server(lambda _: refused(404, 404, "HTTP 404 Not Found")) as server:
        [problem] = error(server).problems
        assert problem.what == (
            f"the schema registry {server.url} has nothing at this path: GET /subjects: HTTP 404 Not Found"
        )
        assert problem.valid.startswith("the URL that all paths begin with, such as http://localhost:8081")


def test_what_was_posted_is_redirected_nowhere() -> None:
    with Server(lambda _: reply(307, b"", Location="/new")) as server:
        assert "which is not followed" in words(server, "POST")
    assert len(server.requests) == 1


def test_a_circle_of_redirects_ends() -> None:
    with Server(lambda _: reply(302, b"", Location="/subjects")) as server:
        assert "redirects in a circle" in words(server)


def test_no_secret_is_repeated() -> None:
    with Server(lambda _: refused(403, 40301, "me:secret may not; nor may secret")) as server:
        sentence = words(server, basic_auth_user_info="me:secret")
    assert "secret" not in sentence
    assert "•••" in sentence


def test_another_server_is_asked_where_one_does_not_listen() -> None:
    with Server(lambda _: b"") as gone:
        nobody = gone.url
    with Server(lambda _: reply(200, [])) as server:
        settings = RegistrySettings.of({"schema.registry.url": f"{nobody},{server.url}"})
        assert Transport(settings).ask("GET", "/subjects") == []


def test_no_other_is_asked_once_one_has_begun_to_answer() -> None:
    with Server(lambda _: [b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[]"]) as half:  # noqa: SIM117
        with Server(lambda _: reply(200, [])) as server:
            settings = RegistrySettings.of({"schema.registry.url": f"{half.url},{server.url}"})
            with pytest.raises(RegistryError, match="ends in the middle"):
                Transport(settings).ask("POST", "/subjects/x/versions", {})
    assert server.requests == []


def test_a_token_that_is_refused_is_asked_for_anew_once() -> None:
    tokens = iter("abcd")

    def answer(request: Request) -> bytes:
        if request.path == "/token":
            return reply(200, {"access_token": next(tokens), "expires_in": 3600})
        return reply(200, []) if request.headers["authorization"] == "Bearer b" else reply(401, b"")

    with Server(answer) as server:
        settings = server.settings(
            bearer_auth_issuer_endpoint_url=f"{server.url}/token",
            bearer_auth_client_id="me",
            bearer_auth_client_secret="hush",
        )
        assert Transport(settings).ask("GET", "/subjects") == []
    assert server.paths() == ["POST /token", "GET /subjects", "POST /token", "GET /subjects"]
