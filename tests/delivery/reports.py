"""Delivery events for the tests, as librdkafka gives them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from workbench.delivery.batch import Batch
from workbench.delivery.log import DeliveryLog
from workbench.delivery.reporting import LogReports
from workbench.delivery.set_up import SetUp
from workbench.librdkafka.messages import Answer, Delivered, Numbers


@dataclass(frozen=True, slots=True)
class Answered(Delivered):
    """An event whose timestamp is told; records whose offset is in `never_left` are on no broker."""

    time: tuple[int, int] = (1, 1_700_000_000_000)
    never_left: tuple[int, ...] = ()

    @property
    def may_be_written(self) -> Numbers:
        """By their offsets."""
        return ~np.isin(self.offsets, self.never_left)

    def timestamp(self, index: int) -> tuple[int, int]:
        """Type and epoch ms."""
        return self.time


def answer(
    log: DeliveryLog,
    batch: Batch,
    *places: int,
    error: int = 0,
    partition: int = 3,
    offset: int = 42,
    latency: float = 0.25,
    time: tuple[int, int] = (1, 1_700_000_000_000),
    confirmed: bool = True,
    broker: int | None = 1,
) -> None:
    """Report the records of a batch at these places, all of it without any."""
    reports = LogReports(log, SetUp(False), confirmed=confirmed)
    reports.expect(batch)
    rows = np.array(places or range(len(batch)), np.int64) + batch.first_row
    same = np.ones(len(rows), np.int64)
    answers = (Answer(batch.topics[0], partition, broker),)
    event = Answered(same * error, same * partition, same * offset, rows, rows, same * 0, answers, time=time)
    reports.take(event, batch.chunk.handed[batch.start] + latency)
