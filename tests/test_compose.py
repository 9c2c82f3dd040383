"""Compose: the record of a draft or every error, and the quick way in bulk gives the same records."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.compose import EXPLICIT, Composed, RecordTemplate, compose
from workbench.partitioning.partitioners import find, partitioners
from workbench.partitioning.plugged import PluggedFunction
from workbench.partitioning.rule_file import parse
from workbench.partitioning.rules import Partitioner
from workbench.partitioning.unusable import Unusable
from workbench.records.draft import FieldDraft, HeaderDraft, Presence, RecordDraft
from workbench.records.errors import InvalidRecord, Part, Problem, Unserializable
from workbench.records.record import ProducerRecord
from workbench.serialization.catalogue import serializers

NULL, EMPTY = FieldDraft(presence=Presence.NULL), FieldDraft(presence=Presence.EMPTY)
DEFAULT = find("murmur2_random")
DRAFT = RecordDraft("orders", FieldDraft(text="user-42"), FieldDraft("json", text='{"id": 1}'))


def composed(draft: RecordDraft, partitions: int | None = 12, partitioner: Partitioner = DEFAULT) -> Composed:
    return compose(draft, partitioner=partitioner, partitions=partitions)


def record(draft: RecordDraft, partitions: int | None = 12) -> ProducerRecord:
    made = composed(draft, partitions)
    assert made.errors == ()
    assert made.record is not None
    return made.record


def words(draft: RecordDraft, partitions: int | None = 12) -> list[str]:
    made = composed(draft, partitions)
    assert made.record is None
    return [str(error) for error in made.errors]


def text(value: str, serializer: str = "string") -> FieldDraft:
    return FieldDraft(serializer, Presence.TEXT, value)


def test_a_draft_becomes_a_record_for_the_partition_that_is_shown() -> None:
    made = composed(DRAFT)
    assert made.placement is not None
    assert made.placement.partition == 4  # Java's placement of user-42 over 12
    assert made.record == ProducerRecord("orders", b"user-42", b'{"id": 1}', (), 4, None)
    assert (made.key, made.key_known, made.value, made.value_known) == (b"user-42", True, b'{"id": 1}', True)


def test_trap_1_null_key_and_empty_key_are_apart() -> None:
    assert record(replace(DRAFT, key=NULL)).key is None
    assert record(replace(DRAFT, key=EMPTY)).key == b""
    assert composed(replace(DRAFT, key=NULL)).key_known


def test_trap_2_an_empty_value_is_a_tombstone_only_when_asked_for() -> None:
    assert record(replace(DRAFT, value=EMPTY)).value == b""
    assert record(replace(DRAFT, value=text(""))).value == b""
    assert record(replace(DRAFT, value=NULL)).value is None
    assert record(replace(DRAFT, value=text("x", "null"))).value is None


def test_trap_3_headers_survive_in_order_with_duplicates_and_nulls() -> None:
    texts = ("YWJj==", "a,b", "a=b", "a:b", "a\nb", "", "추적")
    headers = [
        *(("h", text(value)) for value in texts),
        ("h", NULL),
        ("h", EMPTY),
        ("n", text("1", "long")),
        ("", NULL),
    ]
    draft = replace(DRAFT, headers=tuple(HeaderDraft(name, value) for name, value in headers))
    values = [*(value.encode() for value in texts), None, b"", bytes(7) + b"\1", None]
    assert record(draft).headers == tuple(zip((name for name, _ in headers), values, strict=True))


def test_trap_6_integers_beyond_2_to_the_53_are_exact() -> None:
    draft = replace(DRAFT, key=text("9007199254740993", "long"), value=text('{"id": 9007199254740993}', "json"))
    assert record(draft).key == (2**53 + 1).to_bytes(8, "big")
    assert record(draft).value == b'{"id": 9007199254740993}'
    huge = str(10**40 + 1)
    assert record(replace(DRAFT, value=text(huge, "json"))).value == huge.encode()


def test_trap_8_what_cannot_be_read_is_refused() -> None:
    draft = replace(DRAFT, key=text("0xabc", "hex"), value=text('{"a": 1', "json"), timestamp="22 Nov 2026")
    assert [error.address.part for error in composed(draft).errors] == [Part.KEY, Part.VALUE, Part.TIMESTAMP]


def test_trap_16_timestamp_0_would_be_now() -> None:
    assert words(replace(DRAFT, timestamp="0"))[0].startswith("timestamp: 0 cannot be sent: librdkafka reads")
    assert words(replace(DRAFT, timestamp="-1"))[0].startswith("timestamp: '-1' is before 1970")
    assert record(replace(DRAFT, timestamp="now")).timestamp is None
    assert record(replace(DRAFT, timestamp="1")).timestamp == 1


def test_every_error_comes_back_in_the_order_of_the_form() -> None:
    headers = (HeaderDraft("ok", text("1")), HeaderDraft("bad\0", text("x", "integer")))
    draft = RecordDraft("", text("x", "short"), text("\n\n[1 2]", "json"), headers, "12", "soon")
    found = words(draft)
    beginnings = [
        "topic: no topic",
        "key: 'x' is not",
        "value, line 3 column 4: ','",
        "header 2: the name",
        "header 2: 'x'",
    ]
    beginnings += ["partition: there is no partition 12; valid: auto, or a number: this topic has partitions 0 to 11"]
    beginnings += ["timestamp: 'soon' cannot be read"]
    assert len(found) == len(beginnings)
    assert all(error.startswith(beginning) for error, beginning in zip(found, beginnings, strict=True))


def test_a_serializer_that_does_not_exist_is_an_error_where_it_was_named() -> None:
    draft = replace(DRAFT, key=text("x", "strnig"), headers=(HeaderDraft("h", text("x", "?")),))
    key, header = words(draft)
    assert key == "key: there is no serializer 'strnig'; did you mean string?"
    assert header.startswith("header 1: there is no serializer '?'; there are string,")


def test_a_partitioner_that_cannot_place_the_key_is_an_error_of_the_partition() -> None:
    made = composed(DRAFT, partitioner=Unusable("gone.toml", "there is no rule file 'gone.toml'"))
    (error,) = made.errors
    assert str(error) == "partition: there is no rule file 'gone.toml'"
    assert (made.record, made.placement) == (None, None)
    assert composed(replace(DRAFT, partition="2"), partitioner=Unusable("gone.toml", "why")).record is not None


PLACED = PluggedFunction("mine", "", lambda key, partitions: {b"a": 1, b"b": 2, None: None}[key])


def test_a_key_that_cannot_be_placed_is_an_error_of_the_partition_in_bulk_as_well() -> None:
    sentence = "partition: the plug-in mine failed with KeyError: b'c'"
    (error,) = composed(replace(DRAFT, key=text("c")), partitioner=PLACED).errors
    assert str(error) == sentence
    template = RecordTemplate(DRAFT, partitioner=PLACED, partitions=12)
    assert [template.record(key, "{}").partition for key in ("a", "b", None)] == [1, 2, None]
    with pytest.raises(InvalidRecord, match="KeyError") as refusal:
        template.record("c", "{}")
    assert [str(error) for error in refusal.value.errors] == [sentence]
    with pytest.raises(Unserializable):
        template.columns([b"a", b"c"], [None, None])
    placed, why = template.placeable([b"a", None, b"c", b"b"])
    assert (placed, str(why)) == (2, sentence)
    assert template.placeable([b"a", b"b"]) == (2, None)


def test_rules_that_do_not_fit_the_topic_are_an_error_before_the_first_record() -> None:
    rules = parse("[[rule]]\nkey = 'x'\nto = 12\n", "mine", lambda name: "")
    with pytest.raises(InvalidRecord, match=r"^partition: rule 1 of mine does not fit this topic"):
        RecordTemplate(DRAFT, partitioner=rules, partitions=12)
    assert RecordTemplate(DRAFT, partitioner=rules, partitions=13).record("x", "{}").partition == 12
    assert RecordTemplate(replace(DRAFT, partition="3"), partitioner=rules, partitions=12)


def test_the_caller_s_finding_about_the_topic_is_kept_behind_the_name_s_own_error() -> None:
    problem = Problem("no topic 'ordrs'", "orders")
    (error,) = compose(
        replace(DRAFT, topic="ordrs"), partitioner=DEFAULT, partitions=None, topic_problem=problem
    ).errors
    assert str(error) == "topic: no topic 'ordrs'; valid: orders"
    (error,) = compose(replace(DRAFT, topic="a b"), partitioner=DEFAULT, partitions=None, topic_problem=problem).errors
    assert error.what == "a topic's name cannot hold ' '"


def test_the_key_is_placed_even_while_the_value_is_wrong() -> None:
    made = composed(replace(DRAFT, value=text("{", "json")))
    assert made.record is None
    assert not made.value_known
    assert made.placement is not None
    assert made.placement.partition == 4


def test_a_key_that_is_not_known_is_not_placed() -> None:
    made = composed(replace(DRAFT, key=text("x", "integer")))
    assert (made.key, made.key_known, made.placement) == (None, False, None)


def test_a_null_key_goes_anywhere_and_the_record_says_so() -> None:
    made = composed(replace(DRAFT, key=NULL))
    assert made.placement is not None
    assert made.placement.partition is None
    assert made.record is not None
    assert made.record.partition is None


def test_an_explicit_partition_wins_over_the_key_and_is_shown_as_such() -> None:
    made = composed(replace(DRAFT, partition="2"))
    assert made.placement is not None
    assert (made.placement.partitioner, made.placement.partitions, made.placement.partition) == (EXPLICIT, 12, 2)
    assert made.placement.steps[0].value == "2"
    assert made.record is not None
    assert made.record.partition == 2


def test_trap_4_auto_then_2_then_auto() -> None:
    assert [record(replace(DRAFT, partition=choice)).partition for choice in ("auto", "2", "auto")] == [4, 2, 4]


@pytest.mark.parametrize("partitions", [None, 0])
def test_before_the_partitions_are_known(partitions: int | None) -> None:
    made = composed(DRAFT, partitions)
    assert made.placement is None
    assert made.record is not None
    assert made.record.partition is None
    named = composed(replace(DRAFT, partition="7"), partitions)
    assert named.record is not None
    assert named.record.partition == 7
    assert named.placement is not None
    assert (named.placement.partition, named.placement.partitions) == (7, 0)


SERIALIZERS = st.sampled_from([serializer.name for serializer in serializers()])
TEXTS = (
    st.none()
    | st.text()
    | st.sampled_from(["", "1", "-7", "0x2a", "1.5", "true", "{}", "abcd", "YWJj", "[1", "\ud800"])
)
SIDES = st.tuples(SERIALIZERS, TEXTS)
HEADERS = st.builds(HeaderDraft, st.text(), st.builds(FieldDraft, SERIALIZERS, st.sampled_from(Presence), st.text()))
RULES = st.sampled_from([*partitioners(), Unusable("gone.toml", "it is gone")])


def side(serializer: str, value: str | None) -> FieldDraft:
    return FieldDraft(serializer, Presence.NULL) if value is None else FieldDraft(serializer, Presence.TEXT, value)


@given(
    key=SIDES,
    value=SIDES,
    headers=st.lists(HEADERS, max_size=2).map(tuple),
    topic=st.sampled_from(["orders", "orders", "orders", "", "a b"]),
    partition=st.sampled_from(["auto", "auto", "auto", "3", "12", "x"]),
    timestamp=st.sampled_from(["now", "1795305600000", "2026-11-22", "0", "soon"]),
    rule=RULES,
    partitions=st.sampled_from([None, 1, 12, 1000]),
)
def test_in_bulk_the_same_records_and_the_same_errors(
    key: tuple[str, str | None],
    value: tuple[str, str | None],
    headers: tuple[HeaderDraft, ...],
    topic: str,
    partition: str,
    timestamp: str,
    rule: Partitioner,
    partitions: int | None,
) -> None:
    draft = RecordDraft(topic, side(*key), side(*value), headers, partition, timestamp)
    expected = compose(draft, partitioner=rule, partitions=partitions)
    shape = replace(draft, key=FieldDraft(key[0]), value=FieldDraft(value[0]))
    try:
        template = RecordTemplate(shape, partitioner=rule, partitions=partitions)
    except InvalidRecord as refusal:
        texts = {Part.KEY, Part.VALUE}
        assert refusal.errors == tuple(error for error in expected.errors if error.address.part not in texts)
        return
    for _ in range(2):  # a template keeps nothing from one record to the next
        try:
            made = template.record(key[1], value[1])
        except InvalidRecord as refusal:
            assert refusal.errors == expected.errors
        else:
            assert expected.errors == ()
            assert made == expected.record
            [columns] = template.columns(*([field] * 2 for field in template.serialized(key[1], value[1])))
            assert columns.records() == [made, made]


def test_texts_in_utf8_are_the_bytes_where_both_are_strings() -> None:
    for key in serializers():
        for value in serializers():
            draft = RecordDraft("orders", FieldDraft(key.name), FieldDraft(value.name))
            template = RecordTemplate(draft, partitioner=DEFAULT, partitions=12)
            assert template.takes_utf8 == (key.name == value.name == "string")


def test_a_template_names_everything_wrong_with_its_draft_at_once() -> None:
    draft = RecordDraft("", FieldDraft("x"), FieldDraft("y"), partition="99", timestamp="0")
    with pytest.raises(InvalidRecord) as refusal:
        RecordTemplate(draft, partitioner=DEFAULT, partitions=12)
    parts = [error.address.part for error in refusal.value.errors]
    assert parts == [Part.TOPIC, Part.KEY, Part.VALUE, Part.PARTITION, Part.TIMESTAMP]


def test_a_line_in_bulk_that_cannot_be_serialized_says_which_side() -> None:
    template = RecordTemplate(replace(DRAFT, key=FieldDraft("long")), partitioner=DEFAULT, partitions=12)
    with pytest.raises(Unserializable) as refusal:
        template.record("x", "{")
    assert [str(error).split(":")[0] for error in getattr(refusal.value, "errors", ())] == [
        "key",
        "value, line 1 column 2",
    ]
    assert template.record("1", "{}").value == b"{}"
