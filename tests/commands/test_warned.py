"""What a send warns of: what will not arrive as it was typed."""

from __future__ import annotations

from workbench.commands.warned import MOST, Warned
from workbench.records.draft import FieldDraft, HeaderDraft, RecordDraft
from workbench.serialization.field import from_catalogue

LATIN = "string,charset=ISO-8859-1"


def _draft(value: str, header: str = "x") -> RecordDraft:
    headers = (HeaderDraft("name", FieldDraft(LATIN, text=header)),)
    return RecordDraft("orders", FieldDraft(text="홍"), FieldDraft(LATIN, text=value), headers)


def test_a_character_that_a_charset_lacks() -> None:
    warned = Warned()
    warned.take(_draft("a홍", "길"), from_catalogue)
    value, header = warned.sentences()
    assert value.startswith("! value: '홍' (line 1, column 2) is not in ISO-8859-1 and becomes '?'")
    assert header.startswith("! header name: '길' (line 1, column 1) is not in ISO-8859-1")


def test_nothing_to_say() -> None:
    warned = Warned()
    warned.take(_draft("grün"), from_catalogue)
    assert list(warned.sentences()) == []


def test_lines_are_counted() -> None:
    warned = Warned()
    warned.listen(_draft(""), from_catalogue)
    for number in range(1, 1_001):
        warned.take_line(number, "홍", "a" if number % 2 else "홍")
    assert list(warned.sentences()) == [
        "! line 2, value: '홍' (line 1, column 1) is not in ISO-8859-1 and becomes '?' (and 499 more like it)"
    ]
    assert MOST == 20
