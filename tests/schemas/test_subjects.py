"""The subject under which a record's schema is registered."""

from __future__ import annotations

import pytest

from workbench.records.errors import Part, Unserializable
from workbench.schemas.subjects import subject_of
from workbench.serialization.spec import SerializerSpec


@pytest.mark.parametrize(
    ("spec", "part", "subject"),
    [
        ("avro", Part.VALUE, "orders-value"),
        ("avro", Part.KEY, "orders-key"),
        ("avro,strategy=topic", Part.KEY, "orders-key"),
        ("avro,strategy=associated", Part.KEY, "orders-key"),
        ("avro,strategy=record,type=shop.Order", Part.KEY, "shop.Order"),
        ("avro,strategy=topic-record,type=shop.Order", Part.VALUE, "orders-shop.Order"),
        ("avro,subject=x", Part.HEADER, "x"),
    ],
)
def test_confluent_s_strategies(spec: str, part: Part, subject: str) -> None:
    assert subject_of(SerializerSpec.parse(spec), "orders", part) == subject


@pytest.mark.parametrize(
    ("spec", "topic", "part"),
    [
        ("avro,strategy=best", "orders", Part.VALUE),
        ("avro,subject=x,strategy=topic", "orders", Part.VALUE),
        ("avro,strategy=record", "orders", Part.VALUE),
        ("avro,strategy=topic-record", "orders", Part.VALUE),
        ("avro", "", Part.VALUE),
        ("avro", "orders", Part.HEADER),
        ("avro,strategy=record,type=x", "orders", Part.HEADER),
    ],
)
def test_what_is_missing_is_said(spec: str, topic: str, part: Part) -> None:
    with pytest.raises(Unserializable) as caught:
        subject_of(SerializerSpec.parse(spec), topic, part)
    assert caught.value.problems[0].valid


def test_a_record_s_own_name_needs_no_topic() -> None:
    assert subject_of(SerializerSpec.parse("avro,strategy=record,type=a.B"), "", Part.VALUE) == "a.B"
