"""Who is at work: as long as its process lives, and no longer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from workbench.delivery.journal.presence import Presence, beside, is_present

STAY = (
    "import sys; from pathlib import Path; from workbench.delivery.journal.presence import Presence;"
    "p = Presence(Path(sys.argv[1])); print(p.name, flush=True); sys.stdin.read()"
)


def test_present_until_it_is_closed(path: Path) -> None:
    presence, other = Presence(path), Presence(path)
    assert is_present(path, presence.name)
    presence.close()
    assert not is_present(path, presence.name)
    assert is_present(path, other.name)
    other.close()


def test_a_process_that_is_killed_is_gone(path: Path) -> None:
    command = [sys.executable, "-c", STAY, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        name = child.stdout.readline().strip()
        assert is_present(path, name)
        assert is_present(path, name), "looking does not end it"
        child.kill()
    assert not is_present(path, name)
    assert list(beside(path).iterdir()) == [], "what it left is removed"


def test_who_was_never_there_is_not_present(path: Path) -> None:
    assert not is_present(path, "1-abc")
