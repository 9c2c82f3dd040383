"""What a session can tell of records that were handed over, without asking for more than it needs."""

from __future__ import annotations

from tests.tui.still import StillSession
from workbench.delivery.report import DeliveryReport


def test_a_row_that_is_not_kept_has_no_draft() -> None:
    assert StillSession().redraft(1_000_000) is None


def test_facts_of_a_topic_name_it_and_are_there_without_a_cluster() -> None:
    facts = StillSession().facts_of_topic("orders")
    assert facts.topic == "orders"
    assert facts.partitions == 12


def test_facts_of_a_record_are_of_its_partition() -> None:
    session = StillSession()
    reports = [session.log.report(number) for number in range(1, session.log.next)]
    found = [report for report in reports if isinstance(report, DeliveryReport) and report.partition is not None]
    assert [session.facts(report).partition for report in found] == [report.partition for report in found]
