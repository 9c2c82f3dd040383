"""What `workbench partition` cannot answer: each a sentence on stderr and an exit code."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from workbench import cli
from workbench.commands.lab import keys

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("k",), "how many partitions? give --partitions N, or a topic that has them: -b HOST:PORT -t TOPIC"),
        (("-t", "orders", "k"), "-t names a topic of a cluster; name the cluster with -b"),
        (("-b", "localhost", "k"), "-b names a cluster; name the topic with -t"),
        (("-b", "localhost", "-t", "a", "-t", "b", "k"), "add --spread --from-topic"),
        (("--partitions", "3", "--counts", "6", "--compare", "k"), "--counts asks about many keys"),
        (("--partitions", "3", "--doctor", "--null-key"), "the null key has no text"),
        (("--partitions", "3", "--schema-ids", "2,1", "k"), "--schema-ids belongs to --doctor"),
        (("--partitions", "2147483647", "--spread", "k"), "counted over at most 100,000 partitions"),
        (("--clients", "k"), "--clients lists the clients and takes no keys"),
        (("--clients", "--client", "banana"), "no client of the catalogue is named"),
        (("--partitions", "3", "--client", "banana", "--null-key"), "key 'null': "),
        (("--partitions", "1", "--client", "banana", "a"), "[otherwise] of banana sends to the rest"),
        (("--partitions", "1", "--client", "java,banana", "--json", "a"), "[otherwise] of banana sends to the rest"),
        (("--partitions", "3", "-X", "\udcff=1", "a"), "one of the -X is not UTF-8"),
        (("-b", "\udcff:1", "-t", "orders", "a"), "is no bootstrap server"),
    ],
)
def test_what_cannot_be_answered_is_refused(capsys: Capture, arguments: tuple[str, ...], words: str) -> None:
    assert cli.main(["partition", *arguments]) == 2
    said = capsys.readouterr().err
    assert words in said and said.count("\n") == 1


def test_what_if_a_rule_does_not_fit_the_other_count_is_a_sentence(capsys: Capture) -> None:
    assert cli.main(["partition", "--partitions", "3", "--client", "banana", "--counts", "1", "a", "b"]) == 2
    said = capsys.readouterr().err
    assert "[otherwise] of banana sends to the rest" in said and said.count("\n") == 1


def test_a_line_without_an_end_is_refused_before_it_fills_the_memory(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "LONGEST", 2**20)
    (tmp_path / "keys").write_bytes(b"a\n" + bytes(3 * 2**20))
    monkeypatch.chdir(tmp_path)
    assert cli.main(["partition", "--partitions", "3", "--keys-file", "keys"]) == 2
    assert "line 2 of 'keys' is longer than 1 MiB" in capsys.readouterr().err


def test_a_cluster_that_cannot_be_reached_ends_with_3(capsys: Capture) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert cli.main(["partition", "-b", f"127.0.0.1:{port}", "-t", "orders", "k"]) == 3
    assert f"cannot reach '127.0.0.1:{port}': " in capsys.readouterr().err
