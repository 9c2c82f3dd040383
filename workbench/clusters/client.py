"""The client that asks a cluster for its metadata: confluent-kafka's AdminClient, read into our own values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from workbench.clusters.broker_states import BrokerStates, broker_id
from workbench.clusters.causes import explain_all
from workbench.clusters.client_log import logger_into
from workbench.clusters.limits import TopicLimits
from workbench.clusters.metadata import Broker, Metadata, Partition, Topic
from workbench.clusters.offsets import WITHIN, OffsetQuestion
from workbench.clusters.properties import scrubbed
from workbench.records.escape import escape

if TYPE_CHECKING:
    from confluent_kafka import KafkaError
    from confluent_kafka.admin import ClusterMetadata, TopicMetadata

_LINES_WAIT_POLLS, _LINES_WAIT_SECONDS = 5, 0.05
_RACKS_WITHIN = 10.0


class ClientError(RuntimeError):
    """No client can be made of a configuration; the text is a sentence for a person, without secrets."""


class MetadataClient:
    """One AdminClient. Every method belongs to the thread that made it, but `topic`.

    It makes no topic: `metadata` asks for all there are, and `topic` says that none is to be made, which brokers
    understand since Kafka 0.11 (Metadata version 4); so it is asked of topics that `metadata` named.
    """

    def __init__(self, config: Mapping[str, object]) -> None:
        self.states = BrokerStates()
        self.all_down = False
        self._trouble = ""
        self._config = config
        self.known_racks: Mapping[int, str] = {}
        self._racks_of: tuple[int, ...] = ()
        self._racks_asked: Future[Any] | None = None
        self._client = _admin_client(
            {**config, "error_cb": self._on_error, "logger": logger_into(self.states.feed)}, config
        )

    def poll(self, seconds: float) -> None:
        """Serves what librdkafka has to tell, waiting for it up to `seconds`."""
        self._client.poll(seconds)

    def close(self) -> None:
        """Ends the client. It and its callback hold each other, so it would live until the garbage is collected."""
        self._client = self._racks_asked = None

    def metadata(self, seconds: float) -> Metadata | None:
        """The cluster's answer, None if it gave none in time."""
        from confluent_kafka import KafkaException

        try:
            answer = self._client.list_topics(timeout=seconds)
        except KafkaException:
            return None
        self.all_down = False
        self._trouble = ""
        return read_metadata(answer)

    def topic(self, name: str, seconds: float) -> Metadata | None:
        """The cluster's answer about one topic, None if it gave none in time. From any thread."""
        from confluent_kafka import KafkaException

        client = self._client
        try:
            return None if client is None else read_metadata(client.list_topics(name, timeout=seconds))
        except KafkaException:
            return None

    def racks(self, brokers: tuple[int, ...]) -> Mapping[int, str]:
        """The rack of each of these brokers that has one, as far as it is known.

        Never waits. It is asked for once, and again when the brokers are others; a cluster that does not answer, as
        the embedded one, has none.
        """
        if brokers != self._racks_of:
            self._racks_of = brokers
            self._racks_asked = self._client.describe_cluster(request_timeout=_RACKS_WITHIN)
        if self._racks_asked is not None and self._racks_asked.done():
            asked, self._racks_asked = self._racks_asked, None
            if asked.exception() is None:
                self.known_racks = {one.id: escape(one.rack) for one in asked.result().nodes if one.rack}
        return self.known_racks

    def ask_offsets(self, topic: str, partitions: Iterable[int]) -> OffsetQuestion:
        """Ask the leaders of some partitions for both their ends, without waiting."""
        return OffsetQuestion(self._client, topic, partitions)

    def first_since(self, topic: str, partitions: Iterable[int], since: int) -> dict[int, int]:
        """The first offset of each partition whose record has the timestamp `since` (epoch ms) or a later one.

        Waits for it. A partition that has none, or whose leader does not answer, is left out.
        """
        from confluent_kafka import TopicPartition
        from confluent_kafka.admin import OffsetSpec

        places = [TopicPartition(topic, one) for one in partitions]
        moment = OffsetSpec.for_timestamp(since)
        asked = self._client.list_offsets(dict.fromkeys(places, moment), request_timeout=WITHIN) if places else {}
        answered = {place.partition: one.result().offset for place, one in asked.items() if one.exception() is None}
        return {partition: offset for partition, offset in answered.items() if offset >= 0}

    def serve_limits(self, limits: TopicLimits) -> None:
        """Ask for the limits of topics that are wanted, without waiting."""
        limits.serve(self._client)

    def brokers_failed(self) -> bool:
        """Whether an advertised broker could not be reached and none is."""
        failed = any(broker_id(name) is not None for name in self.states.causes)
        return failed and not any(self.states.up.values())

    def reaches_brokers(self) -> bool:
        """Whether an advertised broker is connected; also where the log says nothing of connections at all."""
        for _ in range(_LINES_WAIT_POLLS):
            if self.states.known:
                break
            self.poll(_LINES_WAIT_SECONDS)
        return not self.states.known or any(self.states.up.values())

    def cause(self, *, worked: bool = False) -> str:
        """Why there is no connection, in sentences without secrets; empty while librdkafka has named no cause.

        `worked`: the cluster has answered before.
        """
        return scrubbed(explain_all(self.states.causes, worked=worked) or self._trouble, self._config)

    def _on_error(self, error: KafkaError) -> None:
        """Notes a broker's failure, or one of no broker: of a token, of the client itself."""
        if error.name() == "_ALL_BROKERS_DOWN":
            self.all_down = True
        elif not self.states.fail(error.str()):
            self._trouble = escape(error.str())


def refusal(error: Exception, config: Mapping[str, object]) -> str:
    """A client's refusal of its configuration as a sentence, without secrets: for whoever makes one."""
    from confluent_kafka import KafkaException

    problem = error.args[0] if isinstance(error, KafkaException) and error.args else error
    text = problem.str() if hasattr(problem, "str") else str(problem)
    text = re.sub(r"^Failed to create \w+(?: client)?: ", "", text)
    return f"librdkafka refuses these settings: {escape(scrubbed(text, config))}"


def read_metadata(answer: ClusterMetadata) -> Metadata:
    """librdkafka's metadata as our values; topics that answered with an error are set apart."""
    topics = sorted(answer.topics.items())
    return Metadata(
        cluster_id=answer.cluster_id or "",
        brokers=tuple(Broker(one.id, str(one.host), int(one.port)) for _, one in sorted(answer.brokers.items())),
        topics={name: _topic(name, topic) for name, topic in topics if topic.error is None},
        failed={name: topic.error.name() for name, topic in topics if topic.error is not None},
    )


def _topic(name: str, topic: TopicMetadata) -> Topic:
    partitions = (topic.partitions[number] for number in sorted(topic.partitions))
    return Topic(
        name,
        tuple(
            Partition(one.id, one.leader if one.leader >= 0 else None, tuple(one.replicas), tuple(one.isrs))
            for one in partitions
        ),
    )


def _admin_client(config: dict[str, Any], given: Mapping[str, object]) -> Any:
    from confluent_kafka import KafkaException
    from confluent_kafka.admin import AdminClient

    try:
        return AdminClient(config)
    except (KafkaException, ValueError, TypeError) as error:
        raise ClientError(refusal(error, given)) from None
