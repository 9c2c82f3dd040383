"""The comments of a .proto by the full names of what they stand at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from google.protobuf import descriptor_pb2

from workbench.records.escape import escape

# The numbers of the lists in descriptor.proto, which SourceCodeInfo's paths are made of.
_OF_FILE: Final = {4: "message_type", 5: "enum_type", 7: "extension"}
_OF_MESSAGE: Final = {2: "field", 3: "nested_type", 4: "enum_type", 6: "extension", 8: "oneof_decl"}
_OF_ENUM: Final = {2: "value"}
_LONGEST: Final = 500


@lru_cache(maxsize=8)
def comments(descriptors: bytes) -> Mapping[str, str]:
    """One line of text for each message, field, enum and enum value that has a comment above or behind it."""
    every: Any = descriptor_pb2.FileDescriptorSet.FromString(descriptors)
    return {name: words for file in every.file for name, words in _of_file(file)}


def _of_file(file: Any) -> Iterator[tuple[str, str]]:
    for location in file.source_code_info.location:
        words = escape(" ".join((location.leading_comments or location.trailing_comments).split())[:_LONGEST])
        name = _named(file, list(location.path)) if words else ""
        if name:
            yield name, words


def _named(file: Any, path: list[int]) -> str:
    """The full name at the path; empty where it leads to something without one, such as an option."""
    at, lists, names = file, _OF_FILE, [file.package] if file.package else []
    while path:
        if len(path) == 1 or path[0] not in lists:
            return ""
        held = getattr(at, lists[path[0]])
        if path[1] >= len(held):
            return ""
        at, path = held[path[1]], path[2:]
        names.append(at.name)
        kind = type(at).__name__
        lists = _OF_MESSAGE if kind == "DescriptorProto" else _OF_ENUM if kind == "EnumDescriptorProto" else {}
    return ".".join(names)
