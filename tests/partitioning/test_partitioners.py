"""librdkafka's seven, against vectors, its exported functions, and its C functions over null and empty keys."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from itertools import groupby
from pathlib import Path

import confluent_kafka.cimpl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.partitioning import vectors
from workbench.partitioning.hashes import fnv1a
from workbench.partitioning.partitioners import DEFAULT, LIBRDKAFKA, clients, find, partitioners
from workbench.partitioning.placement import Step
from workbench.partitioning.rules import MAX_PARTITIONS

HASHING = ["murmur2_random", "consistent_random", "fnv1a_random", "murmur2", "consistent", "fnv1a"]
NAMES = [*HASHING, "random"]
PANE = 46
PartitionerFunction = Callable[[None, bytes | None, int, int, None, None], int]


@cache
def in_c(name: str) -> PartitionerFunction:
    """librdkafka's partitioner itself; its random ones need a topic handle, and must not be called here."""
    function = getattr(ctypes.CDLL(confluent_kafka.cimpl.__file__), f"rd_kafka_msg_partitioner_{name}")
    # topic, key, its length, number of partitions, two opaque pointers
    function.argtypes = [
        ctypes.c_void_p,
        ctypes.c_char_p,
        ctypes.c_size_t,
        ctypes.c_int32,
        ctypes.c_void_p,
        ctypes.c_void_p,
    ]
    function.restype = ctypes.c_int32
    typed: PartitionerFunction = function
    return typed


def test_the_default_is_javas_placement() -> None:
    assert partitioners()[0] is find(DEFAULT)
    assert DEFAULT == "murmur2_random"
    assert "Java" in find(DEFAULT).about


def test_librdkafkas_seven_come_first_and_no_name_is_there_twice() -> None:
    names = [partitioner.name for partitioner in partitioners()]
    assert names[:7] == list(LIBRDKAFKA) == NAMES
    assert len(set(names)) == len(names)
    assert all(find(name).name == name for name in names)


def test_clients_are_the_same_family_by_family() -> None:
    assert set(clients()) == set(partitioners())
    families = [client.family for client in clients()]
    assert list(dict.fromkeys(families)) == [family for family, _ in groupby(families)]


def test_the_catalogue_is_loaded_by_the_first_that_asks_for_more_than_the_seven() -> None:
    look = (
        "import sys\n"
        "from workbench.partitioning.partitioners import DEFAULT, LIBRDKAFKA, find\n"
        "def loaded():\n"
        "    return sorted(name for name in sys.modules if name.startswith('workbench.partitioning.clients'))\n"
        "print(loaded())\n"
        "find(DEFAULT).place(b'user-42', 12)\n"
        "print(loaded())\n"
        "print(find('sarama').name, 'workbench.partitioning.clients.catalogue' in loaded())\n"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", look], cwd=root, capture_output=True, check=True, text=True)
    assert done.stdout.splitlines() == [
        "[]",
        "['workbench.partitioning.clients', 'workbench.partitioning.clients.librdkafka']",
        "sarama True",
    ]


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(
        LookupError,
        match=r"there is no partitioner 'mumur2'; did you mean murmur2 or sarama-murmur2 or murmur2_random\?",
    ):
        find("mumur2")


def test_a_name_near_to_none_is_answered_with_all_and_escaped() -> None:
    with pytest.raises(LookupError) as unknown:
        find("\x1b]0;jvm")
    beginning = rf"there is no partitioner '\x1b]0;jvm'; valid: java, {', '.join(NAMES)} and "
    more = len(clients()) - len(NAMES) - 1
    assert str(unknown.value) == f"{beginning}{more} more, which `workbench partition --clients` lists"


@pytest.mark.parametrize("name", HASHING)
def test_places_as_the_real_libraries(name: str) -> None:
    partitioner = find(name)
    for key, count, expected in vectors.behaviour(vectors.behaviour_of(f"librdkafka/{name}")):
        if name == "consistent_random" and not key:
            expected = None
        assert partitioner.place(key, count).partition == expected, (key, count)
        assert partitioner.partition(key, count) == expected, (key, count)


@pytest.mark.parametrize("name", HASHING)
@given(key=st.none() | st.binary(max_size=70), partitions=st.integers(1, 1000) | st.integers(1, MAX_PARTITIONS))
def test_places_as_librdkafka_in_c(name: str, key: bytes | None, partitions: int) -> None:
    placement = find(name).place(key, partitions)
    assert find(name).partition(key, partitions) == placement.partition
    left_open = name.endswith("_random") and (key is None or (not key and name == "consistent_random"))
    assert (placement.partition is None) == left_open
    if not left_open:
        assert placement.partition == in_c(name)(None, key, len(key or b""), partitions, None, None)


@pytest.mark.parametrize(
    ("name", "null", "empty"),
    [
        # partition of 50; None is any
        ("murmur2_random", None, 31),
        ("consistent_random", None, None),
        ("fnv1a_random", None, 35),
        ("murmur2", 31, 31),
        ("consistent", 0, 0),
        ("fnv1a", 35, 35),
        ("random", None, None),
    ],
)
def test_null_and_empty_apart(name: str, null: int | None, empty: int | None) -> None:
    assert find(name).place(None, 50).partition == null
    assert find(name).place(b"", 50).partition == empty
    assert (find(name).partition(None, 50), find(name).partition(b"", 50)) == (null, empty)


def test_the_working_of_murmur2() -> None:
    placement = find("murmur2_random").place(b"user-42", 12)
    assert placement.partition == 4
    assert placement.hash == 0x5700682C
    assert placement.why == ""
    assert placement.steps == (
        Step("words of 4 B", "1, tail 2d 34 32"),
        Step("murmur2", "0x5700682c"),
        Step("& 0x7fffffff", "0x5700682c"),
        Step("mod 12", "4"),
    )


def test_the_working_clears_the_sign() -> None:
    assert find("murmur2").place(b"kafka", 50).steps == (
        Step("words of 4 B", "1, tail 61"),
        Step("murmur2", "0xd067cf64"),
        Step("& 0x7fffffff", "0x5067cf64"),
        Step("mod 50", "30"),
    )


def test_the_working_of_crc32_has_no_sign() -> None:
    placement = find("consistent").place(b"user-42", 12)
    assert placement.steps == (Step("crc32", "0x7d06b873"), Step("mod 12", "7"))


def test_the_working_of_fnv1a_takes_the_sign_away() -> None:
    assert find("fnv1a_random").place(b"hi", 7).steps[1:3] == (
        Step("as int32", "1748694682"),
        Step("absolute", "1748694682"),
    )
    assert find("fnv1a_random").place(b"", 50).steps == (
        Step("fnv1a", "0x811c9dc5"),
        Step("as int32", "-2128831035"),
        Step("absolute", "2128831035"),
        Step("mod 50", "35"),
    )


def test_the_smallest_int32_of_fnv1a() -> None:
    key = bytes.fromhex("0e9c450115")
    assert fnv1a(key) == 2**31
    placement = find("fnv1a").place(key, 1000)
    assert placement.partition == in_c("fnv1a")(None, key, len(key), 1000, None, None)
    assert placement.steps[2] == Step("absolute", "2147483648")


def test_the_working_says_that_null_is_hashed_as_empty() -> None:
    placement = find("murmur2").place(None, 50)
    assert placement.steps[0] == Step("null key", "as empty")
    assert placement.steps[1:] == find("murmur2").place(b"", 50).steps
    assert placement.hash == 275646681


STICKS = "sticks for 10 ms (2 x linger.ms), then draws another"


@pytest.mark.parametrize(
    ("name", "key", "why", "answer"),
    [
        ("murmur2_random", None, f"(sticky): the key is null; {STICKS}", "any (sticky)"),
        ("consistent_random", b"", f"(sticky): the key is empty; {STICKS}", "any (sticky)"),
        ("random", None, f"(sticky): the key is null; {STICKS}", "any (sticky)"),
        ("random", b"", "(random): the key is ignored; draws one for each record", "any (random)"),
        ("random", b"k", "(random): the key is ignored; draws one for each record", "any (random)"),
    ],
)
def test_any_is_said_in_words_and_never_as_a_number(name: str, key: bytes | None, why: str, answer: str) -> None:
    placement = find(name).place(key, 12)
    assert (placement.partition, placement.hash, placement.why) == (None, None, f"any of 12 {why}")
    assert placement.steps[-1] == Step("of 12", answer)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("key", [None, b"", b"user-42"])
def test_the_working_fits_the_pane_and_ends_in_the_answer(name: str, key: bytes | None) -> None:
    placement = find(name).place(key, MAX_PARTITIONS)
    widest = max(len(step.what) for step in placement.steps)
    assert widest + 2 + max(len(step.value) for step in placement.steps) <= PANE
    assert placement.partition is None or placement.steps[-1].value == str(placement.partition)


@pytest.mark.parametrize("name", NAMES)
@given(keys=st.lists(st.one_of(st.none(), st.binary(max_size=12)), max_size=6), partitions=st.integers(1, 1_000))
def test_many_keys_are_placed_as_each_alone(name: str, keys: list[bytes | None], partitions: int) -> None:
    partitioner = find(name)
    assert partitioner.partitions_of(keys, partitions) == [partitioner.partition(key, partitions) for key in keys]
    keyed = [key for key in keys if key]
    assert partitioner.partitions_of(keyed, partitions) == [partitioner.partition(key, partitions) for key in keyed]
