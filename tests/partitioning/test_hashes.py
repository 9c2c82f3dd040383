"""The hashes against known answers, and against librdkafka's own over keys of every length."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.partitioning import vectors
from workbench.partitioning import hashes
from workbench.partitioning.rules import MAX_PARTITIONS

KEYS = st.binary(max_size=70) | st.binary(min_size=500, max_size=600)
COUNTS = st.integers(1, 1000) | st.integers(1, MAX_PARTITIONS)


@pytest.mark.parametrize("name", ["murmur2", "crc32", "fnv1a"])
def test_hashes_as_the_real_libraries(name: str) -> None:
    hashed = getattr(hashes, name)
    wrong = [vector for vector in vectors.all_keys() if hashed(vector.key) != getattr(vector, name)]
    assert not wrong


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        # org.apache.kafka.common.utils.UtilsTest.testMurmur2, read as unsigned.
        (b"21", -973932308),
        (b"foobar", -790332482),
        (b"a-little-bit-long-string", -985981536),
        (b"a-little-bit-longer-string", -1486304829),
        (b"lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971),
        (b"abc", 479470107),
    ],
)
def test_murmur2_as_kafka_tests_it(key: bytes, expected: int) -> None:
    assert hashes.murmur2(key) == expected % 2**32


@given(KEYS, COUNTS)
def test_librdkafka_agrees_on_every_hash(key: bytes, partitions: int) -> None:
    signed = hashes.fnv1a(key) - (hashes.fnv1a(key) >> 31 << 32)
    assert hashes.librdkafka_murmur2()(key, partitions) == (hashes.murmur2(key) & 0x7FFFFFFF) % partitions
    assert hashes.librdkafka_consistent()(key, partitions) == hashes.crc32(key) % partitions
    assert hashes.librdkafka_fnv1a()(key, partitions) == abs(signed) % partitions


def test_one_key_needs_no_librdkafka() -> None:
    look = (
        "import sys\n"
        "from workbench.partitioning.partitioners import partitioners\n"
        "for partitioner in partitioners(): partitioner.place(b'user-42', 12)\n"
        "print([name for name in ('confluent_kafka', 'textual', 'orjson') if name in sys.modules])\n"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", look], cwd=root, capture_output=True, check=True)
    assert done.stdout == b"[]\n"
