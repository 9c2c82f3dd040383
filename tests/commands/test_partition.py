"""`workbench partition`: its table, its JSON lines, its sentences."""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.partitioning import vectors
from workbench.commands import partition

ROOT = Path(__file__).parents[2]
Stdin = Callable[[bytes], None]
PROGRAM = (
    "import argparse, sys\n"
    "from workbench.commands import partition\n"
    "parser = argparse.ArgumentParser()\n"
    "partition.add_arguments(parser)\n"
    "sys.exit(partition.run(parser.parse_args()))\n"
)


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> Stdin:
    return lambda data: monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser(prog="workbench partition")
    partition.add_arguments(parser)
    return partition.run(parser.parse_args(["--partitions", "12", *arguments]))


def rows(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    assert run("--json", *arguments) == 0
    return [json.loads(text) for text in capsys.readouterr().out.splitlines()]


def refusal(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(*arguments) == 2
    captured = capsys.readouterr()
    assert captured.err.count("\n") == 1
    return captured.err.removeprefix("workbench partition: ").rstrip("\n")


def test_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("user-42", "a-longer-key", "", "--null-key") == 0
    assert capsys.readouterr().out.splitlines() == [
        "murmur2_random over 12 partitions: Java's placement; kafka-python, franz-go, KafkaJS 2",
        "key           bytes                      hash           partition",
        "user-42       75 73 65 72 2d 34 32       0x5700682c             4",
        "a-longer-key  61 2d 6c 6f 6e 67 65 72 …  0xa1edc067             7",
        "              empty                      0x106e08d9             9",
        "null          null                       –           any (sticky)",
    ]


def test_one_partition_is_not_many(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--partitions", "1", "k") == 0
    assert "over 1 partition:" in capsys.readouterr().out


def test_a_json_line_a_key_in_their_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--json", "user-43", "user-42", "user-43") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == (
        '{"key": "user-42", "key_hex": "757365722d3432", "partitioner": "murmur2_random", "partitions": 12,'
        ' "hash": 1459644460, "partition": 4}'
    )
    assert lines[0] == lines[2] != lines[1]


@pytest.mark.parametrize("flags", [["-k", "null"], ["--null-key"]])
def test_the_null_key_needs_no_text(capsys: pytest.CaptureFixture[str], flags: list[str]) -> None:
    [row] = rows(capsys, *flags)
    assert row == {
        "key": None,
        "key_hex": None,
        "partitioner": "murmur2_random",
        "partitions": 12,
        "hash": None,
        "partition": None,
    }


def test_null_whatever_the_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert [row["key"] for row in rows(capsys, "-k", "null", "a", "b")] == [None, None]


def test_null_and_empty_follow_the_partitioner(capsys: pytest.CaptureFixture[str]) -> None:
    consistent = rows(capsys, "--partitioner", "consistent", "", "--null-key")
    assert [(row["key"], row["hash"], row["partition"]) for row in consistent] == [("", 0, 0), (None, 0, 0)]
    either = rows(capsys, "--partitioner", "consistent_random", "", "--null-key")
    assert [(row["hash"], row["partition"]) for row in either] == [(None, None), (None, None)]


def test_the_hash_is_unsigned_and_exact(capsys: pytest.CaptureFixture[str]) -> None:
    [row] = rows(capsys, "kafka")
    assert row["hash"] == 0xD067CF64


@pytest.mark.parametrize(("name", "key_hex"), [("integer", "0000002a"), ("long", "000000000000002a"), ("hex", "42")])
def test_the_serializer_decides_the_bytes(capsys: pytest.CaptureFixture[str], name: str, key_hex: str) -> None:
    [row] = rows(capsys, "-k", name, "42")
    assert (row["key"], row["key_hex"]) == ("42", key_hex)


def test_a_negative_number_is_a_key(capsys: pytest.CaptureFixture[str]) -> None:
    assert [row["key_hex"] for row in rows(capsys, "-k", "short", "-1")] == ["ffff"]


@pytest.mark.parametrize("name", ["murmur2_random", "consistent_random", "fnv1a_random"])
def test_places_as_the_real_libraries(capsys: pytest.CaptureFixture[str], name: str) -> None:
    expected = [
        (key.hex(), partition)
        for key, count, partition in vectors.behaviour(vectors.behaviour_of(f"librdkafka/{name}"))
        if count == 12 and key
    ]
    answers = rows(capsys, "--partitioner", name, "-k", "hex", *(key_hex for key_hex, _ in expected))
    assert [(row["key_hex"], row["partition"]) for row in answers] == expected


def test_keys_come_from_stdin_one_a_line(capsys: pytest.CaptureFixture[str], stdin: Stdin) -> None:
    stdin("user-42\n\n한국\r\nlast".encode())
    assert [row["key"] for row in rows(capsys)] == ["user-42", "", "한국\r", "last"]


def test_stdin_is_left_alone_when_keys_are_given(capsys: pytest.CaptureFixture[str], stdin: Stdin) -> None:
    stdin(b"not this\n")
    assert [row["key"] for row in rows(capsys, "this")] == ["this"]
    assert [row["key"] for row in rows(capsys, "--null-key")] == [None]


def test_nothing_on_stdin_is_no_key(capsys: pytest.CaptureFixture[str], stdin: Stdin) -> None:
    stdin(b"")
    assert rows(capsys) == []


def test_no_key_on_a_terminal_is_said(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", terminal)
    assert refusal(capsys) == "no key is given; name keys after the flags, or pipe them in, one a line"


def test_what_a_terminal_would_act_on_is_shown_escaped(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("a\x1b[2Jb\u202e\n") == 0
    assert "a\\x1b[2Jb\\u202e\\n  " in capsys.readouterr().out
    assert run("--json", "\x1b\x9b\u202e") == 0
    assert capsys.readouterr().out.isascii()


def test_a_bad_key_is_named_and_nothing_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("-k", "integer", "1", "x\x1b") == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(r"workbench partition: key 'x\x1b': ")
    assert "; valid: " in captured.err


@pytest.mark.parametrize("flags", [[], ["--json"]])
def test_a_bad_line_is_named_after_the_answers_before_it(
    capsys: pytest.CaptureFixture[str], stdin: Stdin, flags: list[str]
) -> None:
    stdin(b"1\n2\nx\n4\n")
    assert run("-k", "integer", *flags) == 2
    captured = capsys.readouterr()
    assert "key 'x' in line 3 of standard input: " in captured.err
    assert len(captured.out.splitlines()) == (2 if flags else 4)


def test_what_is_not_utf8_is_refused_and_never_replaced(capsys: pytest.CaptureFixture[str], stdin: Stdin) -> None:
    assert "not UTF-8; valid: UTF-8, or its bytes with -k hex" in refusal(capsys, "k\udcff")
    stdin(b"\xff\n")
    assert r"key '\udcff' in line 1 of standard input: it is not UTF-8" in refusal(capsys)


def test_unknown_names_are_answered_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert "no partitioner 'mumur2'; did you mean murmur2" in refusal(capsys, "--partitioner", "mumur2", "k")
    sentence = refusal(capsys, "-k", "strin", "k")
    assert "'strin'" in sentence and "string" in sentence


@pytest.mark.parametrize("count", ["0", "-1", "2147483648", "twelve", "1.5", "1_0", "", "٣", "9" * 5000])
def test_an_impossible_count_is_refused(capsys: pytest.CaptureFixture[str], count: str) -> None:
    with pytest.raises(SystemExit) as ended:
        run(f"--partitions={count}", "k")
    assert ended.value.code == 2
    assert "is not a number of partitions; valid: 1 to 2147483647" in capsys.readouterr().err


def test_the_largest_count(capsys: pytest.CaptureFixture[str]) -> None:
    [row] = rows(capsys, "--partitions", "2147483647", "abc")
    assert row["partition"] == 479470107


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(), min_size=1, max_size=5))
def test_any_text_is_answered_line_for_line(capsys: pytest.CaptureFixture[str], texts: list[str]) -> None:
    assert [row["key"] for row in rows(capsys, "--", *texts)] == texts
    assert run("--", *texts) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(texts) + 2


def program(*arguments: str | bytes) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", PROGRAM, "--partitions", "12", *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, bufsize=0, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe)


def test_as_a_program() -> None:
    out, errors = program("--json", "-k", "string").communicate("user-42\n한국\n".encode())
    assert [json.loads(text)["key"] for text in out.splitlines()] == ["user-42", "한국"]
    assert errors == b""


def test_as_a_program_with_an_argument_that_is_no_text() -> None:
    with program(b"k\xff") as running:
        out, errors = running.communicate()
    assert (running.returncode, out) == (2, b"")
    assert errors == b"workbench partition: key 'k\\udcff': it is not UTF-8; valid: UTF-8, or its bytes with -k hex\n"


def test_as_a_program_whose_reader_leaves() -> None:
    with program() as running:
        assert running.stdin and running.stdout and running.stderr
        running.stdin.write(b"k\n" * 20_000)
        assert running.stdout.readline().startswith(b"murmur2_random")
        running.stdout.close()
        with pytest.raises(BrokenPipeError):  # the program has ended
            while True:
                running.stdin.write(b"k\n" * 1_000)
        assert running.stderr.read() == b""
    assert running.returncode == 0


def test_loads_nothing_that_it_does_not_need() -> None:
    look = (
        "import sys, workbench.commands.partition\nprint({'confluent_kafka', 'textual', 'orjson'} & sys.modules.keys())"
    )
    assert subprocess.run([sys.executable, "-c", look], cwd=ROOT, capture_output=True, check=True).stdout == b"set()\n"
