"""What the arguments of `send` ask for, and which contradict each other."""

from __future__ import annotations

import argparse
import io
import os
import sys

import pytest

from workbench.commands import bytes as command
from workbench.commands import send
from workbench.commands.given import Given, field, header, parts, read
from workbench.commands.lines import LineFormat
from workbench.commands.refused import Refused
from workbench.records.draft import FieldDraft, HeaderDraft, Presence, RecordDraft

NULL, EMPTY = FieldDraft(presence=Presence.NULL), FieldDraft(presence=Presence.EMPTY)


def given(*arguments: str) -> Given:
    parser = argparse.ArgumentParser()
    send.add_arguments(parser)
    return read(parser.parse_args(["-t", "orders", *arguments]))


def refusal(*arguments: str) -> str:
    with pytest.raises(Refused) as refused:
        given(*arguments)
    assert refused.value.code == 2
    return str(refused.value)


def test_a_record_of_the_command_line() -> None:
    arguments = ("-k", "long", "-v", "json", "--key", "42", "--value", "{}", "-H", "a=b", "-p", "3", "-n", "10")
    assert given(*arguments, "--timestamp", "1700000000000") == Given(
        RecordDraft(
            "orders",
            FieldDraft("long", text="42"),
            FieldDraft("json", text="{}"),
            (HeaderDraft("a", FieldDraft(text="b")),),
            "3",
            "1700000000000",
        ),
        count=10,
    )


def test_null_empty_and_text_are_three_states() -> None:
    assert given("--value", "v").draft.key == NULL
    assert given("--value", "v", "--key", "").draft.key == EMPTY
    assert given("--value", "").draft.value == EMPTY
    assert given("--null-value").draft.value == NULL
    assert field("hex", None) == FieldDraft("hex", Presence.NULL)


def test_the_null_serializer_is_a_tombstone_unless_lines_are_asked_for() -> None:
    assert given("-v", "null", "--key", "k") == Given(
        RecordDraft("orders", FieldDraft(text="k"), FieldDraft("null", Presence.NULL))
    )
    assert given("-v", "null", "-K", "\\t").lines == LineFormat("\t")


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("trace=abc", "trace", FieldDraft(text="abc")),
        ("trace", "trace", NULL),
        ("trace=", "trace", EMPTY),
        ("a=YWJj==", "a", FieldDraft(text="YWJj==")),
        ("a=b=c", "a", FieldDraft(text="b=c")),
        ("a:b=c,d:e", "a:b", FieldDraft(text="c,d:e")),
        ("a=\n", "a", FieldDraft(text="\n")),
        ("ключ=значение", "ключ", FieldDraft(text="значение")),
    ],
)
def test_a_header(text: str, name: str, value: FieldDraft) -> None:
    assert header(text) == HeaderDraft(name, value)


def test_headers_keep_their_order_and_their_duplicates() -> None:
    names = [one.name for one in given("--value", "v", "-H", "b=1", "-H", "a=2", "-H", "b=3").draft.headers]
    assert names == ["b", "a", "b"]


def test_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert given().lines == LineFormat()
    assert given("--key", "k").lines == LineFormat(key="k")
    assert given("-K", r"\x1f", "--empty-as-null").lines == LineFormat("\x1f", empty_as_null=True)
    assert (given().source, given("-l", "orders.tsv").source, given("-l", "-").source) == ("-", "orders.tsv", "-")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--value", "v", "--null-value"), "--value and --null-value contradict each other"),
        (("--value", "v", "-l", "x"), "-l reads values from lines and --value gives the value"),
        (("--value", "", "-K", ":"), "-K reads values from lines and --value gives the value"),
        (("--null-value", "--empty-as-null"), "--empty-as-null reads values from lines and --null-value gives"),
        (("-K", ":", "--key", ""), "-K reads keys from lines and --key gives the key"),
        (("-l", "x", "-n", "3"), "-n repeats the record of --value"),
    ],
)
def test_contradictions(arguments: tuple[str, ...], words: str) -> None:
    assert words in refusal(*arguments)


def test_a_person_at_a_terminal_is_told_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", terminal)
    assert refusal() == "there is nothing to send: give --value TEXT or --null-value, or pipe lines in, or -l FILE"
    assert given("-K", ":").source == given("-l", "-").source == "-", "who says so wants to type"


def test_no_standard_input_at_all_is_nothing_to_send(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert "nothing to send" in refusal()
    assert "nothing to send" in refusal("-K", ":")
    assert given("-l", "orders.tsv").source == "orders.tsv"


@pytest.mark.parametrize("flag", ["--key", "--value", "-H"])
def test_bytes_that_are_no_text_are_refused(flag: str) -> None:
    value = () if flag == "--value" else ("--value", "v")
    assert "is not UTF-8; valid:" in refusal(flag, os.fsdecode(b"a\xff"), *value)


@pytest.mark.parametrize("count", ["0", "-1", "x", "1.5", "", "9" * 13, "٣"])
def test_a_count_that_is_none(count: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        given("--value", "v", f"-n={count}")
    assert "is not a number of records; valid: 1 to 999,999,999,999" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [("-v", "null", "--value", "x"), ("-k", "null", "--key", "x", "--value", "v")])
def test_a_text_that_the_null_serializer_would_drop_is_refused(arguments: tuple[str, ...]) -> None:
    assert "would drop the text" in refusal(*arguments)


def test_a_header_without_a_name_is_refused() -> None:
    assert "-H needs a name" in refusal("--value", "v", "-H", "")
    assert "-H needs a name" in refusal("--value", "v", "-H", "=x")


def test_headers_may_have_serializers_of_their_own() -> None:
    flags = ("--value", "v", "-H", "n=7", "-H", "n", "-H", "s=x", "--header-serializer", "n=avro,subject=a=b")
    assert given(*flags).draft.headers == (
        HeaderDraft("n", FieldDraft("avro,subject=a=b", text="7")),
        HeaderDraft("n", FieldDraft("avro,subject=a=b", Presence.NULL)),
        HeaderDraft("s", FieldDraft(text="x")),
    )
    assert refusal("--value", "v", "--header-serializer", "n=integer") == (
        "--header-serializer 'n': there is no -H of that name"
    )
    for wrong in ("n", "=integer", "n="):
        assert "valid: NAME=SPEC" in refusal("--value", "v", "-H", "n=1", "--header-serializer", wrong)
    twice = ("--header-serializer", "n=integer", "--header-serializer", "n=long")
    assert "--header-serializer 'n' is given more than once; valid: " in refusal("--value", "v", "-H", "n=1", *twice)


def test_bytes_drop_no_text_either() -> None:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    with pytest.raises(Refused, match="-v null sends null and would drop the text"):
        parts(parser.parse_args(["-v", "null", "--value", "abc"]))
