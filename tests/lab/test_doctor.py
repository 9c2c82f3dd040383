"""The same text as other bytes: known bytes, each form once, each where the client places it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.lab.doctor import KeyForm, examine
from workbench.partitioning.partitioners import find
from workbench.serialization.catalogue import find as serializer

JAVA = find("java")
UUID_TEXT = "6F9619FF-8B86-D011-B42D-00CF4FC964FF"


def forms(text: str, schema_ids: tuple[int, int] = (2, 1)) -> dict[str, KeyForm]:
    return {form.name: form for form in examine(text, serializer("string"), JAVA, 12, schema_ids)}


def test_a_number_in_all_its_forms() -> None:
    found = {name: form.data.hex() for name, form in forms("42").items()}
    assert found == {
        "string": "3432",
        "short, 2 bytes": "002a",
        "integer, 4 bytes": "0000002a",
        "long, 8 bytes": "000000000000002a",
        "double, 8 bytes": "4045000000000000",
        "float, 4 bytes": "42280000",
        "bytes written in hex": "42",
        "JSON string, in quotes": "22343222",
        "Connect JSON with schema": b'{"schema":{"type":"string","optional":false},"payload":"42"}'.hex(),
        "string and a newline": "34320a",
        "string and a carriage return": "34320d",
        "string and a space": "343220",
        "UTF-16, as Java writes it": "feff00340032",
        "Avro string, schema id 2": "0000000002043432",
        "Avro string, schema id 1": "0000000001043432",
        "Avro string, no framing": "043432",
        "Avro int or long, schema id 2": "000000000254",
        "Avro int or long, schema id 1": "000000000154",
        "Avro int or long, no framing": "54",
        "Avro bytes, schema id 2": "00000000023432",
        "Avro bytes, schema id 1": "00000000013432",
    }


def test_the_composers_own_form_comes_first_and_is_marked() -> None:
    first, *others = examine("42", serializer("long"), JAVA, 12)
    assert (first.name, first.data, first.chosen) == ("long, 8 bytes", bytes(7) + b"*", True)
    assert not any(form.chosen for form in others)
    assert "string" in {form.name for form in others}


def test_forms_of_the_same_bytes_are_named_together() -> None:
    first = examine('{"id": 1}', serializer("json"), JAVA, 12)[0]
    assert (first.name, first.note) == ("json", "this is what the composer sends; the same bytes as string")
    assert forms("true")["boolean, 1 byte"].data == b"\x01"


def test_where_the_key_is_null_its_text_has_forms_all_the_same() -> None:
    assert not any(form.chosen for form in examine("user-42", serializer("null"), JAVA, 12))


def test_a_text_that_the_serializer_does_not_take_has_its_other_forms() -> None:
    found = examine("user-42", serializer("long"), JAVA, 12)
    assert not any(form.chosen for form in found)
    assert found[0].name == "string"


def test_without_the_composers_serializer_no_form_is_marked() -> None:
    assert {form.name: form.chosen for form in examine("42", None, JAVA, 12)} == dict.fromkeys(forms("42"), False)


def test_a_uuid_as_bytes_and_in_both_cases() -> None:
    found = forms(UUID_TEXT)
    assert found["uuid, 16 bytes"].data == bytes.fromhex("6f9619ff8b86d011b42d00cf4fc964ff")
    assert found["uuid in lower case"].data == UUID_TEXT.lower().encode()
    assert "uuid in upper case" not in found  # that is what is typed


def test_schema_ids_are_part_of_the_key() -> None:
    found = forms("user-42", schema_ids=(70_000, 42))
    assert found["Avro string, schema id 70000"].data.hex() == "0000011170" + "0e757365722d3432"
    assert found["Avro string, schema id 42"].data[:5].hex() == "000000002a"
    assert "a new version moves every key" in found["Avro string, schema id 42"].note


def test_avro_numbers_are_zigzag() -> None:
    assert forms("-1")["Avro int or long, no framing"].data == b"\x01"
    assert forms("64")["Avro int or long, no framing"].data == b"\x80\x01"
    low = forms(str(-(2**63)))["Avro int or long, no framing"].data
    assert low == b"\xff" * 9 + b"\x01"


@given(text=st.text(max_size=20), partitions=st.integers(1, 50))
def test_each_form_lands_where_the_client_puts_its_bytes_and_comes_once(text: str, partitions: int) -> None:
    found = examine(text, serializer("string"), JAVA, partitions)
    assert all(form.partition == JAVA.place(form.data, partitions).partition for form in found)
    assert len({form.data for form in found}) == len(found)
    assert all(form.name and form.note for form in found)
    assert found[0].chosen
