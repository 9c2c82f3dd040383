"""The explanation of what became of a record, line for line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.delivery.teaching.lessons import CASES, MAYBE, WHOLE
from tests.tui.screens.test_detail import REPORT
from workbench.delivery.error_kinds import ErrorKind
from workbench.delivery.report import DeliveryError, DeliveryReport, DeliveryState
from workbench.delivery.teaching.facts import Facts
from workbench.tui.screens.taught_lines import KINDS, taught_lines

TOO_LARGE = DeliveryError("MSG_SIZE_TOO_LARGE", "Broker: Message size too large")
FAILED = replace(REPORT, state=DeliveryState.FAILED, error=TOO_LARGE)


def lines(report: DeliveryReport, facts: Facts = WHOLE) -> list[str]:
    return [line.plain for line in taught_lines(report, facts)]


def test_a_failure() -> None:
    assert lines(FAILED) == [
        "✗ failed  MSG_SIZE_TOO_LARGE",
        "■ permanent: refused again as long as nothing changes",
        "The record is larger than the topic takes. The broker refused it and wrote nothing.",
        "Next step: raise the topic's max.message.bytes, 1,048,588 now; this record is 1,400,212 bytes",
        "to change       the topic",
        "its own words   Broker: Message size too large",
    ]


def test_the_next_step_has_the_accents_colour() -> None:
    [step] = [line for line in taught_lines(FAILED, WHOLE) if "Next step" in line.plain]
    assert "$accent" in {str(span.style) for span in step.spans}


def test_a_failure_that_may_be_written_says_first_where_to_look() -> None:
    told = lines(replace(FAILED, error=MAYBE))
    first, step = (next(line for line in told if line.startswith(word)) for word in ("First: ", "Next step: "))
    assert first == "First: look for it at the end of partition 4 of 'orders' before sending it again"
    assert step.startswith("Next step: send it again")
    assert any("may be a second copy" in line for line in told)


def test_the_same_step_is_not_said_twice() -> None:
    lost = DeliveryError("_TRANSPORT", "Local: Broker transport failure; it may have been written", retriable=True)
    told = lines(replace(FAILED, state=DeliveryState.UNKNOWN, error=lost))
    assert sum("look for it at the end" in line for line in told) == 1


def test_a_record_that_is_fine_has_its_state_alone() -> None:
    assert lines(REPORT) == ["✓ delivered"]


def test_a_queued_record_says_until_when() -> None:
    told = lines(replace(REPORT, state=DeliveryState.QUEUED, offset=None, latency=None), CASES["broker away"])
    assert told[1].endswith("librdkafka is still trying, until 22:18:20 (message.timeout.ms 300,000).")


@pytest.mark.parametrize("state", [DeliveryState.SENT, DeliveryState.UNKNOWN])
def test_no_answer_is_explained_and_has_a_next_step(state: DeliveryState) -> None:
    assert [line.partition(": ")[0] for line in lines(replace(REPORT, state=state))][-1] == "Next step"


def test_every_kind_has_its_words() -> None:
    assert set(KINDS) == set(ErrorKind)


def test_a_brokers_words_are_no_markup_and_no_control_sequence() -> None:
    report = replace(FAILED, error=DeliveryError("[red]X\x1b", "[@click=app.quit]\x1b[2J\u202e"))
    told = taught_lines(report)
    assert told[-1].plain == r"its own words   [@click=app.quit]\x1b[2J\u202e"
    assert told[0].plain == r"✗ failed  [red]X\x1b"
    assert not any("red" in str(span.style) for line in told for span in line.spans)
