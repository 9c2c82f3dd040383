"""What the terminal and the commands both hold: a cluster, its worker, its log; compose, preview, send."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import repeat
from threading import Event, Lock
from typing import TYPE_CHECKING

from workbench.clusters.connection import ClusterConnection
from workbench.clusters.profile import ClusterProfile
from workbench.clusters.settings import ProducerSettings, admin_config, producer_config, transactional_config
from workbench.compose import Composed, compose
from workbench.delivery.again import Again, Resent, look_up
from workbench.delivery.drafts import KeptDrafts
from workbench.delivery.journal.settings import JournalSettings
from workbench.delivery.log import DeliveryLog
from workbench.delivery.sending import Sending
from workbench.delivery.worker import ProducerWorker
from workbench.lab.choosing import chosen
from workbench.lab.journaling import Journaling
from workbench.lab.recalling import Recalling
from workbench.partitioning.rules import Partitioner
from workbench.records.draft import RecordDraft
from workbench.records.errors import Address, Part, RecordError
from workbench.records.record import ProducerRecord
from workbench.records.wire_size import PRODUCER_LIMIT
from workbench.schemas.serializers import Serializers
from workbench.serialization.serializer import Serializer

if TYPE_CHECKING:
    from workbench.clusters.sandbox import Sandbox
    from workbench.delivery.journal.origin import Origin
    from workbench.delivery.journal.settling import Checked
    from workbench.lab.ways import Cost
    from workbench.schemas.embedded.registry import EmbeddedRegistry
    from workbench.schemas.registry import Registry

TAKEN_WITHIN = 1.0
"""Seconds in which the worker takes what was sent; longer only for a feed that has no end yet."""

SCHEMAS_WITHIN = 15.0
"""Seconds that a send waits for its schemas: more than a registry has for two answers."""


class Session(Recalling):
    """One cluster, from opening to closing. `profile` embedded means: start the sandbox and use that.

    `open`, `reconnect` and `close` block (a library to load, threads to start, to end); the terminal calls them
    off its event loop. Everything else answers at once, from the last values the threads published.
    """

    def __init__(
        self,
        profile: ClusterProfile,
        settings: ProducerSettings | None = None,
        log: DeliveryLog | None = None,
        journal: JournalSettings | None = None,
    ) -> None:
        self.profile = profile
        self.settings = settings or ProducerSettings.from_properties(profile.properties)
        self.log = log if log is not None else DeliveryLog()
        self.journal = Journaling(journal, self.log, self._where) if journal is not None else None
        self.worker = ProducerWorker(self.log, self.journal.books if self.journal is not None else None)
        self.connection = None
        self.drafts = KeptDrafts()
        self._turn = Lock()
        self._closed = False
        self._sendings: list[Sending] = []
        self._partitioner: tuple[str, Partitioner] | None = None
        self.sandbox: Sandbox | None = None
        self.embedded_registry: EmbeddedRegistry | None = None
        self.registry: Registry | None = None
        self.serializers = Serializers(is_known=False)

    def _where(self) -> tuple[ClusterProfile, str]:
        return self.profile, self.settings.partitioner

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
        self._open_producer(self.settings)

    def _open_producer(self, settings: ProducerSettings) -> None:
        self.worker.open(producer_config(self.profile, settings), settings.way)

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
            self._open_producer(settings)

    @property
    def producer_limit(self) -> int:
        """How many bytes a record may have for the producer: its `message.max.bytes`."""
        given = self.profile.properties.get("message.max.bytes", "")
        return int(given) if given.isdecimal() else PRODUCER_LIMIT

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

    def ready_serializer(self, spec: str, topic: str, part: Part) -> Serializer:
        """The same, but waits for its schema."""
        return self.serializers.ready(spec, topic, part, SCHEMAS_WITHIN)

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
        self.drafts.keep(composed.record, draft)
        origin = self.journal.of_draft(draft, count) if self.journal is not None else None
        self.send_records(repeat(composed.record, count), origin)
        return composed

    def resend(self, numbers: Sequence[int]) -> Resent:
        """Hand these rows' records over again. Of very many, look them up in a thread and `hand_over_again`."""
        return self.hand_over_again(look_up(self.log, numbers))

    def hand_over_again(self, again: Again) -> Resent:
        """Hand records over as they were handed over before: their own partition choice, timestamp, draft."""
        problem = self.worker.status.problem
        if problem or not again.records:
            return Resent(0, again.gone, problem)
        origin = self.journal.of_again(again.topics[0], len(again.records)) if self.journal is not None else None
        return Resent(len(again.records), again.gone, sending=self.send_records(again.records, origin))

    def check_send(self, number: int, stopped: Event | None = None) -> Checked:
        """Look on the broker for what is unknown of a send of the journal. Blocks. Raises BooksError, ReadError."""
        assert self.journal is not None
        return self.journal.check_here(number, admin_config(self.profile), stopped)

    def send_rest(self, number: int) -> int | None:
        """Hand over what is left of a send of the journal; how many records, None where only its input knows.

        Blocks. Raises BooksError.
        """
        assert self.journal is not None
        rest = self.journal.go_on_here(number)
        if rest.records is None:
            self._sendings.append(self.worker.send_columns(self.journal.lines_of(rest), rest.origin))
            return None
        self.send_records(rest.records, rest.origin)
        return len(rest.records)

    def begin_transaction(self) -> None:
        """Send what follows in a transaction; how it goes stands in `log.transactions`. The worker ends it."""
        self.worker.begin_transaction(transactional_config(self.profile, self.settings))

    def cost_of_ways(self, draft: RecordDraft, stopped: Event | None = None) -> tuple[Cost, ...]:
        """Measure the three ways to send with this record, for which it is sent some hundred times. Blocks.

        Empty where it cannot be sent.
        """
        from workbench.lab.ways import measure

        composed = self.compose(draft)
        if composed.record is None:
            return ()
        self.drafts.keep(composed.record, draft)
        try:
            return measure(
                self.worker,
                lambda way: self._open_producer(replace(self.settings, way=way)),
                composed.record,
                stopped=(stopped or Event()).is_set,
                origin=lambda count: self.journal.of_draft(draft, count) if self.journal is not None else None,
            )
        finally:
            self._open_producer(self.settings)

    def send_records(self, records: Iterable[ProducerRecord], origin: Origin | None = None) -> Sending:
        """Hand over records as the worker takes them. Without `origin` the journal does not know of them."""
        self._sendings = [one for one in self._sendings if not one.done or one.error is not None]
        self._sendings.append(sending := self.worker.send(records, origin))
        return sending

    def feed_problems(self) -> tuple[str, ...]:
        """Why feeds ended before their end, as sentences; each is said once."""
        ended = [sending for sending in self._sendings if sending.done and sending.error is not None]
        self._sendings = [sending for sending in self._sendings if sending not in ended]
        return tuple(f"after {one.handed_over:,} records: {one.error}" for one in ended)

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
        if self.worker.join(5.0) and self.journal is not None:
            self.journal.books.close()
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
