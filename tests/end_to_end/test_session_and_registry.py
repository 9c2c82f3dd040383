"""A session and its schema registry."""

from __future__ import annotations

from threading import enumerate as enumerate_threads

import pytest

from workbench.clusters.profile import ClusterProfile
from workbench.records.draft import FieldDraft, RecordDraft
from workbench.records.errors import Part, Pending
from workbench.schemas.embedded.registry import EmbeddedRegistry
from workbench.session import Session


def test_the_profile_s_registry_serves_the_serializers() -> None:
    draft = RecordDraft("orders", value=FieldDraft("avro", text="{}"))
    with EmbeddedRegistry() as registry:
        profile = ClusterProfile("nowhere", "127.0.0.1:1", registry={"schema.registry.url": registry.url})
        session = Session(profile)
        with pytest.raises(Pending):
            session.serializer("avro", "orders", Part.VALUE)
        session.open()
        assert session.registry is not None
        assert not session.is_ready(draft)
        assert session.ready_for(draft)
        assert session.serializer("avro", "orders", Part.VALUE) is session.serializer("avro", "orders", Part.VALUE)
        assert not any(error.is_pending for error in session.compose(draft).errors)
        session.reconnect()
        assert not session.is_ready(draft), "another look at the registry"
        session.close()


def test_what_is_being_fetched_is_no_mistake() -> None:
    session = Session(ClusterProfile("nowhere", "127.0.0.1:1"))
    errors = session.compose(RecordDraft("orders", value=FieldDraft("avro", text="{}"))).errors
    assert [error.is_pending for error in errors if error.address.part is Part.VALUE] == [True]
    session.close()


def test_beside_the_embedded_cluster_is_a_registry_with_its_topics_schemas() -> None:
    session = Session(ClusterProfile("sandbox", embedded=True))
    session.open()
    assert session.registry is not None
    assert session.embedded_registry is not None
    assert session.registry.subjects() == ("orders-value", "payments-value")
    before = session.embedded_registry
    session.reconnect()
    assert session.embedded_registry is before
    session.close()
    assert not any(one.name == "embedded registry" for one in enumerate_threads())


def test_a_registry_that_the_profile_names_is_taken_instead() -> None:
    given = {"schema.registry.url": "http://127.0.0.1:1"}
    session = Session(ClusterProfile("sandbox", embedded=True, registry=given))
    session.open()
    assert session.embedded_registry is None
    assert session.profile.registry == given
    session.close()
