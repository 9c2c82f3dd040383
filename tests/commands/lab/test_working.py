"""The working of each placement: from the text to the partition."""

from __future__ import annotations

import json

from tests.commands.lab.asking import asked, keys
from workbench.commands.lab.working import json_lines, lines
from workbench.commands.table import cells
from workbench.partitioning.partitioners import find


def test_from_bytes_to_partition() -> None:
    found = list(lines(asked([keys("user-42")], "java")))
    steps = [" ".join(line.split()) for line in found]
    assert steps[0] == "user-42 by java over 12 partitions"
    assert steps[1] == "as string 75 73 65 72 2d 34 32 (7 bytes)"
    assert "murmur2 0x5700682c" in steps and "mod 12 4" in steps
    assert steps[-1] == "= partition 4"


def test_what_promises_no_number_says_why() -> None:
    found = " ".join(" ".join(lines(asked([keys(None)], "java"))).split())
    assert "key null" in found and "~ any" in found
    assert "= partition" not in found


def test_a_paragraph_for_each_key_and_client_within_the_width() -> None:
    found = list(lines(asked([keys("user-42", "k" * 60)], "java", "sarama", width=40)))
    assert found.count("") == 3
    assert all(cells(line) <= 40 for line in found)


def test_json_is_the_plain_answer_with_the_working() -> None:
    first, second = (json.loads(text) for text in json_lines(asked([keys("user-42", None)], "java")))
    steps = find("java").place(b"user-42", 12).steps
    assert first["working"] == [{"what": step.what, "value": step.value} for step in steps]
    assert (first["key"], first["hash"], first["partition"], first["why"]) == ("user-42", 1459644460, 4, None)
    assert (second["key"], second["key_hex"], second["partition"]) == (None, None, None)
    assert second["why"].startswith("any of 12")
