"""A .proto of a disk as a registry takes it: one file's text, and what it imports by name, each another subject's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import escape, quoted
from workbench.schemas.confluent_protos import CONFLUENT
from workbench.schemas.files import shown
from workbench.schemas.proto_files import collect
from workbench.schemas.protoc import compile as compiled
from workbench.schemas.protoc import referenced
from workbench.serialization.schema import Schema, SchemaType

if TYPE_CHECKING:
    from google.protobuf import descriptor_pb2 as pb

_BUILT_IN: Final = ("google/protobuf/", "google/type/")
_MOST_SHOWN: Final = 6


def proto_subject(path: Path, type_name: str, named: Mapping[str, Schema]) -> Schema:
    """The schema of the file at `path`, of a folder the file in which the type stands; `resolved` is what it imports.

    `named` are the registry's schemas by the names under which they are imported; they stand before files. Raises
    Unserializable: no such type, a descriptor set, what does not compile.
    """
    if path.suffix != ".proto" and not path.is_dir():
        raise Unserializable(
            Problem(f"{shown(path)} is no .proto, and a registry takes a text", "a .proto, or a folder with type=NAME")
        )
    files, main = collect(path)
    given = Schema(SchemaType.PROTOBUF, files.get(main, ""), resolved=tuple(named.items()))
    texts = {**files, **dict(referenced(given))}
    if main:
        texts[main] = files[main]
    main = main or _file_of(path, type_name, texts, files)
    descriptors = compiled(texts, main, absent=_absent)
    own = _files(descriptors)[-1]
    imported = [name for name in own.dependency if not name.startswith(_BUILT_IN) and name not in CONFLUENT]
    resolved = tuple((name, named.get(name) or Schema(SchemaType.PROTOBUF, texts[name])) for name in imported)
    return replace(given, text=texts[main], resolved=resolved, descriptors=descriptors)


def _absent(name: str) -> str:
    return f"the imported file below the same directory, or the subject that it is: --reference {name}=SUBJECT@VERSION"


def _file_of(path: Path, type_name: str, texts: Mapping[str, str], files: Mapping[str, str]) -> str:
    """The file in which the type stands; without a type the only one. Raises Unserializable."""
    by_type: dict[str, str] = {
        name: file.name for file in _files(compiled(texts, absent=_absent)) for name in _types(file)
    }
    mine = {name: file for name, file in by_type.items() if file in files}
    if type_name in mine:
        return mine[type_name]
    if not type_name and len(files) == 1:
        return next(iter(files))
    what = f"has no message {quoted(type_name, 80)}" if type_name else f"has {len(files)} files, and one is registered"
    near = get_close_matches(type_name, mine, n=3, cutoff=0.5) or sorted(mine)[:_MOST_SHOWN]
    valid = " or ".join(f"type={escape(name)}" for name in near)
    raise Unserializable(Problem(f"the folder {shown(path)} {what}", valid or "a .proto with a message"))


def _files(descriptors: bytes) -> list[pb.FileDescriptorProto]:
    from google.protobuf import descriptor_pb2

    return list(descriptor_pb2.FileDescriptorSet.FromString(descriptors).file)


def _types(file: pb.FileDescriptorProto) -> Iterator[str]:
    """The messages of a file by their full names, those inside others too."""
    waiting = [(file.package, message) for message in file.message_type]
    while waiting:
        scope, message = waiting.pop(0)
        name = f"{scope}.{message.name}" if scope else message.name
        yield name
        waiting += [(name, nested) for nested in message.nested_type]
