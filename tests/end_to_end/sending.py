"""Drafts sent by a session with a schema registry; the preview, the log and kcat must show the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tests.brokers import kcat
from tests.brokers.cluster import Cluster
from tests.brokers.kcat import Arrived
from tests.end_to_end.delivering import reports
from workbench.clusters.connection import ConnectionState
from workbench.clusters.profile import ClusterProfile
from workbench.delivery.report import DeliveryState
from workbench.records.draft import RecordDraft
from workbench.records.record import Header
from workbench.session import Session

Bytes = tuple[bytes | None, bytes | None, tuple[Header, ...]]
"""A record's key, value and headers."""


def arrived(cluster: Cluster, registry_url: str, *drafts: RecordDraft) -> list[Arrived]:
    """The records of these drafts, all of one topic that has one partition and nothing in it, as kcat reads them.

    Checks that a session's preview showed these very bytes, and that its log holds them.
    """
    with _opened(cluster, registry_url) as session:
        previews = [_sent(session, draft) for draft in drafts]
    sent = reports(session.log)
    assert [report.state for report in sent] == [DeliveryState.DELIVERED] * len(drafts)
    read = kcat.read_back(cluster.bootstrap_servers, drafts[0].topic)
    assert [(one.key, one.value, one.headers) for one in read] == previews
    assert [(one.record.key, one.record.value, one.record.headers) for one in sent if one.record] == previews
    return read


def _sent(session: Session, draft: RecordDraft) -> Bytes:
    """The draft is sent; what its preview showed before that."""
    assert session.ready_for(draft)
    preview = session.compose(draft)
    assert preview.errors == ()
    assert session.send(draft).record == preview.record
    return preview.key, preview.value, preview.headers


@contextmanager
def _opened(cluster: Cluster, registry_url: str) -> Iterator[Session]:
    profile = ClusterProfile("test", cluster.bootstrap_servers, registry={"schema.registry.url": registry_url})
    session = Session(profile)
    try:
        session.open()
        assert session.connection is not None
        assert session.connection.wait(30).state is ConnectionState.UP, session.status.why
        yield session
    finally:
        session.close(wait=30)
