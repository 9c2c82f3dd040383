"""Where the journal is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from workbench.delivery.journal.settings import default_path


def test_it_is_in_the_users_state_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert default_path() == tmp_path / "workbench" / "journal.db"
    monkeypatch.setenv("XDG_STATE_HOME", "relative")
    assert default_path() == Path("~/.local/state/workbench/journal.db").expanduser()


def test_settings_load_no_database() -> None:
    code = "import sys, workbench.delivery.journal.late; print('sqlite3' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "False"
