"""Where keys land, as a table and as JSON lines: one client or several, wide or narrow."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.commands.lab.asking import asked, keys
from workbench.commands.lab.asked import Asked
from workbench.commands.lab.keys import Keys
from workbench.commands.lab.placing import json_lines, lines, verdict
from workbench.commands.refused import Refused
from workbench.commands.table import cells
from workbench.partitioning.partitioners import find

Answer = Callable[[Asked], Iterator[str]]


def rows(*blocks: Keys, clients: tuple[str, ...] = ("java",)) -> list[dict[str, object]]:
    return [json.loads(row) for text in json_lines(asked(blocks, *clients)) for row in text.splitlines()]


def test_one_client_with_its_hash() -> None:
    assert list(lines(asked([keys("user-42", "", None)], "murmur2_random"))) == [
        f"murmur2_random over 12 partitions: {find('murmur2_random').about}",
        "key      bytes                 hash           partition",
        "user-42  75 73 65 72 2d 34 32  0x5700682c             4",
        "         empty                 0x106e08d9             9",
        "null     null                  –           any (sticky)",
    ]


def test_several_clients_stand_side_by_side_with_a_sign_and_a_word() -> None:
    found = list(lines(asked([keys("user-42", "c", None)], "java", "consistent", "sarama")))
    assert found[0] == "12 partitions, 3 clients"
    assert [line.split()[0] for line in found[1:4]] == ["java", "consistent", "sarama"]
    assert found[4].split() == ["key", "bytes", "java", "consistent", "sarama"]
    partitions = [str(find(name).partition(b"user-42", 12)) for name in ("java", "consistent", "sarama")]
    assert found[5].split()[-5:] == [*partitions, "≠", "differ"]
    assert found[7].split() == ["null", "null", "any", "0", "any", "~", "any"]


@pytest.mark.parametrize("width", [40, 24, 60, 80, 200])
def test_it_keeps_to_the_terminal(width: int) -> None:
    block = keys("user-42", "a key that is longer than the rest " * 3, "", None, "한국" * 20)
    clients = ("java", "murmur2_random", "consistent_random", "sarama")
    found = list(lines(asked([block], *clients, width=width)))
    assert all(cells(line) <= max(width, 32) for line in found if not line.startswith("  ") or "=" in line)
    assert sum("user-42" in line for line in found) == 1


def test_a_narrow_terminal_has_the_clients_one_below_the_other() -> None:
    found = list(lines(asked([keys("user-42")], "java", "consistent_random", "fnv1a_random", width=40)))
    partitions = [find(name).partition(b"user-42", 12) for name in ("java", "consistent_random", "fnv1a_random")]
    assert found[-4:] == [
        f"user-42  {verdict(partitions)}",
        f"  java               {partitions[0]}",
        f"  consistent_random  {partitions[1]}",
        f"  fnv1a_random       {partitions[2]}",
    ]


@pytest.mark.parametrize(
    ("partitions", "said"),
    [
        ([1, 1], "= same"),
        ([1, 2], "≠ differ"),
        ([1, None], "~ any"),
        ([None, None], "~ any"),
        ([1, None, 2], "≠ differ"),
    ],
)
def test_the_verdict(partitions: list[int | None], said: str) -> None:
    assert verdict(partitions) == said


def test_json_is_one_object_a_key_and_client() -> None:
    found = rows(keys("user-42"), keys("a", None), clients=("murmur2_random", "sarama"))
    assert [(row["key"], row["partitioner"]) for row in found] == [
        (key, client) for key in ("user-42", "a", None) for client in ("murmur2_random", "sarama")
    ]
    assert found[0] == {
        "key": "user-42",
        "key_hex": "757365722d3432",
        "partitioner": "murmur2_random",
        "partitions": 12,
        "hash": 1459644460,
        "partition": 4,
    }


@given(texts=st.lists(st.none() | st.text(st.characters(exclude_categories=["Cs"]))), client=st.sampled_from(
    ["java", "consistent", "consistent_random", "fnv1a", "random", "sarama"]
))  # fmt: skip
def test_json_is_what_the_working_says(texts: list[str | None], client: str) -> None:
    found = rows(keys(*texts), clients=(client,))
    for text, row in zip(texts, found, strict=True):
        placement = find(client).place(None if text is None else text.encode(), 12)
        assert (row["key"], row["hash"], row["partition"]) == (text, placement.hash, placement.partition)
        assert row["key_hex"] == (None if text is None else text.encode().hex())


def test_json_is_ascii_and_a_block_of_no_keys_says_nothing() -> None:
    assert list(json_lines(asked([keys()], "java"))) == []
    [text] = json_lines(asked([keys("한국\x1b\u2028")], "java"))
    assert text.isascii()


def test_json_of_the_null_serializer_has_no_key() -> None:
    assert [row["key"] for row in rows(Keys(["a", None], [None, None]))] == [None, None]


@pytest.mark.parametrize("answer", [lines, json_lines])
def test_the_answers_before_a_key_that_cannot_be_placed_come_first(answer: Answer) -> None:
    found: list[str] = []
    with pytest.raises(Refused, match="key 'null': "):
        found.extend(answer(asked([keys("a", "b"), keys("c", None, "d")], "banana")))
    text = "\n".join(found)
    assert '"c"' in text or "\nc " in text
    assert '"d"' not in text and "\nd " not in text
