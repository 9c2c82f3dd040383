"""The flags: their defaults, and what they refuse."""

from __future__ import annotations

import argparse

import pytest

from workbench.commands.lab.arguments import add_arguments


def read(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return parser.parse_args(arguments)


def test_the_defaults() -> None:
    args = read()
    assert (args.keys, args.named, args.topics, args.counts, args.schema_ids) == ([], [], [], (), None)
    assert (args.partitions, args.count, args.seed, args.limit) == (None, None, None, None)
    assert args.key_serializer == "string"


def test_what_is_given() -> None:
    args = read("--partitions", "12", "--client", "java,sarama", "--partitioner", "random", "-t", "a", "-t", "b", "k")
    assert (args.partitions, args.named, args.keys) == (12, ["java,sarama", "random"], ["k"])
    assert args.topics == ["a", "b"]
    assert read("--counts", "12, 24,12").counts == (12, 24)
    assert read("--schema-ids", "7,3").schema_ids == (7, 3)
    assert (read("--seed", "0").seed, read("--count", "5").count, read("--limit", "1").limit) == (0, 5, 1)


@pytest.mark.parametrize(
    ("flag", "text"),
    [
        *(("--partitions", text) for text in ("0", "-1", "2147483648", "twelve", "1.5", "1_0", "", "٣", "9" * 5000)),
        *(("--counts", text) for text in ("", "12,", "0", "a", "12;24", "100001", "-3", "9" * 5000)),
        *(("--schema-ids", text) for text in ("", "1", "1,2,3", "a,b", "2147483648,1")),
        *(("--count", text) for text in ("0", "-1", "many", "1e6")),
        *(("--limit", text) for text in ("0", "all")),
        *(("--seed", text) for text in ("-1", "x", "")),
    ],
)
def test_what_cannot_be_is_refused_with_what_would_be_valid(
    flag: str, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        read(f"{flag}={text}")
    assert ended.value.code == 2
    assert "; valid: " in capsys.readouterr().err


@pytest.mark.parametrize("other", ["--clients", "--working", "--doctor", "--spread"])
def test_one_question_at_a_time(other: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        read("--compare", other)
    assert "not allowed with argument --compare" in capsys.readouterr().err
