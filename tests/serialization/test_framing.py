"""Every framing against known bytes, read back, taken for no other, and named part by part."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.records.errors import Part, Unserializable
from workbench.serialization.anatomy import Span
from workbench.serialization.framing import BARE, NAMES, Framing, framing
from workbench.serialization.schema import Registered, Schema, SchemaType

GUID = "12345678-1234-5678-1234-567812345678"
ROWS = json.loads((Path(__file__).parents[1] / "vectors" / "serializers" / "framings.json").read_text())
ORDERS = Registered(Schema(SchemaType.AVRO, '"string"'), 42, "orders-value", 3, GUID)


def every(part: Part = Part.VALUE, **given: object) -> list[Framing]:
    return [framing(name, part, registered=ORDERS, **given) for name in NAMES]  # type: ignore[arg-type]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['framing']} {row['given']}")
def test_known_bytes(row: dict[str, Any]) -> None:
    given_path = row["given"].get("indexes")
    more = {} if given_path is None else {"indexes": tuple(given_path)}
    found = framing(row["framing"], Part.VALUE, **{**row["given"], **more})
    assert found.wrap(bytes.fromhex(row["payload"])).hex() == row["whole"]
    assert found.unwrap(bytes.fromhex(row["whole"])).hex() == row["payload"]


def test_bare_is_the_payload() -> None:
    assert framing("none", Part.KEY) is BARE
    assert (BARE.wrap(b"x"), BARE.unwrap(b"x"), BARE.spans(b"x"), BARE.headers) == (b"x", b"x", (), ())
    assert (BARE.payload_at, BARE.is_registry) == (0, False)


@given(st.binary(max_size=200), st.integers(0, 9), st.sampled_from([None, (0,), (0, 1), (5, 300, 0)]))
def test_what_was_wrapped_is_unwrapped_and_named(payload: bytes, which: int, path: tuple[int, ...] | None) -> None:
    found = every(indexes=path, type_name="shop.Order" if path else "")[which]
    data = found.wrap(payload)
    assert found.unwrap(data) == payload
    spans = found.spans(data)
    assert [span.start for span in spans] == [0, *(span.end for span in spans)][: len(spans)]
    if found.payload_at >= 0:
        assert data[found.payload_at :] == payload
        assert (spans[-1].end if spans else 0) == found.payload_at
    else:
        assert spans[-1].end == len(data)


@given(st.binary(max_size=40), st.integers(0, 9))
def test_any_bytes_are_read_or_refused_and_never_raise_more(data: bytes, which: int) -> None:
    found = every(indexes=(0, 1), type_name="shop.Order")[which]
    for span in found.spans(data):
        assert 0 <= span.start < span.end <= len(data)
    try:
        found.unwrap(data)
    except Unserializable as error:
        assert str(error)


def test_the_parts_have_names() -> None:
    found = framing("confluent", Part.VALUE, registered=ORDERS, indexes=(0, 1))
    assert found.spans(found.wrap(b"")) == (
        Span(0, 1, "magic byte", "0"),
        Span(1, 5, "schema id", "42 → orders-value v3"),
        Span(5, 8, "message indexes", "[0, 1]"),
    )
    assert found.spans(b"\0\0\0\0\x07")[1] == Span(1, 5, "schema id", "0x00000007")
    assert found.is_confluent
    assert not framing("glue", Part.VALUE, registered=ORDERS).is_confluent


def test_another_schema_or_framing_is_told() -> None:
    found = framing("confluent", Part.VALUE, registered=ORDERS)
    for data, words in (
        (b"\0\0\0\0\x07x", "the schema id is 0x00000007"),
        (b"\3\0", "the magic byte is 0x03"),
        (b"\0\0", "before the end of the schema id"),
    ):
        with pytest.raises(Unserializable, match=words):
            found.unwrap(data)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("none", "azure")])
def test_what_is_missing_is_said(name: str) -> None:
    with pytest.raises(Unserializable, match=r"needs the schema's (id|GUID)"):
        framing(name, Part.VALUE)


@pytest.mark.parametrize("name", ["confluent-header", "apicurio-v2-headers", "apicurio-v3-headers", "azure"])
def test_a_header_has_no_headers(name: str) -> None:
    with pytest.raises(Unserializable, match="which a header's value cannot have"):
        framing(name, Part.HEADER, registered=ORDERS)


def test_a_registered_schema_without_an_id_has_none() -> None:
    with pytest.raises(Unserializable, match="needs the schema's id"):
        framing("confluent", Part.VALUE, registered=Registered(ORDERS.schema, -1, guid=GUID))


def test_an_id_by_hand_goes_before_and_has_no_name() -> None:
    spans = framing("confluent", Part.VALUE, registered=ORDERS, id=7).spans(b"\0\0\0\0\7")
    assert spans[1].value == "7"


def test_no_framing_of_that_name() -> None:
    with pytest.raises(Unserializable) as caught:
        framing("confluant\x1b", Part.VALUE)
    assert caught.value.problems[0].valid.startswith("confluent, ")
    assert "\\x1b" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("glue", f"the schema version id {GUID} is the one that this registry gave orders-value v3, and not Glue's"),
        (
            "glue-zlib",
            f"the schema version id {GUID} is the one that this registry gave orders-value v3, and not Glue's",
        ),
        ("azure", f"the schema's id {GUID} is the one that this registry gave orders-value v3, and not Azure's"),
    ],
)
def test_an_id_of_another_kind_of_registry_is_said(name: str, words: str) -> None:
    found = framing(name, Part.VALUE, registered=ORDERS)
    assert found.remark.startswith(words)
    assert framing(name, Part.VALUE, registered=ORDERS, id=7).remark == ("" if name == "azure" else found.remark)
    assert not framing(name, Part.VALUE, registered=ORDERS, guid=GUID).remark


def test_of_the_registry_s_own_framings_nothing_is_said() -> None:
    names = [name for name in NAMES if not name.startswith(("glue", "azure"))]
    assert not any(framing(name, Part.VALUE, registered=ORDERS).remark for name in names)
