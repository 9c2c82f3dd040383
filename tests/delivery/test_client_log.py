"""librdkafka's lines, bounded."""

from __future__ import annotations

from workbench.delivery.client_log import ClientLog


def test_the_newest_lines_are_kept() -> None:
    log = ClientLog(capacity=2)
    for number in range(5):
        log.add(7, f"line {number}", float(number))
    assert log.lines == ((3.0, 7, "line 3"), (4.0, 7, "line 4"))
