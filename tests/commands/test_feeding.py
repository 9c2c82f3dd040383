"""What the worker is fed with: a record again and again, lines of a file or of a pipe, and when there is no room."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from tests.brokers import kcat
from tests.brokers.cluster import EmbeddedCluster
from tests.end_to_end.delivering import open_session
from tests.schemas.servers import Server, reply
from tests.tui.still import UP, StillSession, metadata
from tests.tui.still import topic as still
from workbench import cli
from workbench.clusters.settings import ProducerSettings
from workbench.commands import feeding
from workbench.commands.given import STDIN, Given
from workbench.commands.lines import LineFormat
from workbench.commands.refused import Refused
from workbench.partitioning.partitioners import DEFAULT, find
from workbench.records.draft import FieldDraft, RecordDraft
from workbench.records.record import ProducerRecord

DRAFT = RecordDraft("orders", value=FieldDraft(text="v"))


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    return tmp_path / "lines"


def place(key: bytes, partitions: int) -> int | None:
    return find(DEFAULT).partition(key, partitions)


def send(cluster: EmbeddedCluster, topic: str, *arguments: str) -> int:
    """The command in this process."""
    return cli.main(["send", "-b", cluster.bootstrap_servers, "-t", topic, *arguments])


@pytest.mark.parametrize("count", [1, 999, 1_000, 2_001])
def test_a_record_so_many_times(count: int) -> None:
    record = ProducerRecord("orders", b"k", None, (("h", b""),), 3, 5)
    parts = list(feeding.repeated(lambda: record, count, lambda: True))
    assert [one for part in parts if part is not None for one in part.records()] == [record] * count


def test_none_while_there_is_no_room() -> None:
    room = iter([False, False, True, False, True])
    parts = feeding.repeated(lambda: ProducerRecord("orders"), 1_500, lambda: next(room))
    assert [part and len(part) for part in parts] == [None, None, 1_000, None, 500]


def test_what_follows_is_made_anew_when_the_partitions_are_others() -> None:
    statuses = iter([(12,), (12,), (24,), (24,), (), (24,), (6,)])
    session, asked, made = StillSession(), list[str](), iter("bc")

    def look_at(topic: str) -> None:
        asked.append(topic)
        session._still = replace(UP, metadata=metadata(*(still("orders", count) for count in next(statuses))))

    session.look_at = look_at  # type: ignore[method-assign]
    now = feeding.following(session, "orders", "a", lambda: next(made))
    assert [now() for _ in range(7)] == ["a", "a", "b", "b", "b", "b", "c"]
    assert asked == ["orders"] * 7


def test_a_feed_of_lines_follows_a_topic_that_grows(embedded: EmbeddedCluster) -> None:
    name, key = embedded.topic(2), b"user-42"
    given = Given(RecordDraft(name), lines=LineFormat(":"))
    reading, writing = os.pipe()
    with (
        os.fdopen(reading, "rb", buffering=0) as source,
        os.fdopen(writing, "wb", buffering=0) as pipe,
        open_session(embedded.bootstrap_servers) as session,
    ):
        feed = iter(feeding.feed(given, session, source.fileno(), lambda: True))
        pipe.write(key + b":1\n")
        before = next(feed)
        embedded.grow(name, 12)
        while session.partitions(name) != 12:
            assert next(feed) is None
        pipe.write(key + b":2\n")
        after = next(feed)
    assert [columns and list(columns.partitions) for columns in (before, after)] == [[place(key, 2)], [place(key, 12)]]


def test_a_feed_begins_by_what_the_topic_has_then(embedded: EmbeddedCluster, lines: Path) -> None:
    name = embedded.topic(2)
    lines.write_bytes(b"k:v\n")
    with open_session(embedded.bootstrap_servers) as session, lines.open("rb") as source:
        while session.is_fresh(name):
            pass
        embedded.grow(name, 12)
        given = Given(RecordDraft(name, FieldDraft(text="k"), FieldDraft()))
        once = next(iter(feeding.feed(given, session, -1, lambda: True)))
        many = next(iter(feeding.feed(replace(given, lines=LineFormat(":")), session, source.fileno(), lambda: True)))
    assert [columns and list(columns.partitions) for columns in (once, many)] == [[place(b"k", 12)]] * 2


def test_a_pipe_is_read_when_it_has_something_and_there_is_room() -> None:
    reading, writing = os.pipe()
    rooms = [True]
    with os.fdopen(reading, "rb", buffering=0) as source, os.fdopen(writing, "wb", buffering=0) as pipe:
        ready = feeding.readable(source.fileno(), lambda: rooms[-1])
        assert not ready()
        pipe.write(b"a")
        assert ready()
        rooms.append(False)
        assert not ready()


def test_a_file_is_read_when_there_is_room(lines: Path) -> None:
    lines.write_bytes(b"")
    with lines.open("rb") as source:
        assert feeding.readable(source.fileno(), lambda: True)()
        assert not feeding.readable(source.fileno(), lambda: False)()


def test_the_source(lines: Path) -> None:
    lines.write_bytes(b"a")
    with feeding.source(Given(DRAFT)) as descriptor:
        assert descriptor == -1
    with feeding.source(Given(DRAFT, lines=LineFormat(), source=STDIN)) as descriptor:
        assert descriptor == 0
    with feeding.source(Given(DRAFT, lines=LineFormat(), source=str(lines))) as descriptor:
        assert os.read(descriptor, 9) == b"a"
    with pytest.raises(OSError):
        os.fstat(descriptor)


@pytest.mark.parametrize("form", [None, LineFormat()])
def test_what_is_wrong_whatever_the_cluster_says(form: LineFormat | None) -> None:
    draft = RecordDraft("orders", FieldDraft("x"), FieldDraft("string", text="v"), partition="x", timestamp="0")
    with pytest.raises(Refused) as refusal:
        feeding.check(Given(draft, lines=form), ProducerSettings())
    said = str(refusal.value)
    assert all(part in said for part in ("key: ", "partition: ", "timestamp: ", "nothing was sent"))
    feeding.check(Given(DRAFT, lines=form), ProducerSettings())


@pytest.mark.parametrize(
    ("flags", "data"),
    [
        (("-K", r"\x1f"), "ключ\x1fзначение\nk\x1f\x1fv\n".encode()),
        (("-K", "\t"), b"\tv\nk\t\nk\tv\r\n"),
        ((), b"a\r\n\x00\x01\x7f\nlast"),
    ],
    ids=["unit separator", "tab", "none"],
)
def test_lines_arrive_byte_for_byte_as_kcat_sends_them(
    embedded: EmbeddedCluster, lines: Path, flags: tuple[str, ...], data: bytes
) -> None:
    ours, theirs = embedded.topic(), embedded.topic()
    lines.write_bytes(data)
    assert send(embedded, ours, "-l", str(lines), *flags) == 0
    kcat.run("-P", "-b", embedded.bootstrap_servers, "-t", theirs, "-l", str(lines), *flags)
    found, expected = (kcat.read_back(embedded.bootstrap_servers, topic) for topic in (ours, theirs))
    assert [(one.key, one.value) for one in found] == [(one.key, one.value) for one in expected]


def test_nul_separates_too_as_kcat_cannot(embedded: EmbeddedCluster, lines: Path) -> None:
    topic = embedded.topic()
    lines.write_bytes(b"k\0v\nno separator\n")
    assert send(embedded, topic, "-K", r"\0", "-l", str(lines)) == 0
    arrived = kcat.read_back(embedded.bootstrap_servers, topic)
    assert [(one.key, one.value) for one in arrived] == [(b"k", b"v"), (None, b"no separator")]


def test_more_reports_than_are_kept_are_all_written(
    embedded: EmbeddedCluster, lines: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.commands.send.BACKLOG", 700)
    monkeypatch.setattr("workbench.commands.lines.BLOCK", 512)
    lines.write_bytes(b"".join(b"%d\n" % number for number in range(20_000)))
    topic = embedded.topic()
    assert send(embedded, topic, "-l", str(lines)) == 0
    assert [json.loads(row)["offset"] for row in capsys.readouterr().out.splitlines()] == list(range(20_000))


@pytest.mark.parametrize("flags", [("--value", "{}"), ("-l", "LINES")])
def test_a_registry_without_an_answer_has_a_code_of_its_own(
    embedded: EmbeddedCluster, lines: Path, capsys: pytest.CaptureFixture[str], flags: tuple[str, str]
) -> None:
    lines.write_bytes(b"{}\n")
    given = (flags[0], flags[1].replace("LINES", str(lines)))
    with Server(lambda _: reply(503, b"")) as server:
        assert send(embedded, embedded.topic(), "-v", "avro", *given, "--registry", server.url) == 3
    assert "fails with HTTP 503" in capsys.readouterr().err
