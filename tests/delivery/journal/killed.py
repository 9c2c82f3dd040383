"""A workbench that hands records over until it is killed: each line it prints is a number that the journal has."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.delivery.journal.desk import Desk, numbered, of_lines, origin
from workbench.delivery.journal.origin import Kind


def main(journal: Path, lines: Path | None) -> None:
    """Hand over, and answer one record in three."""
    desk = Desk(journal)
    sending = desk.send(numbered(20_000), origin(20_000, Kind.AGAIN)) if lines is None else None
    sending = sending or desk.send_lines(of_lines(Path(str(lines))))
    handed = 0
    while batch := desk.hand_over(sending, 16):
        handed += len(batch)
        print(handed, flush=True)
        desk.deliver(batch, range(0, len(batch), 3))
        desk.books.look()
    sys.stdin.read()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
