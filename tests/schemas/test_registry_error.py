"""Why a registry gave no answer."""

from __future__ import annotations

import pytest

from workbench.schemas.registry_error import RegistryError, WrongQuestion


def test_missing_is_http_s_404() -> None:
    assert RegistryError("x", status=404).is_missing
    assert not RegistryError("x", code=40401).is_missing
    assert RegistryError("x", "y").problems[0].valid == "y"


@pytest.mark.parametrize("status", [400, 404, 409, 422])
def test_an_answer_about_the_question_is_the_same_again(status: int) -> None:
    assert RegistryError("x", status=status).is_about_the_question


@pytest.mark.parametrize("status", [0, 200, 401, 403, 407, 429, 500, 503])
def test_everything_else_may_be_answered_later(status: int) -> None:
    assert not RegistryError("x", status=status).is_about_the_question


def test_what_no_registry_can_have_is_about_the_question() -> None:
    assert WrongQuestion("x").is_about_the_question
