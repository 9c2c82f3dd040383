"""The partitioners that --client names."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.commands.lab.chosen import partitioners
from workbench.commands.refused import Refused

RULE = '[[rule]]\nkey = "a"\nto = 1\n[otherwise]\nclient = "java"\n'


@pytest.mark.parametrize(
    ("given", "names"),
    [
        (["java"], ["java"]),
        (["java,sarama"], ["java", "sarama"]),
        (["java", "sarama, consistent"], ["java", "sarama", "consistent"]),
        (["sarama,java,sarama", "JAVA"], ["sarama", "java"]),
        (["banana,java,"], ["banana", "java"]),
        ([], []),
    ],
)
def test_names_with_commas_each_once(given: list[str], names: list[str]) -> None:
    assert [one.name for one in partitioners(given)] == names


def test_rule_files_beside_clients(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("mine.toml", "a,b.toml"):
        (tmp_path / name).write_text(RULE)
    assert [one.partition(b"a", 12) for one in partitioners(["mine.toml,java", "a,b.toml"])] == [
        1,
        partitioners(["java"])[0].partition(b"a", 12),
        1,
    ]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (["jaav"], "there is no client 'jaav'; did you mean"),
        (["java,not-there.toml"], "not-there.toml"),
        ([""], "--client names nobody"),
        ([" , "], "--client names nobody"),
        (["a\0,b"], "there is no client"),
    ],
)
def test_what_there_is_not_is_refused(given: list[str], words: str) -> None:
    with pytest.raises(Refused, match=words):
        partitioners(given)
