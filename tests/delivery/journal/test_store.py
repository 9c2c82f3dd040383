"""The journal's file: its place, its owner's alone, begun once, and its errors as sentences."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.delivery.books import BooksError
from workbench.delivery.journal.presence import beside
from workbench.delivery.journal.schema import VERSION
from workbench.delivery.journal.store import connect, explained, reading, sentence, transaction

BEGIN = (
    "import sys; from pathlib import Path; from workbench.delivery.journal.store import connect;"
    "connect(Path(sys.argv[1]))"
)


def test_it_is_for_its_owner_alone(path: Path) -> None:
    with reading(path) as connection, transaction(connection):
        connection.execute("INSERT INTO error (name, message, retriable) VALUES ('a', 'b', 1)")
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        files = [file for file in path.parent.glob("journal.*") if file.is_file()]
        assert {file.name for file in files} >= {"journal.db", "journal.db-wal"}
        assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_a_mode_that_lets_others_in_is_mended(path: Path) -> None:
    connect(path).close()
    path.chmod(0o644)
    connect(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_writers_and_readers_do_not_wait_for_each_other(path: Path) -> None:
    with reading(path) as connection:
        settings = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")]
        assert settings == ["wal", 1]
        assert connection.execute("PRAGMA auto_vacuum").fetchone()[0] == 2


def test_several_begin_it_at_once(path: Path) -> None:
    started = [subprocess.Popen([sys.executable, "-c", BEGIN, str(path)]) for _ in range(4)]
    assert [one.wait(60) for one in started] == [0] * 4
    with reading(path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == VERSION


def test_a_later_version_is_refused(path: Path) -> None:
    with reading(path) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(BooksError, match=r"was written by a later workbench \(its version is 2, this one knows 1\)"):
        connect(path)


def test_another_programs_database_is_refused(path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE theirs (one)")
        connection.execute(f"PRAGMA user_version = {VERSION}")
    path.chmod(0o644)
    with pytest.raises(BooksError, match="the file is another program's database; name another one"):
        connect(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o644, "it is left as it is"


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 5_000])
def test_what_is_no_journal_is_said(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    path.chmod(0o644)
    with pytest.raises(BooksError, match="move it away"):
        connect(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o644, "it is left as it is"


@pytest.mark.parametrize("name", ["folder", "link", "device"])
def test_what_is_no_file_is_left_as_it_is(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "folder"
    folder.mkdir(mode=0o755)
    (tmp_path / "link").symlink_to(folder)
    path = Path("/dev/null") if name == "device" else tmp_path / name
    mode = path.stat().st_mode
    with pytest.raises(BooksError, match="is no file, so it is no journal; name a file, or go on without the journal"):
        connect(path)
    with pytest.raises(BooksError, match=r"is no file, so it is no journal; name a file$"), reading(path):
        pass
    assert path.stat().st_mode == mode


def test_which_file_is_in_the_way(path: Path) -> None:
    path.parent.mkdir()
    beside(path).touch()
    with pytest.raises(BooksError, match=r"cannot be used: '[^']*journal.db.writers': File exists; mend that"):
        connect(path)


def test_a_transaction_is_all_or_nothing(path: Path) -> None:
    with reading(path) as connection:
        with pytest.raises(ZeroDivisionError), transaction(connection):
            connection.execute("INSERT INTO error (name, message, retriable) VALUES ('a', 'b', 1)")
            raise ZeroDivisionError
        assert connection.execute("SELECT count(*) FROM error").fetchone()[0] == 0


def test_errors_are_sentences(path: Path) -> None:
    said = r"^the journal .* cannot be used: No space left on device; mend that, or go on without the journal"
    with pytest.raises(BooksError, match=said), explained(path):
        raise OSError(28, "No space left on device")
    assert "\x1b" not in sentence(path, sqlite3.OperationalError("odd \x1b[31m"))
