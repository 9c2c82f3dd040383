"""What is offered at the cursor can be put in place and read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.delivery.records import hand_over, record
from workbench.delivery.filters.reading import read
from workbench.delivery.filters.suggesting import Known, known, suggestions
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryError, DeliveryState

OCCURRING = Known(("orders", "payments"), ("_TIMED_OUT",))


def lines(line: str, cursor: int | None = None) -> list[str]:
    """The line with each suggestion in its place."""
    found = suggestions(line, len(line) if cursor is None else cursor, OCCURRING)
    return [line[: one.start] + one.text + line[one.end :] for one in found]


def test_fields_by_name() -> None:
    assert lines("s") == ["state:", "size:"]
    assert lines("user -s") == ["user -state:", "user -size:"]
    assert "latency:" in lines("")
    assert lines("user-42") == []


def test_values_of_a_field() -> None:
    assert lines("state:f") == ["state:failed"]
    assert lines("state:failed,d") == ["state:failed,delivered"]
    assert lines("topic:") == ["topic:orders", "topic:payments"]
    assert lines("error:_t x", 8) == ["error:_TIMED_OUT x"]
    assert "latency:>10ms" in lines("latency:")
    assert lines("key:") == lines("nonsense:") == []


@given(st.text(alphabet='us :",-tae', max_size=15), st.integers(0, 20))
def test_any_cursor_in_any_line(line: str, cursor: int) -> None:
    for one in suggestions(line, min(cursor, len(line)), OCCURRING):
        assert 0 <= one.start <= one.end <= len(line)


def test_every_whole_suggestion_can_be_read() -> None:
    for field in ("state", "topic", "error", "latency", "size", "offset", "partition", "time"):
        assert all(not read(line).problems for line in lines(f"{field}:"))


def test_what_occurs_in_a_log() -> None:
    log = DeliveryLog()
    assert known(log) == Known()
    batch = hand_over(log, record(topic="orders"))
    log.settle(batch.chunk, 0, DeliveryState.FAILED, DeliveryError("MSG_SIZE_TOO_LARGE", "too large"))
    assert known(log) == Known(("orders",), ("MSG_SIZE_TOO_LARGE",))
    assert suggestions('topic:"', 7, Known(("a b",)))[0].text == '"a b"'
