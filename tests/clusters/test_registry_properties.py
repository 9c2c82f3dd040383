"""The schema registry's properties by their names."""

from __future__ import annotations

from workbench.clusters.properties import is_secret
from workbench.clusters.registry_properties import NAMES, registry_name, registry_problem, without_user


def test_java_s_short_names_are_the_same_properties() -> None:
    assert registry_name("basic.auth.user.info") == "schema.registry.basic.auth.user.info"
    assert registry_name("schema.registry.url") == "schema.registry.url"
    assert registry_name("bootstrap.servers") == ""


def test_a_name_that_is_none_has_its_nearest() -> None:
    assert not any(map(registry_problem, NAMES))
    assert "the nearest is schema.registry.url" in registry_problem("schema.registry.ulr")
    assert "there are" in registry_problem("schema.registry." + "q" * 60)


def test_secrets_are_secrets() -> None:
    secret = {name.removeprefix("schema.registry.") for name in NAMES if is_secret(name)}
    assert secret >= {"basic.auth.user.info", "bearer.auth.token", "bearer.auth.client.secret", "ssl.key.password"}
    assert "url" not in secret


def test_a_password_in_a_url_is_not_shown() -> None:
    assert without_user("http://me@a,https://you:pw@b:1") == "http://•••@a,https://•••@b:1"
    assert without_user("http://me:pw@a:8081/x") == "http://•••@a:8081/x"
