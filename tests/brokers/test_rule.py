"""What a machine lacks skips a test with the reason; in CI it fails one."""

from __future__ import annotations

import pytest

from tests.brokers import kcat, rule


def test_elsewhere_a_lack_skips_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rule, "IN_CI", False)
    with pytest.raises(pytest.skip.Exception, match="no kettle"):
        rule.need("no kettle")


def test_in_ci_a_lack_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rule, "IN_CI", True)
    with pytest.raises(pytest.fail.Exception, match=r"no kettle.*must run"):
        rule.need("no kettle")


def test_without_kcat_the_reason_says_how_to_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rule, "IN_CI", False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(pytest.skip.Exception, match="install it or set KCAT"):
        kcat.path()
