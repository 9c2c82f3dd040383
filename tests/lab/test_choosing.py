"""Choosing by name: clients, examples, plug-ins, rule files; and a sentence where there is none of that name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from workbench.lab import choosing, plugins
from workbench.lab.choosing import choose, chosen, examples, shown_name
from workbench.partitioning.hashes import murmur2
from workbench.partitioning.partitioners import find
from workbench.records.errors import Unplaceable

RULES = '[[rule]]\nkey = "Banana"\nto = "last"\n'


def refused(name: str) -> str:
    with pytest.raises(LookupError) as refusal:
        choose(name)
    sentence = str(refusal.value.args[0])
    assert sentence.isprintable()
    return sentence


def test_a_client_in_any_case() -> None:
    assert choose("murmur2_random") is find("murmur2_random")
    assert choose("Java") is find("java")


def test_a_rule_file_is_named_by_its_path_and_read_anew_each_time(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(RULES)
    assert choose(str(path)).partition(b"Banana", 12) == 11
    path.write_text(RULES.replace('"last"', "3"))
    rules = choose(str(path))
    assert (rules.name, rules.partition(b"Banana", 12)) == ("mine", 3)


def test_a_byte_order_mark_and_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "mine.TOML").write_bytes(b"\xef\xbb\xbf" + RULES.encode())
    assert choose("~/mine.TOML").name == "mine"


def test_a_schema_stands_beside_its_rule_file(tmp_path: Path) -> None:
    rule = '[[rule]]\nto = 0\navro = { equals = "a", schema_file = "a.avsc" }\n'
    (tmp_path / "mine.toml").write_text(rule)
    path = str(tmp_path / "mine.toml")
    assert refused(path).endswith("rule 1 (line 1): avro: schema_file: No such file or directory")
    (tmp_path / "a.avsc").mkdir()
    assert refused(path).endswith("schema_file: it is no file")
    (tmp_path / "a.avsc").rmdir()
    (tmp_path / "a.avsc").write_text('"string"')
    assert choose(path).partition(b"\2a", 12) == 0


def test_a_rule_file_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "x\x1b.toml"
    beginning = f"the rule file '{str(tmp_path)[:20]}"
    assert refused(str(path)).startswith(beginning)
    assert refused(str(path)).endswith(" cannot be read: No such file or directory")
    path.mkdir()
    assert refused(str(path)).endswith(" cannot be read: it is no file")
    path.rmdir()
    os.mkfifo(path)
    assert refused(str(path)).endswith(" cannot be read: it is no file")
    path.unlink()
    path.write_bytes(b"a = '\xff'")
    assert refused(str(path)).endswith(" cannot be read: it is not UTF-8 at byte 6")
    path.write_bytes(b"#" * 1_048_577)
    assert refused(str(path)).endswith(" cannot be read: it is larger than 1024 KiB")
    path.write_text("[[rule]]\nkey = 3\nto = 1")
    assert refused(str(path)).startswith(
        "the rule file 'x\\x1b.toml' cannot be used: rule 1 (line 1): key = 3 cannot be"
    )
    assert "cannot be read" in refused("\0.toml")


def test_the_banana_of_the_book() -> None:
    """Math.abs(Utils.murmur2(keyBytes)) % (numPartitions - 1), in Java's arithmetic."""
    banana = choose("banana")
    for partitions in (2, 3, 12, 50):
        for number in range(300):
            key = b"customer-%d" % number
            hashed = int.from_bytes(murmur2(key).to_bytes(4, "big"), "big", signed=True)
            assert banana.partition(key, partitions) == abs(hashed) % (partitions - 1)
        assert banana.partition(b"Banana", partitions) == partitions - 1
    with pytest.raises(Unplaceable, match="We expect all messages to have customer name as key"):
        banana.partition(None, 12)
    assert banana.place(b"Banana", 12).steps[0].what == "rule 1"
    assert banana.partition(b"user-42", 12) != choose("java").partition(b"user-42", 11) or murmur2(b"user-42") < 2**31


def test_every_example_can_be_used_and_has_the_name_it_is_chosen_by() -> None:
    assert "banana" in examples()
    for name in examples():
        assert choose(name).name == name
        assert len(choose(name).about) <= 46


def test_names_that_nobody_has() -> None:
    assert refused("sarma").startswith("there is no client 'sarma'; did you mean sarama")
    assert refused("bananna") == "there is no client 'bananna'; did you mean banana?"
    words = refused("qqqqq")
    assert words.startswith("there is no client 'qqqqq'; valid: java, sarama, banana and ")
    assert words.endswith(" more (workbench partition --clients), or FILE.toml")
    assert refused("").startswith("there is no client ''; valid: ")
    assert refused("../examples/banana").startswith("there is no client ")
    assert refused("x\x1b[31m").startswith("there is no client 'x\\x1b[31m'")


def test_plug_ins_come_last_and_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib.metadata import EntryPoint

    points = {name: EntryPoint(name, "operator:mod", plugins.GROUP) for name in ("Mine", "java", "banana", "x.toml")}
    monkeypatch.setattr(plugins, "found", lambda: points)
    assert choosing.plugins() == ("Mine",)
    assert choose("Mine").name == "Mine"
    assert choose("java") is find("java")
    assert choose("banana").partition(b"Banana", 12) == 11
    assert refused("Mines") == "there is no client 'Mines'; did you mean Mine?"


def test_what_is_gone_stands_in_with_its_sentence(tmp_path: Path) -> None:
    gone = chosen(str(tmp_path / "mine.toml"))
    assert gone.name == "mine.toml"
    with pytest.raises(Unplaceable, match="No such file or directory"):
        gone.place(b"k", 12)
    assert chosen("java") is find("java")


def test_the_name_on_the_screen() -> None:
    assert [shown_name(name) for name in ("java", "/a/b/mine.toml", "a/x\x1b.toml")] == [
        "java",
        "mine.toml",
        "x\\x1b.toml",
    ]
