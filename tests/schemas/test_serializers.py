"""Serializers by their specs: at once where they are there, Pending while they are fetched, a sentence otherwise."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.schemas.servers import Answer, Server, reply
from tests.schemas.test_sources import Held
from workbench.records.draft import FieldDraft, HeaderDraft, RecordDraft
from workbench.records.errors import Part, Pending, Unserializable
from workbench.schemas import fetched, serializers
from workbench.schemas.registry import Registry
from workbench.schemas.serializers import FILE, OF_REGISTRY, WITH_SCHEMA, Serializers
from workbench.schemas.sources import TYPES
from workbench.serialization.families import FAMILIES
from workbench.serialization.schema import Registered, Schema, SchemaType

LONG = Schema(SchemaType.AVRO, '"long"')


class Slow(Held):
    """Answers when it is let."""

    def __init__(self) -> None:
        super().__init__(LONG)
        self.let = Event()

    def schema(self, subject: str, version: int | str = "latest") -> Registered:
        assert self.let.wait(10)
        return super().schema(subject, version)


def ready(found: Serializers, spec: str, topic: str = "orders", part: Part = Part.VALUE) -> bytes | None:
    return found.ready(spec, topic, part, 10).serialize("7")


def test_families_with_a_schema_are_found_here() -> None:
    assert {family.name for family in FAMILIES if family.needs_schema} == set(WITH_SCHEMA)
    assert set(OF_REGISTRY) == set(TYPES)


def test_plain_ones_are_there_at_once_and_a_file_too(tmp_path: Path) -> None:
    found = Serializers()
    assert found.find("integer", "", Part.KEY).serialize("7") == b"\0\0\0\7"
    (tmp_path / "a").write_bytes(b"\xff")
    assert found.find(FILE, "", Part.VALUE) is found.ready(FILE, "", Part.VALUE, 0)
    assert found.find(FILE, "", Part.VALUE).serialize(str(tmp_path / "a")) == b"\xff"
    assert found.version == 0
    for spec in ("strin", "", "x\x1b,a=b"):
        with pytest.raises(Unserializable, match="there is no serializer"):
            found.ready(spec, "", Part.VALUE, 10)
    for spec in ("avro,x", "avro,a=1,a=2", "integer,x", "list,of=x"):
        with pytest.raises(Unserializable) as caught:
            found.find(spec, "", Part.VALUE)
        assert not isinstance(caught.value, Pending)


def test_it_is_pending_until_it_is_there() -> None:
    registry = Slow()
    found = Serializers(registry)
    with pytest.raises(Pending) as caught:
        found.find("avro", "orders", Part.VALUE)
    assert caught.value.problems[0].is_pending
    with pytest.raises(Unserializable, match=r"nothing came within 0\.01 s"):
        found.ready("avro", "orders", Part.VALUE, 0.01)
    registry.let.set()
    assert ready(found, "avro") == b"\0\0\0\0\x2a\x0e"
    assert found.version == 1
    assert found.find("avro", "orders", Part.VALUE) is found.find("avro", "orders", Part.VALUE)
    assert found.version == 1
    found.close()


def test_each_part_and_topic_has_its_own_subject_but_by_hand_there_is_one() -> None:
    registry = Held(LONG)
    found = Serializers(registry)
    for topic in ("a", "b"):
        for part in (Part.KEY, Part.VALUE):
            found.ready("avro", topic, part, 10)
            found.ready("avro,subject=x", topic, Part.VALUE, 10)
    subjects = ("a-key", "x", "a-value", "b-key", "b-value")
    assert registry.asked == [(subject, "latest") for subject in subjects]
    found.close()


def test_nobody_knows_yet_whether_there_is_a_registry(tmp_path: Path) -> None:
    found = Serializers(is_known=False)
    with pytest.raises(Pending):
        found.find("avro", "orders", Part.VALUE)
    (tmp_path / "a.avsc").write_text('"long"')
    assert ready(found, f"avro,schema={tmp_path / 'a.avsc'}") == b"\x0e", "a file needs none"
    found.use(Held(LONG))
    assert ready(found, "avro") == b"\0\0\0\0\x2a\x0e"
    found.use(None)
    with pytest.raises(Unserializable, match="no schema registry is connected"):
        ready(found, "avro")
    found.close()


def test_a_failure_is_kept_for_a_moment_and_then_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    registry = Held(LONG)
    found = Serializers(registry)
    for _ in range(3):
        with pytest.raises(Unserializable, match="not found"):
            ready(found, "avro,subject=gone")
    assert len(registry.asked) == 1
    monkeypatch.setattr(fetched, "FAILURES_FOR", -1.0)
    found.forget()
    for _ in range(3):
        with pytest.raises(Unserializable, match="not found"):
            ready(found, "avro,subject=gone")
    assert len(registry.asked) == 4
    found.close()


def test_the_latest_is_asked_for_again_and_made_anew_only_if_it_is_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.schemas.sources.LATEST_FOR", -1.0)
    registry = Held(LONG)
    found = Serializers(registry)
    first = found.ready("avro", "orders", Part.VALUE, 10)
    assert found.ready("avro", "orders", Part.VALUE, 10) is first
    assert (len(registry.asked), found.version) == (2, 1)
    registry._schema = Schema(SchemaType.AVRO, '"string"')
    assert found.ready("avro", "orders", Part.VALUE, 10) is not first
    assert found.version == 2
    found.close()


def test_a_file_that_changed_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.avsc"
    file.write_text('"long"')
    spec = f"avro,schema={file}"
    found = Serializers()
    assert ready(found, spec) == b"\x0e"
    first = found.find(spec, "", Part.VALUE)
    file.write_text('"double"')
    assert ready(found, spec) == b"\0\0\0\0\0\0\x1c\x40"
    file.write_text('"long" ')
    monkeypatch.setattr(serializers, "LOOK_SECONDS", -1.0)
    assert found.find(spec, "", Part.VALUE) is not first
    assert ready(found, spec) == b"\x0e"
    file.unlink()
    with pytest.raises(Unserializable, match="cannot read"):
        ready(found, spec)
    file.write_text('"long"')
    found.forget()
    assert ready(found, spec) == b"\x0e"
    found.close()


def test_a_draft_waits_for_all_of_its_schemas() -> None:
    registry = Slow()
    found = Serializers(registry)
    draft = RecordDraft(
        "orders", FieldDraft("avro"), FieldDraft("string"), (HeaderDraft("h", FieldDraft("avro,id=7")),)
    )
    assert not found.is_ready_for(draft)
    assert not found.ready_for(draft, 0.01)
    registry.let.set()
    assert found.ready_for(draft, 10)
    assert found.is_ready_for(draft)
    assert found.is_ready_for(RecordDraft("x", FieldDraft("list,of=x"), FieldDraft("avro,="), ()))
    found.close()


def test_a_header_s_value_needs_its_subject_by_hand() -> None:
    found = Serializers(Held(LONG))
    assert ready(found, "avro,subject=x", part=Part.HEADER)
    with pytest.raises(Unserializable, match="a header's value has no subject"):
        ready(found, "avro", part=Part.HEADER)
    with pytest.raises(Unserializable, match="a header's value cannot have"):
        ready(found, "avro,subject=x,framing=confluent-header", part=Part.HEADER)
    found.close()


HOSTILE: list[object] = [
    reply(200, b"<html>", "text/html"),
    reply(200, b"[" * 100_000),
    reply(200, []),
    reply(200, {"schema": {}, "id": "x", "version": []}),
    reply(200, {"schema": "\x00\ud800", "id": 1, "version": 1}),
    reply(200, {"schema": "[" * 100_000, "id": 1, "version": 1}),
    reply(200, {"schema": '{"type": "record", "name": "A", "fields": ' + "[" * 2000, "id": 1, "version": 1}),
    reply(
        200, {"schema": '"long"', "id": 1, "version": 1, "references": [{"name": "a", "subject": "b", "version": 1}]}
    ),
    reply(302, b"", Location="https://elsewhere.example/"),
    reply(401, b"nobody"),
    reply(500, b"\x1b[2J" * 1000, "text/plain"),
    [b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", b'{"schema":'],
    [b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n"],
    [b"\0" * 100],
    [],
]


@pytest.mark.parametrize("answer", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("spec", ["avro", "protobuf,id=7", "json-schema,guid=x", "avro,strategy=associated"])
def test_a_hostile_registry_gives_one_sentence(answer: Answer, spec: str) -> None:
    with Server(lambda _: answer) as server:
        found = Serializers(Registry(server.settings()))
        with pytest.raises(Unserializable) as caught:
            found.ready(spec, "orders", Part.VALUE, 20).serialize("7")
        found.close()
    assert all(problem.what.isprintable() for problem in caught.value.problems)
    assert not [path for path in server.paths() if path.startswith("POST")]


def test_a_registry_that_never_comes_to_an_end_is_given_up() -> None:
    with Server(lambda _: server.trickle(b"HTTP/1.1 200 OK\r\n\r\n", b" ")) as server:
        found = Serializers(Registry(server.settings(request_timeout_ms="200")))
        with pytest.raises(Unserializable, match="no whole answer came in time"):
            found.ready("avro", "orders", Part.VALUE, 20)
        found.close()


VALUES = ["", "1", "latest", "topic", "confluent", "glue", "azure", "none", "a.B", "\x1b", "\ud800", "missing"]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["avro", "protobuf", "json-schema", "thrift", "layout", "string", "list", "x"]),
    st.lists(
        st.tuples(
            st.sampled_from(["subject", "version", "id", "guid", "framing", "type", "form", "strategy", "x", "schema"]),
            st.sampled_from(VALUES),
        ),
        max_size=4,
    ),
    st.sampled_from([Part.KEY, Part.VALUE, Part.HEADER]),
)
def test_any_spec_is_a_serializer_or_a_sentence(name: str, options: list[tuple[str, str]], part: Part) -> None:
    spec = ",".join([name, *(f"{option}={value}" for option, value in options)])
    found = Serializers(Held(LONG))
    try:
        found.ready(spec, "orders", part, 20)
    except Unserializable as error:
        assert all(problem.what.isprintable() for problem in error.problems)
        assert "cannot be used: " not in str(error), "a mistake of ours"
    found.close()
