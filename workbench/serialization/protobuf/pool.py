"""A FileDescriptorSet made usable: its files in a pool of their own, its messages by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

from google.protobuf import descriptor_pb2, descriptor_pool, empty_pb2
from google.protobuf.message import DecodeError
from google.protobuf.message import Message as AnyMessage
from google.protobuf.reflection import GeneratedProtocolMessageType

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import escape, quoted
from workbench.serialization.listing import MOST_LISTED, listed
from workbench.serialization.protobuf.descriptors import Descriptor, DescriptorPool, FileDescriptor, Message

_VALID: Final = "a .proto, or a descriptor set made with protoc --include_imports --descriptor_set_out"
_GOOGLE: Final = (
    "any",
    "api",
    "descriptor",
    "duration",
    "empty",
    "field_mask",
    "struct",
    "timestamp",
    "type",
    "wrappers",
)
_NONE: Final = "none: it declares no message"
_METHODS: Final[Any] = empty_pb2.Empty
"""Where methods are taken from: a field called SerializeToString would stand before a message's own."""


@dataclass(frozen=True, slots=True)
class Pool:
    """The files of a descriptor set, the schema's own last; `finder` has every type in them."""

    finder: DescriptorPool
    files: tuple[FileDescriptor, ...]


def pool_of(descriptors: bytes) -> Pool:
    """The pool of a serialized FileDescriptorSet. Raises Unserializable: no such set, an import that is not in it."""
    try:
        every: Any = descriptor_pb2.FileDescriptorSet.FromString(descriptors)
    except DecodeError:
        raise Unserializable(Problem("these bytes are no descriptor set", _VALID)) from None
    if not every.file or not all(file.name for file in every.file):
        raise Unserializable(Problem("there is no Protobuf schema in the descriptor set", _VALID))
    pool: Any = descriptor_pool.DescriptorPool()
    given = {file.name: file for file in every.file}
    names, added = tuple(given), set[str]()
    for name in names:
        _add(pool, name, given, added)
    return Pool(pool, tuple(pool.FindFileByName(name) for name in names))


def find_message(pool: Pool, name: str = "") -> Descriptor:
    """The message type of that full name, or of that name within the schema's own package; without one, the first.

    Raises Unserializable with the nearest names.
    """
    if not name:
        own = next(iter(_of_file(pool.files[-1])), None)
        if own is not None:
            return own
        raise Unserializable(
            Problem("the schema's file declares no message", f"type={listed(message_names(pool)) or _NONE}")
        )
    package = pool.files[-1].package
    for full in (name.removeprefix("."), f"{package}.{name}"):
        try:
            found = pool.finder.FindMessageTypeByName(full)
        except KeyError:
            continue
        if not found.GetOptions().map_entry:
            return found
    names = message_names(pool)
    by_last = [full for full in names if full.rpartition(".")[2] == name.rpartition(".")[2]]
    if by_last and len(names) > MOST_LISTED:
        valid = f"{' or '.join(map(escape, by_last[:3]))} (of {len(names):,})"
    else:
        valid = listed(sorted(names, key=lambda full: full not in by_last), name) or _NONE
    raise Unserializable(Problem(f"the schema has no message {quoted(name, 80)}", valid))


def count_of_own(pool: Pool) -> int:
    """How many messages the schema's own file has, those inside others left out."""
    return len(pool.files[-1].message_types_by_name)


def refuse_several(pool: Pool) -> None:
    """Whether one file is the schema's own: a folder, or a descriptor set, may have several that none imports.

    Raises Unserializable with the messages there are.
    """
    files = [file for file in pool.files if next(_of_file(file), None) and not file.name.startswith("google/protobuf/")]
    imported = {one.name for file in pool.files for one in file.dependencies}
    roots = [file.name for file in files if file.name not in imported]
    if len(roots) > 1:
        shown = ", ".join(quoted(name, 40) for name in roots[:4]) + (", …" if len(roots) > 4 else "")
        what = f"there are {len(roots)} .proto files ({shown}), and which message is meant is not said"
        raise Unserializable(Problem(what, f"type= with one of {listed(message_names(pool))}"))


def message_names(pool: Pool) -> tuple[str, ...]:
    """The full names of the messages that can be chosen: the schema's own file first; Google's own are left out."""
    others = [file for file in pool.files[:-1] if not file.name.startswith("google/protobuf/")]
    return tuple(message.full_name for file in (pool.files[-1], *others) for message in _of_file(file))


def new_message(descriptor: Descriptor) -> Message:
    """An empty message of that type."""
    made: Message = message_class(descriptor)()
    return made


def message_class(descriptor: Descriptor) -> Any:
    """The class of a message type. Others are made when they are met, not all at once by way of each other's fields.

    message_factory.GetMessageClass goes from field to field, and a few hundred types in a row overflow the stack.
    """
    return GeneratedProtocolMessageType(descriptor.name, (AnyMessage,), {"DESCRIPTOR": descriptor, "__module__": None})


def serialized(message: Message) -> bytes:
    """The message's bytes, the entries of maps sorted by key."""
    data: bytes = _METHODS.SerializeToString(message, deterministic=True)
    return data


def parse_into(message: Message, data: bytes) -> None:
    """Fill the message. Raises google.protobuf.message.DecodeError."""
    _METHODS.ParseFromString(message, data)


def set_present(message: Message) -> None:
    """Make a message that its parent holds present, though it is empty."""
    _METHODS.SetInParent(message)


def descriptor_of(message: Message) -> Descriptor:
    found: Descriptor = type(message).DESCRIPTOR
    return found


def _of_file(file: FileDescriptor) -> Iterator[Descriptor]:
    for message in file.message_types_by_name.values():
        yield from _with_nested(message)


def _with_nested(message: Descriptor) -> Iterator[Descriptor]:
    yield message
    for nested in message.nested_types:
        if not nested.GetOptions().map_entry:
            yield from _with_nested(nested)


def _add(pool: Any, first: str, given: dict[str, Any], added: set[str]) -> None:
    """One file after those that it imports, in whatever order they were given."""
    waiting, opened = [first], set[str]()
    while waiting:
        name = waiting[-1]
        missing = [one for one in given[name].dependency if one not in added] if name not in opened else []
        opened.add(name)
        for one in missing:
            if one not in given:
                given[one] = _googles_own(one)
        if any(one in opened for one in missing):
            raise Unserializable(Problem(f"{quoted(name, 80)} imports itself in a circle", _VALID))
        if missing:
            waiting += missing
            continue
        waiting.pop()
        if name not in added:
            added.add(name)
            _add_one(pool, given[name])


def _add_one(pool: Any, file: Any) -> None:
    try:
        pool.Add(file)
    except (TypeError, ValueError, RecursionError) as error:
        words = escape(str(error)).removeprefix("Couldn't build proto file into descriptor pool: ")
        raise Unserializable(Problem(f"{quoted(file.name, 80)} cannot be used: {words[:300]}", _VALID)) from None


def _googles_own(name: str) -> Any:
    """A file that every Protobuf library brings along; descriptor sets often leave these out."""
    if name in {f"google/protobuf/{one}.proto" for one in _GOOGLE}:
        module = import_module(name.removesuffix(".proto").replace("/", ".") + "_pb2")
        return descriptor_pb2.FileDescriptorProto.FromString(module.DESCRIPTOR.serialized_pb)
    what = f"the descriptor set lacks {quoted(name, 80)}, which a file in it imports"
    raise Unserializable(Problem(what, _VALID))
