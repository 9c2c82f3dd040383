"""A filter put to one row at a time: what the columns' way is held against."""

from __future__ import annotations

import re
import struct
from datetime import date
from decimal import Decimal

from workbench.delivery.filters.conditions import (
    Column,
    Condition,
    Errors,
    Filter,
    KeyText,
    Latency,
    Numbers,
    States,
    Times,
    Topics,
)
from workbench.delivery.report import DeliveryReport


def matches(wanted: Filter, report: DeliveryReport, today: date) -> bool:
    """Whether a row meets every clause."""
    return all(_meets(clause.condition, report, today) is not clause.negated for clause in wanted.clauses)


def single(number: Decimal | float | str) -> float:
    """In the precision of the column."""
    found: float = struct.unpack("f", struct.pack("f", float(number)))[0]
    return found


def _meets(condition: Condition, report: DeliveryReport, today: date) -> bool:
    match condition:
        case KeyText(texts, exact):
            key = (report.key or b"").decode("utf-8", "surrogateescape")
            return any(text in (key if exact else key.lower()) for text in texts)
        case States(states):
            return report.state in states
        case Topics(names):
            return any(re.fullmatch(re.escape(name).replace(r"\*", ".*"), report.topic, re.DOTALL) for name in names)
        case Errors(texts):
            error = report.error
            return error is not None and any(
                text in error.name.lower() or text in error.message.lower() for text in texts
            )
        case Numbers(column, ranges):
            columns = {Column.PARTITION: report.partition, Column.OFFSET: report.offset, Column.SIZE: report.size}
            number = columns[column]
            return number is not None and any(
                (one.low is None or number >= one.low) and (one.high is None or number <= one.high) for one in ranges
            )
        case Latency(low, high):
            took = report.latency
            if took is None:
                return False
            begin, end = single(low or 0), single(high or "inf")
            above = took > begin or (condition.low_included and took == begin)
            return above and (took < end or (condition.high_included and took == end))
        case Times(low, high):
            begin = low.interval(today)[not condition.low_included] if low else 0
            end = high.interval(today)[condition.high_included] if high else float("inf")
            return begin <= report.time < end
