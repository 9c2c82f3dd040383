"""Confluent's property names to settings: every problem at once, no secret repeated."""

from __future__ import annotations

import pytest

from workbench.clusters.registry_properties import NAMES
from workbench.records.errors import Unserializable
from workbench.schemas.settings import OAuth, RegistrySettings, Tls


def of(**given: str) -> RegistrySettings:
    named = {"schema.registry." + name.replace("_", "."): value for name, value in given.items()}
    return RegistrySettings.of({"schema.registry.url": "http://localhost:8081", **named})


def problems(**given: str) -> list[str]:
    with pytest.raises(Unserializable) as caught:
        of(**given)
    return [problem.what for problem in caught.value.problems]


def test_a_url_is_enough() -> None:
    settings = of()
    assert settings == RegistrySettings(("http://localhost:8081",))
    assert settings.secrets == ()


def test_all_of_it() -> None:
    settings = of(
        url="https://a.example/base/, https://b.example:8443",
        basic_auth_user_info="me:secret",
        ssl_ca_location="ca.pem",
        ssl_certificate_location="c.pem",
        ssl_key_location="k.pem",
        ssl_key_password="pw",
        ssl_endpoint_identification_algorithm="none",
        request_timeout_ms="2500",
    )
    assert settings.urls == ("https://a.example/base", "https://b.example:8443")
    assert settings.user_info == "me:secret"
    assert settings.tls == Tls("ca.pem", "c.pem", "k.pem", "pw", checks_name=False)
    assert settings.seconds == 2.5
    assert "secret" not in repr(settings)
    assert "pw" not in repr(settings)


def test_the_user_in_a_url_is_taken_out_of_it() -> None:
    settings = of(url="http://me:p%40ss@localhost:8081")
    assert settings.urls == ("http://localhost:8081",)
    assert settings.user_info == "me:p@ss"
    assert settings.secrets == ("me:p@ss", "p@ss")


def test_oauth() -> None:
    settings = of(
        bearer_auth_credentials_source="OAUTHBEARER",
        bearer_auth_issuer_endpoint_url="https://login.example/token",
        bearer_auth_client_id="id",
        bearer_auth_client_secret="hush",
        bearer_auth_scope="sr",
        bearer_auth_logical_cluster="lsrc-1",
    )
    assert settings.oauth == OAuth("https://login.example/token", "id", "hush", "sr")
    assert settings.headers == (("target-sr-cluster", "lsrc-1"),)
    assert "hush" not in repr(settings)


@pytest.mark.parametrize(
    "url",
    ["", " , ", "localhost:8081", "ftp://x", "http://", "http://x:99999", "http://x:0", "http://x y", "http://[", "http://x/?a=b",
     "http://x/#f", "http://한국", "http://x:abc", "http://\x1b[2J"],
)  # fmt: skip
def test_a_url_that_is_none(url: str) -> None:
    assert any("URL" in one for one in problems(url=url))


def test_a_password_in_a_url_that_is_none_is_not_repeated() -> None:
    assert "hush" not in "".join(problems(url="ftp://me:hush@x"))


def test_every_problem_comes_back() -> None:
    found = problems(
        url="nowhere",
        basic_auth_credentials_source="SASL_INHERIT",
        basic_auth_user_info="no colon",
        bearer_auth_credentials_source="CUSTOM",
        bearer_auth_token="a b",
        bearer_auth_client_id="me",
        bearer_auth_logical_cluster="한",
        ssl_key_location="k.pem",
        ssl_endpoint_identification_algorithm="maybe",
        request_timeout_ms="soon",
    )
    assert len(found) == 12
    assert "no colon" not in " ".join(found).replace("has no colon", "")


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "٣", "99999999"])
def test_a_time_that_is_none(text: str) -> None:
    assert problems(request_timeout_ms=text) == ["schema.registry.request.timeout.ms is no number of milliseconds"]


def test_sources_want_what_they_name() -> None:
    assert problems(basic_auth_credentials_source="USER_INFO") == ["the basic credentials are missing"]
    assert problems(bearer_auth_credentials_source="STATIC_TOKEN") == ["the bearer token is missing"]
    assert len(problems(bearer_auth_credentials_source="OAUTHBEARER")) == 3
    assert problems(basic_auth_user_info="a:b", bearer_auth_token="c") == [
        "basic and bearer credentials are both given"
    ]


def test_every_property_that_can_be_given_is_read() -> None:
    import inspect

    from workbench.schemas import settings

    source = inspect.getsource(settings)
    for name in NAMES:
        short = name.removeprefix("schema.registry.")
        assert any(part in source for part in (short, short.removeprefix("bearer.auth."), short.removeprefix("ssl.")))
