"""Why a registry gave no answer."""

from __future__ import annotations

from workbench.schemas.registry_error import RegistryError


def test_missing_is_http_s_404() -> None:
    assert RegistryError("x", status=404).is_missing
    assert not RegistryError("x", code=40401).is_missing
    assert RegistryError("x", "y").problems[0].valid == "y"
