"""What can be told of records that were handed over: why they failed, what they were composed of, what lies there."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from workbench.clusters.connected import Connected
from workbench.clusters.settings import ProducerSettings, admin_config
from workbench.delivery.drafts import KeptDrafts
from workbench.delivery.log import DeliveryLog
from workbench.delivery.worker import ProducerWorker
from workbench.records.errors import Part
from workbench.serialization.serializer import Serializer

if TYPE_CHECKING:
    from workbench.delivery.report import DeliveryReport
    from workbench.delivery.teaching.facts import Facts
    from workbench.lab.decoding import Redrafted
    from workbench.lab.reading_back import ReadBack


class Recalling(Connected):
    """Needs the log, the worker and the drafts of the session that it is part of."""

    log: DeliveryLog
    worker: ProducerWorker
    drafts: KeptDrafts
    settings: ProducerSettings

    def ready_serializer(self, spec: str, topic: str, part: Part) -> Serializer:
        """The serializer that a spec stands for; waits for its schema."""
        raise NotImplementedError

    def facts(self, report: DeliveryReport) -> Facts:
        """What is known around a record of the log, for the words about its error."""
        from workbench.lab.circumstances import facts_of

        return facts_of(report, self.facts_of_topic(report.topic), self.status, self.worker.status)

    def facts_of_topic(self, topic: str) -> Facts:
        """What is known around every record of a topic."""
        from workbench.lab.circumstances import facts_of_topic

        limits = self.connection.limits if self.connection is not None and not self.profile.embedded else None
        self.topic_limit(topic)  # asks
        return facts_of_topic(topic, self.profile, self.settings, self.status, limits)

    def redraft(self, number: int) -> Redrafted | None:
        """The draft of a row's record, to be edited; None where its bytes are no longer kept. Blocks for schemas."""
        from workbench.lab.decoding import Redrafted, Specs, draft_of

        report = self.log.report(number)
        if report is None or report.record is None:
            return None
        draft = self.drafts.of(report.record)
        return Redrafted(draft) if draft else draft_of(report.record, Specs(), self.ready_serializer)

    def read_back(self, number: int, stopped: Event | None = None) -> ReadBack:
        """What lies where a row was delivered, beside what was sent. Blocks; raises as lab.reading_back does."""
        from workbench.lab.reading_back import read_back

        config, report = admin_config(self.profile), self.log.report(number)
        return read_back(config, report, self.drafts.of, self.ready_serializer, stopped)
