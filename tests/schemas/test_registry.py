"""The registry's API: what is asked, what its answers become, and what becomes of answers that are none."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from tests.schemas.servers import Request, Server, refused, reply
from workbench.records.errors import Part, Unserializable
from workbench.schemas.registry import Registry, Verdict
from workbench.schemas.registry_error import RegistryError, WrongQuestion
from workbench.serialization.schema import Reference, Schema, SchemaType

ORDER = '{"type": "record", "name": "Order", "fields": []}'
AVRO = Schema(SchemaType.AVRO, ORDER)
MISSING = refused(404, 40401, "Subject not found.")
VERSION = {"subject": "orders-value", "version": 3, "id": 42, "schema": ORDER}


def answering(answers: Mapping[str, object]) -> Callable[[Request], bytes]:
    """Answers by method and path; bytes as they are, everything else as JSON."""

    def answer(request: Request) -> bytes:
        found = answers.get(f"{request.method} {request.path}", refused(404, 404, "HTTP 404 Not Found"))
        return found if isinstance(found, bytes) else reply(200, found)

    return answer


def test_subjects_and_versions() -> None:
    answers = {"GET /subjects": ["b", "a"], "GET /subjects/%3A.ctx%3Aa%2Fb/versions": [2, 1, 10]}
    with Server(answering(answers)) as server:
        registry = Registry(server.settings())
        assert registry.subjects() == ("b", "a")
        assert registry.versions(":.ctx:a/b") == (1, 2, 10)


def test_a_version_is_asked_for_once_the_latest_each_time() -> None:
    answers = {f"GET /subjects/orders-value/versions/{one}": VERSION for one in (3, "latest")}
    with Server(answering(answers)) as server:
        registry = Registry(server.settings())
        for version in (3, 3, "latest", "latest"):
            found = registry.schema("orders-value", version)
            assert (found.id, found.version, str(found), found.schema) == (42, 3, "orders-value v3", AVRO)
        assert len(server.requests) == 3
        registry.forget()
        registry.schema("orders-value", 3)
        assert len(server.requests) == 4


def test_by_id_finds_a_name_too() -> None:
    answers = {
        "GET /schemas/ids/42": {"schema": ORDER, "guid": "g"},
        "GET /schemas/ids/42/versions": [{"subject": "z", "version": 1}, {"subject": "orders-value", "version": 3}],
    }
    with Server(answering(answers)) as server:
        found = Registry(server.settings()).by_id(42)
    assert (found.id, str(found), found.guid) == (42, "orders-value v3", "g")


@pytest.mark.parametrize("versions", [[], {}, [7], [{"subject": 7}], MISSING, b"", [{"subject": "x", "version": "y"}]])
def test_an_id_without_a_name_is_an_id(versions: object) -> None:
    answers = {"GET /schemas/ids/42": {"schema": ORDER}, "GET /schemas/ids/42/versions": versions}
    with Server(answering(answers)) as server:
        assert str(Registry(server.settings()).by_id(42)) == "schema id 42"


def test_by_guid() -> None:
    answers = {
        "GET /schemas/guids/g": {"schema": "syntax", "schemaType": "PROTOBUF"},
        "GET /schemas/guids/g/ids": [{"context": ".", "id": 7}],
    }
    with Server(answering(answers)) as server:
        found = Registry(server.settings()).by_guid("g")
        assert (found.id, found.guid, found.schema.type) == (7, "g", SchemaType.PROTOBUF)
    with Server(answering({"GET /schemas/guids/g": {"schema": ORDER}})) as server:
        assert Registry(server.settings()).by_guid("g").id == -1


def test_references_are_resolved() -> None:
    reference = {"name": "shop.Item", "subject": "item", "version": 4}
    answers = {
        "GET /subjects/s/versions/3": VERSION | {"references": [reference]},
        "GET /subjects/item/versions/4": VERSION | {"version": 4, "schema": '"string"'},
    }
    with Server(answering(answers)) as server:
        found = Registry(server.settings()).schema("s", 3).schema
    assert found.references == (Reference("shop.Item", "item", 4),)
    assert found.resolved == (("shop.Item", Schema(SchemaType.AVRO, '"string"')),)


def test_a_reference_that_is_missing_is_named() -> None:
    reference = {"name": "x", "subject": "gone", "version": 1}
    with (
        Server(answering({"GET /subjects/s/versions/3": VERSION | {"references": [reference]}})) as server,
        pytest.raises(RegistryError, match="refers to 'gone' version 1"),
    ):
        Registry(server.settings()).schema("s", 3)


NONSENSE: list[object] = [
    None,
    7,
    "x",
    [],
    True,
    1.5,
    {"id": "x"},
    [[]],
    [{}],
    {"schema": {}},
    {"schema": ORDER, "schemaType": "XML"},
]


@pytest.mark.parametrize("nonsense", NONSENSE)
@pytest.mark.parametrize(
    "ask",
    [
        lambda registry: registry.subjects(),
        lambda registry: registry.versions("s"),
        lambda registry: registry.schema("s", 1),
        lambda registry: registry.schema("s"),
        lambda registry: registry.by_id(1),
        lambda registry: registry.check("s", AVRO),
        lambda registry: registry.register("s", AVRO),
        lambda registry: registry.lookup("s", AVRO),
        lambda registry: registry.config("s"),
        lambda registry: registry.mode(),
        lambda registry: registry.types(),
        lambda registry: registry.associated("t", Part.KEY),
    ],
)
def test_nonsense_is_one_sentence(ask: Callable[[Registry], object], nonsense: object) -> None:
    with Server(lambda _: reply(200, nonsense)) as server:
        try:
            outcome = ask(Registry(server.settings()))
        except RegistryError as error:
            assert len(error.problems) == 1
        else:
            assert outcome in ((), "") and nonsense == []  # an empty list is an answer to some


@pytest.mark.parametrize(
    "document",
    [
        {"version": 4},
        {"version": 0},
        {"id": -1},
        {"id": 1 << 40},
        {"id": True},
        {"schema": "\ud800"},
        {"references": {}},
        {"references": [{"name": "x"}]},
        {"references": [{"name": "x", "subject": "y", "version": "1"}]},
    ],
)
def test_a_version_that_is_another_or_none(document: dict[str, object]) -> None:
    with Server(answering({"GET /subjects/s/versions/3": VERSION | document})) as server, pytest.raises(RegistryError):
        Registry(server.settings()).schema("s", 3)


def test_rules_that_encrypt_are_why_a_schema_is_refused() -> None:
    rules = {"domainRules": [{"name": "pii", "kind": "TRANSFORM", "type": "ENCRYPT", "mode": "WRITEREAD"}]}
    with Server(answering({"GET /subjects/s/versions/3": VERSION | {"ruleSet": rules}})) as server:
        assert "'pii'" in Registry(server.settings()).schema("s", 3).refused


def test_a_schema_is_checked_against_all_versions() -> None:
    answers = {"POST /compatibility/subjects/s/versions?verbose=true": {"is_compatible": False, "messages": ["a", "b"]}}
    with Server(answering(answers)) as server:
        assert Registry(server.settings()).check("s", AVRO) == Verdict(False, ("a", "b"))
    assert server.requests[0].json == {"schema": ORDER}


def test_a_registry_that_compares_with_one_version_is_asked_for_that() -> None:
    answers = {"POST /compatibility/subjects/s/versions/latest?verbose=true": {"is_compatible": True}}
    with Server(answering(answers)) as server:
        assert Registry(server.settings()).check("s", AVRO) == Verdict(True)


def test_a_new_subject_takes_any_schema() -> None:
    with Server(lambda _: MISSING) as server:
        assert Registry(server.settings()).check("s", AVRO) == Verdict(True)
    with Server(answering({"POST /compatibility/subjects/s/versions/latest?verbose=true": MISSING})) as server:
        assert Registry(server.settings()).check("s", AVRO) == Verdict(True)


def test_a_schema_that_is_none_is_an_error_not_a_verdict() -> None:
    with (
        Server(lambda _: refused(422, 42201, "Invalid schema")) as server,
        pytest.raises(RegistryError, match="Invalid"),
    ):
        Registry(server.settings()).check("s", AVRO)


def test_registering_sends_type_and_references() -> None:
    schema = Schema(SchemaType.PROTOBUF, "syntax", (Reference("a.proto", "a", 1),))
    with Server(answering({"POST /subjects/s/versions": {"id": 9}})) as server:
        assert Registry(server.settings()).register("s", schema) == 9
    reference = {"name": "a.proto", "subject": "a", "version": 1}
    assert server.requests[0].json == {"schema": "syntax", "schemaType": "PROTOBUF", "references": [reference]}


def test_only_registering_posts_to_the_versions() -> None:
    with Server(answering({"POST /subjects/s": {"id": 9, "version": 2}})) as server:
        registry = Registry(server.settings())
        assert str(registry.lookup("s", AVRO)) == "s v2"
        for ask in (registry.subjects, registry.types, lambda: registry.check("s", AVRO), lambda: registry.schema("s")):
            with pytest.raises(RegistryError):
                ask()
    assert not [path for path in server.paths() if path.startswith("POST /subjects/s/versions")]


def test_a_schema_that_is_not_registered_is_none() -> None:
    with Server(lambda _: refused(404, 40403, "Schema not found")) as server:
        assert Registry(server.settings()).lookup("s", AVRO) is None
    with Server(lambda _: reply(404, b"")) as server, pytest.raises(RegistryError):
        Registry(server.settings()).lookup("s", AVRO)


def test_settings_of_a_subject_fall_back_to_the_registry_s_own() -> None:
    answers = {
        "GET /config": {"compatibilityLevel": "BACKWARD"},
        "GET /config/s?defaultToGlobal=true": refused(404, 40408, "not configured"),
        "GET /mode/s?defaultToGlobal=true": {"mode": "READONLY"},
    }
    with Server(answering(answers)) as server:
        registry = Registry(server.settings())
        assert (registry.config("s"), registry.config(), registry.mode("s")) == ("BACKWARD", "BACKWARD", "READONLY")
        with pytest.raises(RegistryError):
            registry.mode()


def test_associations() -> None:
    path = "GET /associations/resources/-/orders?resourceType=topic&associationType=value"
    for found, subject in (([{"subject": "x"}], "x"), ([], ""), (reply(404, b""), "")):
        with Server(answering({path: found})) as server:
            assert Registry(server.settings()).associated("orders", Part.VALUE) == subject
    for wrong in ([{"subject": "x"}] * 2, refused(400, 400, "no"), reply(501, b""), reply(405, b"")):
        with Server(answering({path: wrong})) as server, pytest.raises(RegistryError):
            Registry(server.settings()).associated("orders", Part.VALUE)


@pytest.mark.parametrize("subject", ["", ".", "..", "\ud800"])
def test_a_subject_that_no_url_can_hold(subject: str) -> None:
    with Server(lambda _: reply(200, [])) as server, pytest.raises(Unserializable):
        Registry(server.settings()).versions(subject)
    assert server.requests == []


def test_what_there_is_instead_is_said() -> None:
    answers = {
        "GET /subjects": ["orders-value", "payments-value"],
        "GET /subjects/order-value/versions/latest": MISSING,
        "GET /subjects/zzz/versions/latest": MISSING,
        "GET /subjects/orders-value/versions/9": refused(404, 40402, "Version 9 not found."),
        "GET /subjects/orders-value/versions": [1, 2],
    }
    with Server(answering(answers)) as server:
        registry = Registry(server.settings())
        for subject, version, valid in (
            ("order-value", "latest", "subject=orders-value"),
            ("zzz", "latest", "a subject of the registry; register it first"),
            ("orders-value", 9, "version=1, version=2"),
        ):
            with pytest.raises(RegistryError) as caught:
                registry.schema(subject, version)
            assert caught.value.problems[0].valid == valid
    with Server(lambda _: MISSING) as server, pytest.raises(RegistryError, match=r"Subject not found$"):
        Registry(server.settings()).schema("s")


@pytest.mark.parametrize("subject", ["", ".", "..", "\ud800"])
def test_a_subject_that_cannot_be_is_asked_of_nobody(subject: str) -> None:
    with Server(answering({})) as server, pytest.raises(WrongQuestion):
        Registry(server.settings()).versions(subject)
    assert server.requests == []


def test_an_id_or_version_that_is_not_there_has_a_next_step() -> None:
    answers = {
        "GET /schemas/ids/99": refused(404, 40403, "Schema 99 not found"),
        "GET /subjects/s/versions/0": refused(422, 42202, "no valid version"),
        "GET /subjects/s/versions": [1, 2],
    }
    with Server(answering(answers)) as server:
        registry = Registry(server.settings())
        with pytest.raises(RegistryError) as unknown:
            registry.by_id(99)
        with pytest.raises(RegistryError) as impossible:
            registry.schema("s", 0)
    assert unknown.value.problems[0].valid == "an id of this registry, as the list of its subjects shows"
    assert impossible.value.problems[0].valid == "version=1, version=2"
    assert impossible.value.is_about_the_question
