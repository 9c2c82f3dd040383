"""The same text as other bytes."""

from __future__ import annotations

import json

import pytest

from tests.commands.lab.asking import asked, keys
from workbench.commands.lab.doctor import json_lines, lines, same
from workbench.commands.lab.keys import Keys
from workbench.commands.refused import Refused
from workbench.commands.table import cells
from workbench.lab.doctor import KeyForm
from workbench.partitioning.partitioners import find


def test_every_form_with_its_bytes_and_partition() -> None:
    found = [json.loads(text) for text in json_lines(asked([keys("42")], "java"))]
    forms = {one["form"]: one for one in found}
    assert forms["integer, 4 bytes"]["key_hex"] == "0000002a"
    assert forms["Avro string, schema id 2"]["key_hex"].startswith("0000000002")
    for one in found:
        assert one["partition"] == find("java").partition(bytes.fromhex(one["key_hex"]), 12)
        assert one["same"] is (one["partition"] == forms["string"]["partition"])
        assert (one["key"], one["partitioner"], one["partitions"]) == ("42", "java", 12)
    assert [one["form"] for one in found if one["chosen"]] == ["string"]


def test_the_chosen_form_is_the_serializers() -> None:
    question = asked([Keys(["42"], [b"\0\0\0*"])], "java", serializer="integer")
    assert [one["form"] for one in map(json.loads, json_lines(question)) if one["chosen"]] == ["integer, 4 bytes"]


@pytest.mark.parametrize("width", [None, 40, 80])
def test_a_sign_and_a_word_for_each_within_the_width(width: int | None) -> None:
    found = list(lines(asked([keys("42", "a" * 60)], "java", width=width)))
    assert all(cells(line) <= (width or 80) for line in found)
    text = " ".join(found)
    assert "● chosen" in text and "= same" in text and "≠ elsewhere" in text
    assert "→ IntegerSerializer" in text
    assert found.count("") == 1


def test_without_a_number_nothing_is_elsewhere() -> None:
    assert {one["same"] for one in map(json.loads, json_lines(asked([keys("42")], "random")))} == {None}
    assert "≠" not in "".join(lines(asked([keys("42")], "random")))
    form = KeyForm("string", b"a", 1, True, "")
    assert [same(form, form), same(form, None)] == [True, None]


def test_null_has_no_text_to_write_otherwise() -> None:
    assert list(lines(asked([keys(None)], "java"))) == []


def test_a_form_that_a_rule_file_refuses_is_said(tmp_path: object) -> None:
    with pytest.raises(Refused, match="key 'Banana'"):
        list(lines(asked([keys("Banana")], "banana", partitions=1)))
