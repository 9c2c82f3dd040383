"""Which keys are meant, and what is refused of the arguments that say so."""

from __future__ import annotations

import argparse
import io
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.brokers.cluster import EmbeddedCluster
from tests.end_to_end.command import send
from workbench.clusters.profile import ClusterProfile
from workbench.commands.lab.arguments import add_arguments
from workbench.commands.lab.sources import COUNT, check, keys, of_topic
from workbench.commands.refused import Refused
from workbench.partitioning.partitioners import find
from workbench.serialization import catalogue

STRING = catalogue.find("string")


def read(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return parser.parse_args(arguments)


def texts(*arguments: str) -> list[str | None]:
    args = read(*arguments)
    check(args)
    with ExitStack() as stack:
        serializer = catalogue.find(args.key_serializer)
        return [text for block in keys(args, serializer, stack) for text in block.texts]


def test_the_command_line() -> None:
    assert texts("a", "b", "--empty-key", "--null-key") == ["a", "b", "", None]
    assert texts("-k", "null") == [None]


def test_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "keys"
    path.write_text("a\nb\n")
    assert texts("--keys-file", str(path)) == ["a", "b"]
    monkeypatch.setattr(sys, "stdin", path.open())
    assert texts("--keys-file", "-") == ["a", "b"]
    monkeypatch.setattr(sys, "stdin", path.open())
    assert texts() == ["a", "b"]


def test_a_template_gives_the_same_keys_for_the_same_seed() -> None:
    assert texts("--template", "user-{n}", "--count", "3") == ["user-0", "user-1", "user-2"]
    assert len(texts("--template", "user-{n}")) == COUNT
    one, same, other = (texts("--template", "{hex:8}", "--count", "5", "--seed", seed) for seed in ("1", "1", "2"))
    assert one == same != other
    with pytest.raises(Refused, match="--template: there is no placeholder"):
        texts("--template", "{m}")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("a", "--keys-file", "f"), "KEY and --keys-file are two sources"),
        (("--null-key", "--template", "{n}"), "KEY and --template are two sources"),
        (("--keys-file", "f", "--from-topic", "-t", "orders"), "--keys-file and --from-topic are two sources"),
        (("--count", "5", "a"), "--count belongs to --template"),
        (("--seed", "5"), "--seed belongs to --template"),
        (("--limit", "5"), "--limit belongs to --from-topic"),
        (("--from-topic",), "--from-topic reads the keys of a topic; name it with -t"),
        (("--from-topic", "-t", "a", "--partitions", "3"), "--counts asks about others, not --partitions"),
    ],
)
def test_what_contradicts_itself_is_refused(arguments: tuple[str, ...], words: str) -> None:
    with pytest.raises(Refused, match=words):
        check(read(*arguments))


@pytest.mark.parametrize("stdin", [None, "terminal"])
def test_no_key_at_all_is_said(monkeypatch: pytest.MonkeyPatch, stdin: str | None) -> None:
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", terminal if stdin else None)
    with pytest.raises(Refused, match="no key is given"):
        texts()


def test_the_keys_of_a_topic_and_where_they_lie(embedded: EmbeddedCluster) -> None:
    topic = embedded.topic(12)
    lines = b"".join(b"user-%d\tv\n" % number for number in range(500))
    assert send(embedded.bootstrap_servers, topic, "-K", r"\t", "--quiet", lines=lines).code == 0
    profile = ClusterProfile.of(embedded.bootstrap_servers)
    blocks = list(of_topic(profile, topic, None, STRING))
    found = {key: at for block in blocks for key, at in zip(block.data, block.landed or (), strict=True)}
    assert found == {b"user-%d" % number: find("java").partition(b"user-%d" % number, 12) for number in range(500)}
    assert sum(map(len, of_topic(profile, topic, 100, STRING))) == 100


def test_a_topic_that_is_not_there_is_refused(embedded: EmbeddedCluster) -> None:
    with pytest.raises(Refused, match="there is no topic 'nope'") as refused:
        list(of_topic(ClusterProfile.of(embedded.bootstrap_servers), "nope", None, STRING))
    assert refused.value.code == 3
