"""One rule for what a machine may lack: elsewhere such tests skip with the reason, in CI they must run."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest

IN_CI = os.environ.get("CI") == "true"


def need(reason: str) -> NoReturn:
    """Skip the running test with `reason`; with `CI=true` fail it instead."""
    if IN_CI:
        pytest.fail(f"{reason} (with CI=true this test must run)", pytrace=False)
    pytest.skip(reason)
