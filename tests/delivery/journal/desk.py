"""A journal with its log, sends that are handed over batch by batch, and a topic that holds what was delivered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from workbench.commands.lines import LineFormat, blocks, records
from workbench.compose import RecordTemplate
from workbench.delivery.batch import Batch
from workbench.delivery.bulk import BulkSending, ColumnFeed
from workbench.delivery.journal.checking import Tail
from workbench.delivery.journal.lines import thinned
from workbench.delivery.journal.origin import Kind, Origin, of_file
from workbench.delivery.journal.writer import JournalBooks
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryError, DeliveryState
from workbench.delivery.sending import Sending
from workbench.partitioning.partitioners import DEFAULT, find
from workbench.records.draft import FieldDraft, RecordDraft
from workbench.records.fetched import FetchedRecord
from workbench.records.record import ProducerRecord

REFUSED = DeliveryError("MSG_SIZE_TOO_LARGE", "Broker: Message size too large")
DRAFT = RecordDraft("orders", FieldDraft(text="k"), FieldDraft(text="v"))


def origin(count: int = 1, kind: Kind = Kind.RECORD, *, payloads: bool = True, profile: str = "local") -> Origin:
    """A send of one record `count` times, or of records sent again."""
    return Origin(profile, "127.0.0.1:9092", "orders", kind, count, DRAFT, payloads=payloads)


def of_lines(path: Path, *, payloads: bool = True, topic: str = "orders") -> Origin:
    """A send of the lines of a file."""
    name, size, modified = of_file(path)
    draft = RecordDraft(topic, value=FieldDraft())
    given = Origin("local", "127.0.0.1:9092", topic, Kind.LINES, None, draft, path=name, payloads=payloads)
    return replace(given, size=size, modified=modified, separator=":")


def remake(of: Origin) -> ColumnFeed:
    """The records of its lines, as the command makes them."""
    assert of.path is not None
    assert of.draft is not None
    template = RecordTemplate(of.draft, partitioner=find(DEFAULT), partitions=3)
    with Path(of.path).open("rb") as file:
        file.seek(of.begins.offset)
        read = blocks(file.fileno(), lambda: True)
        yield from records(read, LineFormat(of.separator), lambda: template, of.begins)


def columns_of(of: Origin) -> list[ProducerRecord]:
    """All records of its lines."""
    return [record for columns in remake(of) if columns is not None for record in columns.records()]


def values_of(of: Origin) -> list[bytes | None]:
    """The values of what is left of its lines."""
    left = thinned(remake(of), of.left_out)
    return [value for columns in left if columns is not None for value in columns.values]


@dataclass
class Topic:
    """What the broker has of `orders`: the log of each partition."""

    held: list[list[ProducerRecord]] = field(default_factory=lambda: [[], [], []])

    def append(self, record: ProducerRecord) -> tuple[int, int]:
        """Its partition and offset."""
        partition = record.partition or 0
        self.held[partition].append(record)
        return partition, len(self.held[partition]) - 1

    def read(self, tail: Tail) -> Iterator[FetchedRecord]:
        """A `Reader`."""
        for partition, held in enumerate(self.held):
            if tail.partitions is None or partition in tail.partitions:
                for offset in range(tail.offsets.get(partition, 0), len(held)):
                    one = held[offset]
                    yield FetchedRecord(partition, offset, one.key, one.value, one.headers)


class Desk:
    """One workbench: its log, its books. `crash` is what kill -9 leaves of it."""

    def __init__(self, path: Path, topic: Topic | None = None, capacity: int = 1_000_000) -> None:
        self.path = path
        self.topic = topic or Topic()
        self.log = DeliveryLog(capacity)
        self.books = JournalBooks(path, self.log)

    def send(self, records: Iterable[ProducerRecord], of: Origin) -> Sending:
        """A send that is not begun."""
        return _with_origin(Sending(records), of)

    def send_lines(self, of: Origin, feed: ColumnFeed | None = None) -> BulkSending:
        """A send of lines that is not begun."""
        sending = BulkSending(remake(of) if feed is None else feed)
        _with_origin(sending, of)
        return sending

    def hand_over(self, sending: Sending, most: int = 1024) -> Batch | None:
        """The next batch, in the log and in the books; None where nothing came."""
        batch = sending.batch(min(most, self.log.room))
        if batch is not None:
            self.log.hand_over(batch)
            sending.note(batch)
            self.books.hand_over(sending, batch)
        return batch

    def hand_all(self, sending: Sending, most: int = 1024) -> list[Batch]:
        """All that is left of it."""
        batches = []
        while sending.more:
            if batch := self.hand_over(sending, most):
                batches.append(batch)
        sending.look()
        return batches

    def deliver(self, batch: Batch, places: Sequence[int] | None = None, *, told: bool = True) -> None:
        """These of its records get to the topic; `told`: and the answer comes back."""
        for place in range(len(batch)) if places is None else places:
            partition, offset = self.topic.append(batch.records[place])
            if told:
                chunk, row = batch.chunk, batch.start + place
                chunk.partitions[row], chunk.offsets[row], chunk.timestamps[row] = partition, offset, 1_700_000_000_000
                chunk.latencies[row] = 0.25
                chunk.states[row] = DeliveryState.DELIVERED

    def settle(self, batch: Batch, places: Iterable[int], state: DeliveryState, error: DeliveryError = REFUSED) -> None:
        """These of its records were not delivered."""
        for place in places:
            self.log.settle(batch.chunk, batch.start + place, state, error)

    def finish(self, sending: Sending) -> None:
        """As the worker does at the end of a send."""
        sending.look()
        assert sending.answered
        self.books.look()
        self.books.finished(sending)

    def crash(self) -> None:
        """Nothing is written any more, and the locks are gone."""
        books, self.books = self.books, JournalBooks(self.path, self.log)
        books._drop()
        if books._presence is not None:
            books._presence.close()

    def close(self) -> None:
        """As a session does."""
        self.books.close()


def numbered(count: int, partition: int | None = 0) -> list[ProducerRecord]:
    """Different records."""
    return [ProducerRecord("orders", b"k%d" % number, b"v", (), partition) for number in range(count)]


def take(records: Iterable[ProducerRecord], count: int) -> list[ProducerRecord]:
    """The first of them."""
    return list(islice(records, count))


def write_lines(path: Path, count: int, first: int = 0) -> Path:
    """A file of lines with keys."""
    path.write_bytes(b"".join(b"key-%d:value-%d\n" % (number, number) for number in range(first, first + count)))
    return path


def _with_origin(sending: Sending, of: Origin) -> Sending:
    vars(sending)["origin"] = of
    return sending
