"""`workbench partition`: its table, its JSON lines, its sentences."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.brokers.cluster import EmbeddedCluster
from tests.commands.schemas.answered import ORDER
from tests.partitioning import vectors
from workbench import cli
from workbench.clusters import reading
from workbench.commands import entries
from workbench.commands.table import cells
from workbench.partitioning.partitioners import find
from workbench.schemas.embedded.registry import EmbeddedRegistry

ROOT = Path(__file__).parents[2]
Stdin = Callable[[bytes], None]
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Stdin:
    def given(data: bytes) -> None:
        path = tmp_path / "stdin"
        path.write_bytes(data)
        monkeypatch.setattr(sys, "stdin", path.open())

    return given


def run(*arguments: str) -> int:
    return cli.main(["partition", "--partitions", "12", *arguments])


def rows(capsys: Capture, *arguments: str) -> list[dict[str, Any]]:
    assert run("--json", *arguments) == 0
    return [json.loads(text) for text in capsys.readouterr().out.splitlines()]


def test_a_key_with_a_schema_lands_where_its_bytes_do(capsys: Capture, registry: EmbeddedRegistry) -> None:
    flags = ("-k", "avro,subject=orders-value", "--registry", registry.url)
    [row] = rows(capsys, *flags, ORDER)
    assert row["key_hex"].startswith("0000000002")
    assert row["partition"] == find("java").partition(bytes.fromhex(row["key_hex"]), 12)
    assert run("--doctor", "--json", *flags, ORDER) == 0
    forms = [json.loads(text) for text in capsys.readouterr().out.splitlines()]
    assert [(form["form"], form["key_hex"]) for form in forms if form["chosen"]] == [(flags[1], row["key_hex"])]
    assert "id: " in refusal(capsys, *flags, ORDER.replace("865", "true").replace("\n", " "))
    assert "no option 'subjekt'; did you mean subject" in refusal(capsys, "-k", "avro,subjekt=x", "1")
    assert "no schema registry is connected" in refusal(capsys, "-k", "avro,subject=x", "1")


def refusal(capsys: Capture, *arguments: str) -> str:
    assert run(*arguments) == 2
    captured = capsys.readouterr()
    assert captured.err.count("\n") == 1
    return captured.err.removeprefix("workbench partition: ").rstrip("\n")


def test_the_table(capsys: Capture) -> None:
    assert run("user-42", "a-longer-key", "", "--null-key") == 0
    assert capsys.readouterr().out.splitlines() == [
        f"murmur2_random over 12 partitions: {find('murmur2_random').about}",
        "key           bytes                      hash           partition",
        "user-42       75 73 65 72 2d 34 32       0x5700682c             4",
        "a-longer-key  61 2d 6c 6f 6e 67 65 72 …  0xa1edc067             7",
        "              empty                      0x106e08d9             9",
        "null          null                       –           any (sticky)",
    ]


def test_one_partition_is_not_many(capsys: Capture) -> None:
    assert run("--partitions", "1", "k") == 0
    assert "over 1 partition:" in capsys.readouterr().out


def test_a_json_line_a_key_in_their_order(capsys: Capture) -> None:
    assert run("--json", "user-43", "user-42", "user-43") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == (
        '{"key": "user-42", "key_hex": "757365722d3432", "partitioner": "murmur2_random", "partitions": 12,'
        ' "hash": 1459644460, "partition": 4}'
    )
    assert lines[0] == lines[2] != lines[1]


@pytest.mark.parametrize("flags", [["-k", "null"], ["--null-key"]])
def test_the_null_key_needs_no_text(capsys: Capture, flags: list[str]) -> None:
    [row] = rows(capsys, *flags)
    assert row == {
        "key": None,
        "key_hex": None,
        "partitioner": "murmur2_random",
        "partitions": 12,
        "hash": None,
        "partition": None,
    }


def test_null_whatever_the_text(capsys: Capture) -> None:
    assert [row["key"] for row in rows(capsys, "-k", "null", "a", "b")] == [None, None]


def test_null_and_empty_follow_the_partitioner(capsys: Capture) -> None:
    consistent = rows(capsys, "--partitioner", "consistent", "", "--null-key")
    assert [(row["key"], row["hash"], row["partition"]) for row in consistent] == [("", 0, 0), (None, 0, 0)]
    either = rows(capsys, "--partitioner", "consistent_random", "", "--null-key")
    assert [(row["hash"], row["partition"]) for row in either] == [(None, None), (None, None)]


def test_the_hash_is_unsigned_and_exact(capsys: Capture) -> None:
    [row] = rows(capsys, "kafka")
    assert row["hash"] == 0xD067CF64


@pytest.mark.parametrize(("name", "key_hex"), [("integer", "0000002a"), ("long", "000000000000002a"), ("hex", "42")])
def test_the_serializer_decides_the_bytes(capsys: Capture, name: str, key_hex: str) -> None:
    [row] = rows(capsys, "-k", name, "42")
    assert (row["key"], row["key_hex"]) == ("42", key_hex)


@pytest.mark.parametrize("name", ["murmur2_random", "consistent_random", "fnv1a_random"])
def test_places_as_the_real_libraries(capsys: Capture, name: str) -> None:
    expected = [
        (key.hex(), partition)
        for key, count, partition in vectors.behaviour(vectors.behaviour_of(f"librdkafka/{name}"))
        if count == 12 and key
    ]
    answers = rows(capsys, "--partitioner", name, "-k", "hex", *(key_hex for key_hex, _ in expected))
    assert [(row["key_hex"], row["partition"]) for row in answers] == expected


def test_keys_come_from_stdin_one_a_line(capsys: Capture, stdin: Stdin) -> None:
    stdin("user-42\n\n한국\r\nlast".encode())
    assert [row["key"] for row in rows(capsys)] == ["user-42", "", "한국\r", "last"]


def test_stdin_is_left_alone_when_keys_are_given(capsys: Capture, stdin: Stdin) -> None:
    stdin(b"not this\n")
    assert [row["key"] for row in rows(capsys, "this")] == ["this"]
    assert [row["key"] for row in rows(capsys, "--null-key")] == [None]


def test_nothing_on_stdin_is_no_key(capsys: Capture, stdin: Stdin) -> None:
    stdin(b"")
    assert rows(capsys) == []


def test_no_key_on_a_terminal_is_said(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", terminal)
    assert refusal(capsys) == "no key is given; name keys after the flags, or pipe them in, one a line"


def test_what_a_terminal_would_act_on_is_shown_escaped(capsys: Capture) -> None:
    assert run("a\x1b[2Jb\u202e\n") == 0
    assert "a\\x1b[2Jb\\u202e\\n  " in capsys.readouterr().out
    assert run("--json", "\x1b\x9b\u202e") == 0
    assert capsys.readouterr().out.isascii()


def test_a_bad_key_is_named_and_nothing_is_printed(capsys: Capture) -> None:
    assert run("-k", "integer", "1", "x\x1b") == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(r"workbench partition: key 'x\x1b': ")
    assert "; valid: " in captured.err


@pytest.mark.parametrize("flags", [[], ["--json"]])
def test_a_bad_line_is_named_after_the_answers_before_it(capsys: Capture, stdin: Stdin, flags: list[str]) -> None:
    stdin(b"1\n2\nx\n4\n")
    assert run("-k", "integer", *flags) == 2
    captured = capsys.readouterr()
    assert "key 'x' in line 3 of standard input: " in captured.err
    assert len(captured.out.splitlines()) == (2 if flags else 4)


def test_what_is_not_utf8_is_refused_and_never_replaced(capsys: Capture, stdin: Stdin) -> None:
    assert "not UTF-8; valid: UTF-8, or its bytes with -k hex" in refusal(capsys, "k\udcff")
    stdin(b"\xff\n")
    assert r"key '\udcff' in line 1 of standard input: it is not UTF-8" in refusal(capsys)


def test_unknown_names_are_answered_with_the_nearest(capsys: Capture) -> None:
    assert "no client 'mumur2'; did you mean murmur2" in refusal(capsys, "--partitioner", "mumur2", "k")
    sentence = refusal(capsys, "-k", "strin", "k")
    assert "'strin'" in sentence and "string" in sentence


def test_the_largest_count(capsys: Capture) -> None:
    [row] = rows(capsys, "--partitions", "2147483647", "abc")
    assert row["partition"] == 479470107


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(), min_size=1, max_size=5))
def test_any_text_is_answered_line_for_line(capsys: Capture, texts: list[str]) -> None:
    assert [row["key"] for row in rows(capsys, "--", *texts)] == texts
    assert run("--", *texts) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(texts) + 2


QUESTIONS = {
    (): {"key", "key_hex", "partitioner", "partitions", "hash", "partition"},
    ("--working",): {"working", "why"},
    ("--compare",): {"landings", "reference"},
    ("--doctor",): {"form", "chosen", "same", "note"},
    ("--spread",): {"question", "counts", "skew", "p_value", "verdict"},
    ("--counts", "24"): {"question", "now", "moved", "sign_bug", "sentence"},
}


@pytest.mark.parametrize("flags", QUESTIONS, ids=" ".join)
def test_each_question_has_its_answer_and_its_documented_shape(capsys: Capture, flags: tuple[str, ...]) -> None:
    first, *_ = rows(capsys, *flags, "user-42")
    assert QUESTIONS[flags] <= first.keys()
    assert all(f'"{name}"' in entries.COMMANDS["partition"].examples for name in first)
    assert run(*flags, "user-42") == 0
    captured = capsys.readouterr()
    assert "partitions" in captured.out and captured.err == ""


def test_the_clients_need_no_partitions(capsys: Capture) -> None:
    assert cli.main(["partition", "--clients"]) == 0
    out = capsys.readouterr().out
    assert "also: banana (example of a rule file)" in out and "● default" in out
    assert cli.main(["partition", "--clients", "--client", "sarama,banana", "--json"]) == 0
    [sarama] = [json.loads(text) for text in capsys.readouterr().out.splitlines()]
    assert sarama["client"] == "sarama" and sarama["source"]
    assert all(f'"{name}"' in entries.COMMANDS["partition"].examples for name in sarama)
    assert cli.main(["partition", "--clients", "--client", "sarama"]) == 0
    assert f"source: {sarama['source']}" in capsys.readouterr().out


def test_a_rule_file_and_clients_side_by_side(capsys: Capture) -> None:
    found = rows(capsys, "--client", "banana,java", "--client", "java", "Banana")
    assert [(row["partitioner"], row["partition"]) for row in found] == [("banana", 11), ("java", 1)]


def test_the_partitioner_of_the_settings_is_the_default(capsys: Capture) -> None:
    assert rows(capsys, "-X", "partitioner=consistent", "a")[0]["partitioner"] == "consistent"
    assert rows(capsys, "-X", "partitioner=consistent", "--client", "sarama", "a")[0]["partitioner"] == "sarama"


@pytest.mark.parametrize("flags", [(), ("--client", "java,sarama"), ("--compare",), ("--doctor",), ("--spread",)])
def test_a_terminal_of_40_columns(capsys: Capture, monkeypatch: pytest.MonkeyPatch, flags: tuple[str, ...]) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert run(*flags, "a-key-that-is-longer-than-the-terminal-is-wide") == 0
    assert all(cells(line) <= 40 for line in capsys.readouterr().out.splitlines()[1:])


def test_a_topic_that_cannot_be_read_to_its_end_is_answered_as_far_as_it_was(
    capsys: Capture, embedded: EmbeddedCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_keys(*_: object) -> Iterator[reading.KeysRead]:
        yield reading.KeysRead([b"a"], [4], 0.5)
        raise reading.ReadError("not all of 'orders' could be read: partition 3: it has no leader")

    monkeypatch.setattr(reading, "read_keys", read_keys)
    where = ("-b", embedded.bootstrap_servers, "-t", embedded.topic(12))
    assert cli.main(["partition", *where, "--spread", "--from-topic"]) == 3
    captured = capsys.readouterr()
    assert "1 record of" in captured.out
    assert "partition 3: it has no leader; the answer is about 1 key (50%)" in captured.err


def test_loads_nothing_that_it_does_not_need() -> None:
    look = (
        "import sys, workbench.commands.partition\nprint({'confluent_kafka', 'textual', 'orjson'} & sys.modules.keys())"
    )
    assert subprocess.run([sys.executable, "-c", look], cwd=ROOT, capture_output=True, check=True).stdout == b"set()\n"
