"""The codecs of container files that Python itself has."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable
from typing import Final, Protocol

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted

CODECS: Final = ("null", "deflate", "bzip2", "xz")
"""Snappy and zstandard need libraries that are not the workbench's."""

MOST_BYTES: Final = 64 << 20
"""Of one block, decompressed; more is refused."""


class _Decompressor(Protocol):
    @property
    def eof(self) -> bool: ...

    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


_DECOMPRESSORS: Final[dict[str, Callable[[], _Decompressor]]] = {
    "deflate": lambda: zlib.decompressobj(-zlib.MAX_WBITS),
    "bzip2": bz2.BZ2Decompressor,
    "xz": lzma.LZMADecompressor,
}


def compressed(codec: str, data: bytes) -> bytes:
    """A block's bytes in one of `CODECS`."""
    match codec:
        case "deflate":
            return zlib.compress(data, wbits=-zlib.MAX_WBITS)
        case "bzip2":
            return bz2.compress(data)
        case "xz":
            return lzma.compress(data)
    return data


def decompressed(codec: str, data: bytes) -> bytes:
    """The bytes of a block. Raises Unserializable: an unknown codec, damaged or very many bytes."""
    if codec == "null":
        return data
    if codec not in _DECOMPRESSORS:
        raise Unserializable(Problem(f"the container's codec is {quoted(codec)}", ", ".join(CODECS)))
    decompressor = _DECOMPRESSORS[codec]()
    try:
        content = bytes(decompressor.decompress(data, MOST_BYTES + 1))
    except (zlib.error, OSError, EOFError, ValueError, lzma.LZMAError) as error:
        raise Unserializable(Problem(f"the block is no {codec}: {error}", "an undamaged file")) from None
    if len(content) > MOST_BYTES:
        raise Unserializable(Problem(f"a block holds more than {MOST_BYTES:,} bytes", "smaller blocks"))
    if not decompressor.eof:
        raise Unserializable(Problem(f"the block's {codec} ends too early", "an undamaged file"))
    return content
