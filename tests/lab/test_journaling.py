"""The journal of a session: origins, and a look at the broker."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from tests.brokers.cluster import Cluster
from workbench.clusters.profile import ClusterProfile
from workbench.clusters.reading import ReadError
from workbench.clusters.settings import admin_config
from workbench.delivery.journal.checking import Tail
from workbench.delivery.journal.history import one_send
from workbench.delivery.journal.origin import Kind
from workbench.delivery.journal.settings import JournalSettings
from workbench.delivery.log import DeliveryLog
from workbench.lab.journaling import Journaling, topic_reader
from workbench.records.draft import FieldDraft, RecordDraft
from workbench.session import Session


def test_origins_say_where_and_how(tmp_path: Path) -> None:
    profile = ClusterProfile("staging", "h:9092")
    settings = JournalSettings(tmp_path / "j", payloads=False)
    journaling = Journaling(settings, DeliveryLog(), lambda: (profile, "murmur2"))
    draft = RecordDraft("orders", FieldDraft(text="k"))
    origin = journaling.of_draft(draft, 10)
    assert (origin.profile, origin.cluster, origin.topic, origin.count) == ("staging", "h:9092", "orders", 10)
    assert (origin.kind, origin.partitioner, origin.payloads, origin.draft) == (Kind.RECORD, "murmur2", False, draft)
    assert journaling.of_again("audit", 3).kind is Kind.AGAIN


def test_a_session_writes_down_what_it_sends(cluster: Cluster, tmp_path: Path) -> None:
    topic, path = cluster.topic(3), tmp_path / "journal.db"
    session = Session(ClusterProfile("test", cluster.bootstrap_servers), journal=JournalSettings(path))
    session.open()
    assert session.connection is not None
    session.connection.wait(30)
    draft = RecordDraft(topic, FieldDraft(text="k"), FieldDraft(text="v"))
    record = session.compose(draft).record
    assert record is not None
    assert session.journal is not None
    assert session.send_records([record] * 3, session.journal.of_draft(draft, 3)).wait_answered(30)
    session.resend((1, 2))
    session.close(30)
    first, second = one_send(path, 1), one_send(path, 2)
    assert (first.origin.draft, first.totals.delivered) == (draft, 3)
    assert (second.origin.kind, second.totals.delivered) == (Kind.AGAIN, 2)
    reader = topic_reader(admin_config(session.profile))
    assert [one.value for one in reader(Tail(topic, {}, int(first.begun * 1000)))] == [b"v"] * 5


def test_a_look_can_be_stopped(cluster: Cluster) -> None:
    stopped = Event()
    stopped.set()
    profile = ClusterProfile("test", cluster.bootstrap_servers)
    with pytest.raises(ReadError, match="the look at the topic was stopped"):
        list(topic_reader(admin_config(profile), stopped)(Tail(cluster.topic(1), {}, 0)))
