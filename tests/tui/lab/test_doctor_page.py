"""The same text as other bytes, as lines."""

from __future__ import annotations

import pytest

from workbench.lab.doctor import examine
from workbench.partitioning.partitioners import find
from workbench.serialization.catalogue import find as serializer
from workbench.tui.lab.doctor_page import detail_lines, form_lines, head_line, hexed, read_ids, verdict_lines
from workbench.tui.lab.lines import plain, width_of

FORMS = examine("42", serializer("string"), find("java"), 12)


@pytest.mark.parametrize("width", [76, 90, 118, 190])
def test_each_form_has_its_sign_name_partition_and_bytes(width: int) -> None:
    rows = form_lines(FORMS, 1, width)
    assert len(rows) == len(FORMS)
    for form, row in zip(FORMS, rows, strict=True):
        words = plain([row])
        assert form.name in words and str(form.partition) in words and form.data[:2].hex(" ") in words
        assert words[0] == ("=" if form.partition == FORMS[0].partition else "≠")
    assert max(map(width_of, [head_line(width), *rows])) <= width
    assert "(yours)" in plain(rows[:1])


def test_the_verdict_says_what_it_means() -> None:
    words = plain(verdict_lines(FORMS, 200))
    assert words.startswith("≠ Written as string this text lands on partition 4, in ")
    assert plain(verdict_lines(examine("42", serializer("string"), find("java"), 1), 200)).startswith("= Every form")
    assert plain(verdict_lines(examine("42", serializer("string"), find("kafka-go"), 12), 200)).startswith(
        "~ The emulated client"
    )
    assert plain(verdict_lines(examine("x", serializer("long"), find("java"), 12), 200)).startswith(
        "~ The key cannot be written"
    )


def test_a_form_in_full() -> None:
    words = plain(detail_lines(FORMS[2], 60))
    assert all(word in words for word in (FORMS[2].name, FORMS[2].note, FORMS[2].data.hex(" ")))


def test_bytes_are_cut_to_the_cells() -> None:
    assert hexed(b"abc", 8) == "61 62 63"
    assert hexed(b"abcd", 8) == "61 62 …"


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("2,1", (2, 1)),
        (" 70000 , 42 ", (70_000, 42)),
        ("2", None),
        ("2,-1", None),
        ("a,b", None),
        ("9999999999,1", None),
    ],
)
def test_schema_ids(text: str, ids: tuple[int, int] | None) -> None:
    assert read_ids(text) == ids
