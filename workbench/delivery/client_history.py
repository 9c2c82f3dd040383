"""librdkafka's statistics as they were last measured: it tells of the last second only, in which little may happen."""

from __future__ import annotations

from dataclasses import replace

from workbench.delivery.client_statistics import BrokerFigures, ClientStatistics, TopicFigures, client_statistics


class ClientHistory:
    """Shown each statistics once, by one thread at a time; any thread reads `latest`. None until there are some."""

    def __init__(self) -> None:
        self.latest: ClientStatistics | None = None
        self._seen: bytes | None = None

    def is_new(self, text: bytes | None) -> bool:
        """Whether these statistics were not looked at yet."""
        return text is not None and text is not self._seen

    def look(self, text: bytes | None) -> None:
        """Read them; takes milliseconds for thousands of partitions."""
        self._seen = text
        found = client_statistics(text)
        if found is not None:
            self.latest = remembering(found, self.latest) if self.latest else found


def remembering(now: ClientStatistics, before: ClientStatistics) -> ClientStatistics:
    """What is now, with the times and batches of before where nothing was measured; throttling is never of before."""
    brokers, topics = {one.id: one for one in before.brokers}, {one.name: one for one in before.topics}
    return replace(
        now,
        brokers=tuple(_broker(one, brokers.get(one.id, one)) for one in now.brokers),
        topics=tuple(_topic(one, topics.get(one.name, one)) for one in now.topics),
    )


def _broker(now: BrokerFigures, before: BrokerFigures) -> BrokerFigures:
    return replace(
        now,
        round_trip=now.round_trip or before.round_trip,
        waiting=now.waiting or before.waiting,
        queued=now.queued or before.queued,
    )


def _topic(now: TopicFigures, before: TopicFigures) -> TopicFigures:
    return now if now.batch_records else before
