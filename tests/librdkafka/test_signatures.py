"""Every function that is declared is exported by this library."""

from __future__ import annotations

import pytest

from workbench.librdkafka.library import function
from workbench.librdkafka.signatures import SIGNATURES


@pytest.mark.parametrize("name", sorted(SIGNATURES))
def test_this_library_has_every_function_we_call(name: str) -> None:
    assert function(name).argtypes is not None  # type: ignore[attr-defined]
