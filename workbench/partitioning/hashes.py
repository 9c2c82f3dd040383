"""The hash functions of partitioners: in Python for one key under the eyes, in librdkafka for a million."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from struct import unpack_from
from zlib import crc32

__all__ = [
    "Hash",
    "Quick",
    "crc32",
    "fnv1a",
    "librdkafka_consistent",
    "librdkafka_fnv1a",
    "librdkafka_murmur2",
    "murmur2",
]

Hash = Callable[[bytes], int]
"""Key bytes to an unsigned 32-bit hash."""

Quick = Callable[[bytes, int], int]
"""Key bytes and the number of partitions to a partition, hash and modulo in one."""

_UINT32 = 0xFFFFFFFF
_MURMUR2_SEED, _MURMUR2_M = 0x9747B28C, 0x5BD1E995
_FNV_OFFSET, _FNV_PRIME = 0x811C9DC5, 0x01000193


def murmur2(key: bytes) -> int:
    """MurmurHash2 with Kafka's seed, unsigned (Java `Utils.murmur2`, librdkafka rdmurmur2.c)."""
    words = len(key) >> 2
    h = _MURMUR2_SEED ^ len(key)
    for k in unpack_from(f"<{words}I", key):
        k = k * _MURMUR2_M & _UINT32
        h = (h * _MURMUR2_M ^ (k ^ k >> 24) * _MURMUR2_M) & _UINT32
    if tail := key[words << 2 :]:
        h = (h ^ int.from_bytes(tail, "little")) * _MURMUR2_M & _UINT32
    h = (h ^ h >> 13) * _MURMUR2_M & _UINT32
    return h ^ h >> 15


def fnv1a(key: bytes) -> int:
    """FNV-1a, 32 bits, unsigned; librdkafka and Sarama read it as signed afterwards (rdfnv1a.c)."""
    h = _FNV_OFFSET
    for byte in key:
        h = (h ^ byte) * _FNV_PRIME & _UINT32
    return h


@cache
def librdkafka_murmur2() -> Quick:
    """librdkafka's `(murmur2(key) & 0x7fffffff) % n`; the library is loaded by the first call."""
    from confluent_kafka import murmur2 as quick

    return quick


@cache
def librdkafka_consistent() -> Quick:
    """librdkafka's `crc32(key) % n`; the library is loaded by the first call."""
    from confluent_kafka import consistent as quick

    return quick


@cache
def librdkafka_fnv1a() -> Quick:
    """librdkafka's `abs(int32(fnv1a(key))) % n`; the library is loaded by the first call."""
    from confluent_kafka import fnv1a as quick

    return quick
