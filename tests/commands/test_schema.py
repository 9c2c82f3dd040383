"""`workbench schema`: which act is meant, and what is said where there is no answer."""

from __future__ import annotations

import pytest

from tests.commands.schemas.answered import answered
from workbench.commands.schema import ACTS
from workbench.schemas.embedded.registry import EmbeddedRegistry

Capture = pytest.CaptureFixture[str]


def test_without_a_registry_the_way_to_one_is_said(capsys: Capture) -> None:
    found = answered(capsys, "schema", "list")
    assert (found.code, found.out) == (2, "")
    assert "give --registry URL" in found.words


def test_a_registry_that_does_not_answer_is_a_code_of_its_own(capsys: Capture) -> None:
    with EmbeddedRegistry() as gone:
        url = gone.url
    found = answered(capsys, "schema", "show", "orders-value", "--registry", url)
    assert (found.code, found.out) == (3, "")
    assert "nothing listens there" in found.words


@pytest.mark.parametrize("url", ["", "nonsense", "ftp://host", "http://"])
def test_a_url_that_is_none(capsys: Capture, url: str) -> None:
    found = answered(capsys, "schema", "list", "--registry", url)
    assert (found.code, found.out) == (2, "")


def test_an_act_that_does_not_exist(capsys: Capture) -> None:
    assert answered(capsys, "schema").code == 2
    found = answered(capsys, "schema", "drop")
    assert found.code == 2
    assert all(name in found.words for name in ACTS)


@pytest.mark.parametrize("name", ACTS)
def test_each_has_its_help(capsys: Capture, name: str) -> None:
    code, out, _ = answered(capsys, "schema", name, "--help")
    assert code == 0
    assert f"workbench schema {name}" in out
    assert "--registry" in out
