"""What the terminal and the commands both hold: a cluster, its worker, its log; compose, preview, send."""

from __future__ import annotations

import difflib
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from itertools import repeat
from threading import Lock
from typing import TYPE_CHECKING

from workbench.clusters.connection import ClusterConnection, ConnectionState, ConnectionStatus
from workbench.clusters.profile import ClusterProfile
from workbench.clusters.settings import ProducerSettings, admin_config, producer_config
from workbench.compose import Composed, compose
from workbench.delivery.log import DeliveryLog
from workbench.delivery.sending import Sending
from workbench.delivery.worker import ProducerWorker
from workbench.lab.choosing import chosen
from workbench.partitioning.rules import Partitioner
from workbench.records.draft import RecordDraft
from workbench.records.errors import Address, Part, Problem, RecordError
from workbench.records.record import ProducerRecord
from workbench.records.wire_size import PRODUCER_LIMIT
from workbench.schemas.serializers import Serializers
from workbench.serialization.serializer import Serializer

if TYPE_CHECKING:
    from workbench.clusters.metadata import Topic
    from workbench.clusters.offsets import Offsets
    from workbench.clusters.sandbox import Sandbox
    from workbench.schemas.embedded.registry import EmbeddedRegistry
    from workbench.schemas.registry import Registry

TAKEN_WITHIN = 1.0
"""Seconds in which the worker takes what was sent; longer only for a feed that has no end yet."""

SCHEMAS_WITHIN = 15.0
"""Seconds that a send waits for its schemas: more than a registry has for two answers."""

STARTING = ConnectionStatus(ConnectionState.CONNECTING)


class Session:
    """One cluster, from opening to closing. `profile` embedded means: start the sandbox and use that.

    `open`, `reconnect` and `close` block (a library to load, threads to start, to end); the terminal calls them
    off its event loop. Everything else answers at once, from the last values the threads published.
    """

    def __init__(
        self,
        profile: ClusterProfile,
        settings: ProducerSettings | None = None,
        log: DeliveryLog | None = None,
    ) -> None:
        self.profile = profile
        self.settings = settings or ProducerSettings.from_properties(profile.properties)
        self.log = log if log is not None else DeliveryLog()
        self.worker = ProducerWorker(self.log)
        self.connection: ClusterConnection | None = None
        self._turn = Lock()
        self._closed = False
        self._sendings: list[Sending] = []
        self._partitioner: tuple[str, Partitioner] | None = None
        self.sandbox: Sandbox | None = None
        self.embedded_registry: EmbeddedRegistry | None = None
        self.registry: Registry | None = None
        self.serializers = Serializers(is_known=False)

    def open(self) -> None:
        """Start the embedded cluster where the profile asks for it, then the connection and the worker."""
        with self._turn:
            if not self._closed:
                self._open()

    def _open(self) -> None:
        if self.profile.embedded and self.sandbox is None:
            self._start_sandbox()
        self._open_registry()
        self.connection = ClusterConnection(admin_config(self.profile))
        self.connection.start()
        self.worker.open(producer_config(self.profile, self.settings))

    def _start_sandbox(self) -> None:
        from workbench.clusters.sandbox import Sandbox

        self.sandbox = Sandbox()
        self.profile = replace(self.profile, bootstrap_servers=self.sandbox.bootstrap_servers)
        if not self.profile.registry.get("schema.registry.url"):
            self._start_registry()

    def _start_registry(self) -> None:
        """The embedded cluster's own registry; without a port for it the cluster is good for all but its schemas."""
        from workbench.schemas.embedded.registry import EmbeddedRegistry, EmbeddedRegistryError

        with suppress(EmbeddedRegistryError):
            self.embedded_registry = EmbeddedRegistry()
            url = self.embedded_registry.url
            self.profile = replace(self.profile, registry={**self.profile.registry, "schema.registry.url": url})

    def _open_registry(self) -> None:
        """The schema registry of the profile, if it names one; nothing is asked of it before a schema is."""
        if self.registry is not None:
            self.registry.close()
            self.registry = None
        if self.profile.registry:
            from workbench.schemas.registry import Registry
            from workbench.schemas.settings import RegistrySettings

            self.registry = Registry(RegistrySettings.of(self.profile.registry))
        self.serializers.use(self.registry)

    def reconnect(self) -> None:
        """Drop the connection and begin anew; records in flight stay with their producer and are reported."""
        with self._turn:
            if self.connection is not None:
                self.connection.close()
            self._partitioner = None  # a rule file may say something else by now
            if not self._closed:
                self._open()

    def change(self, settings: ProducerSettings) -> None:
        """Take other producer settings from the next record on."""
        if settings == self.settings:
            return
        self.settings = settings
        if self.connection is not None:
            self.worker.open(producer_config(self.profile, settings))

    @property
    def status(self) -> ConnectionStatus:
        """The cluster as last heard of."""
        return STARTING if self.connection is None else self.connection.status

    def topic(self, name: str) -> Topic | None:
        """The topic as last heard of; None where there is none of that name, or no answer yet."""
        return self.status.metadata.topics.get(name)

    def partitions(self, name: str) -> int | None:
        """The topic's partition count, None while it is not known."""
        topic = self.topic(name)
        return None if topic is None else len(topic.partitions)

    def is_fresh(self, topic: str) -> bool:
        """Whether the topic's partitions are what the cluster has now, or nobody can be asked for them."""
        return self._asked is None or self._asked.is_fresh(topic)

    def look_at(self, topic: str) -> None:
        """Have the cluster asked about a topic that somebody looks at; the answer comes into `status`."""
        if self._asked is not None:
            self._asked.look_at(topic)

    def freshen(self, topic: str, within: float = 1.0) -> bool:
        """Block until the topic's partitions are what the cluster has now; False where no answer came in time."""
        connection, called = self._asked, time.monotonic()
        if connection is None or connection.is_fresh(topic):
            return True
        connection.fresh_topic(topic, within)
        return connection.status.asked_for(topic) >= called

    def freshen_all(self, within: float = 1.0) -> None:
        """Block until all topics are what the cluster has now, or the time is up."""
        if self._asked is not None:
            self._asked.fresh(within)

    @property
    def _asked(self) -> ClusterConnection | None:
        """The connection while a question would be answered."""
        return self.connection if self.status.state is ConnectionState.UP else None

    def offsets(self, topic: str) -> Mapping[int, Offsets]:
        """The offsets of the topic's partitions as last heard of; a partition that is not there is not known."""
        return {} if self.connection is None else self.connection.offsets.latest(topic)

    def ask_offsets(self, topic: str) -> None:
        """Have the topic's offsets asked for, without waiting; not more often than once a second."""
        known = self.topic(topic)
        if self._asked is not None and known is not None:
            self._asked.offsets.ask(known)

    def topic_limit(self, topic: str) -> int | None:
        """How many bytes a batch of the topic may have, as last heard of; None while that is not known. Asks for it."""
        if self.connection is None or self.profile.embedded or self.topic(topic) is None:
            return None  # the embedded cluster has no such setting, and does not answer
        self.connection.limits.ask(topic)
        return self.connection.limits.latest(topic)

    @property
    def producer_limit(self) -> int:
        """How many bytes a record may have for the producer: its `message.max.bytes`."""
        given = self.profile.properties.get("message.max.bytes", "")
        return int(given) if given.isdecimal() else PRODUCER_LIMIT

    def topic_problem(self, name: str) -> Problem | None:
        """Why no record can go to `name` on this cluster now; None if one can."""
        status = self.status
        if name in status.metadata.topics:
            return None
        if status.state is ConnectionState.CONNECTING:
            return Problem("the cluster has not answered yet", "a moment's patience, then a topic of the cluster")
        if status.state is ConnectionState.DOWN:
            return Problem("the cluster is down, so the topic's partitions are not known", "reconnect, then send again")
        if name in status.metadata.failed:
            return Problem(
                f"the cluster answers {status.metadata.failed[name]} for this topic", "a topic that can be used"
            )
        near = difflib.get_close_matches(name, status.metadata.topics, n=3, cutoff=0.5)
        known = near or sorted(topic for topic in status.metadata.topics if not topic.startswith("__"))[:3]
        return Problem("there is no such topic on this cluster", ", ".join(known) or "create it first")

    @property
    def partitioner(self) -> Partitioner:
        """What the settings' name stands for. A rule file is read once, and again after `reconnect`."""
        name, known = self.settings.partitioner, self._partitioner
        if known is None or known[0] != name:
            self._partitioner = known = name, chosen(name)
        return known[1]

    def serializer(self, spec: str, topic: str, part: Part) -> Serializer:
        """The serializer that a spec stands for on this cluster, at once. Raises Unserializable, Pending among them."""
        return self.serializers.find(spec, topic, part)

    def is_ready(self, draft: RecordDraft) -> bool:
        """Whether nothing is being fetched that the draft's bytes wait for."""
        return self.serializers.is_ready_for(draft)

    def ready_for(self, draft: RecordDraft, within: float = SCHEMAS_WITHIN) -> bool:
        """Block until nothing is being fetched that the draft's bytes wait for; False where the time is up first.

        What could not be had is an error of `compose`.
        """
        return self.serializers.ready_for(draft, within)

    def compose(self, draft: RecordDraft) -> Composed:
        """The draft as bytes and a partition, or every error. The preview and every send go through here."""
        return compose(
            draft,
            partitioner=self.partitioner,
            # Asked for first: a topic that comes up in between has a problem, never a record without its partition.
            topic_problem=self.topic_problem(draft.topic) if draft.topic else None,
            partitions=self.partitions(draft.topic),
            serializers=self.serializer,
        )

    def send(self, draft: RecordDraft, count: int = 1) -> Composed:
        """Hand the draft over `count` times; nothing is handed over while it has an error."""
        composed = self.compose(draft)
        if composed.record is None:
            return composed
        if problem := self.worker.status.problem:
            return replace(composed, record=None, errors=(RecordError(Address(Part.TOPIC), problem),))
        self.send_records(repeat(composed.record, count))
        return composed

    def send_records(self, records: Iterable[ProducerRecord]) -> Sending:
        """Hand over records that are composed as they are taken, in the worker's thread."""
        self._sendings = [sending for sending in self._sendings if not sending.done]
        self._sendings.append(sending := self.worker.send(records))
        return sending

    @property
    def is_sending(self) -> bool:
        """Whether something that was sent has no outcome yet, or is not even in the books yet."""
        return self.log.totals.in_flight > 0 or any(not sending.done for sending in self._sendings)

    def close(self, wait: float = 0.0) -> None:
        """End everything: wait up to `wait` seconds for the answers; what is left then is unknown. Safe to repeat."""
        for sending in self._sendings:
            sending.wait(TAKEN_WITHIN)  # what is not taken yet is in no book
        self.serializers.close()
        self.worker.finish()
        if not self.worker.join(wait):
            self.worker.abandon()
            self.worker.join(5.0)
        with self._turn:
            self._closed = True
            if self.connection is not None:
                self.connection.close()
            if self.embedded_registry is not None:
                self.embedded_registry.close()
            if self.sandbox is not None:
                with suppress(OSError):
                    self.sandbox.close()
            if self.registry is not None:
                self.registry.close()
