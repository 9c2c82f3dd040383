"""The schema that a spec's `schema=` names: a file with what it includes, a folder, a shipped example."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path, PurePosixPath

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted
from workbench.schemas.files import Stamp, path_of, read_text, shown
from workbench.schemas.source import Source
from workbench.serialization.schema import Schema, SchemaType
from workbench.serialization.spec import SerializerSpec

EXAMPLES = ("customer",)
"""The layouts that come along."""

_INCLUDE = re.compile(r"""^\s*include\s+(?:"([^"\n]+)"|'([^'\n]+)')""", re.MULTILINE)
_MOST_FILES = 256
_SUFFIXES = {"avro": (".avsc", ".json"), "json-schema": (".json",), "thrift": (".thrift",), "layout": (".toml",)}


def local_source(spec: SerializerSpec) -> Source:
    """What `schema=` names, read now. Raises Unserializable where it cannot be read, or does not fit the serializer."""
    name = spec["schema"]
    if spec.name == "layout" and name in EXAMPLES:
        return Source(texts=((f"{name}.toml", _example(name)),))
    path = path_of(name)
    if spec.name == "protobuf":
        return _protobuf(path)
    if path.is_dir():
        return _folder(spec, path)
    _fitting(spec.name, path)
    if spec.name == "thrift":
        return _thrift(path)
    text, stamps = read_text(path), (Stamp.of(path),)
    if spec.name == "layout":
        return Source(texts=((path.name, text),), stamps=stamps)
    if spec.name == "json-schema":
        return _json_schema(path, text)
    return Source(Schema(SchemaType.AVRO, text), stamps=stamps)


def _fitting(family: str, path: Path) -> None:
    """A file of another family by its name is a slip that its parser would tell in words nobody understands."""
    others = {suffix: name for name, suffixes in _SUFFIXES.items() for suffix in suffixes} | {".proto": "protobuf"}
    suffix = path.suffix.lower()
    if suffix in others and suffix not in _SUFFIXES[family]:
        valid = f"{others[suffix]},schema={path.name}, or a file in {' or '.join(_SUFFIXES[family])}"
        raise Unserializable(Problem(f"{shown(path)} is not for {family}", valid))


def _example(name: str) -> str:
    return files("workbench.examples").joinpath(f"{name}.toml").read_text("utf-8")


def _protobuf(path: Path) -> Source:
    from workbench.schemas.protoc import schema_of_path

    if path.exists() and not path.is_dir() and not path.is_file():  # a pipe would be waited for
        raise Unserializable(Problem(f"{shown(path)} is no ordinary file", "a .proto file, a folder, a descriptor set"))
    stamps = tuple(Stamp.of(file) for file in (path, *_beside(path, ".proto")))
    return Source(schema_of_path(path), stamps=stamps)


def _beside(path: Path, suffix: str) -> list[Path]:
    """The files of that suffix in the folder, or beside the file: any of them may be imported."""
    folder = path if path.is_dir() else path.parent
    if not path.is_dir() and path.suffix.lower() != suffix:
        return []
    try:
        return sorted(folder.glob(f"*{suffix}"))[:_MOST_FILES]
    except OSError:
        return []


def _folder(spec: SerializerSpec, path: Path) -> Source:
    if spec.name == "avro":
        from workbench.schemas.avro_folder import avro_folder

        return avro_folder(path, spec["type"])
    raise Unserializable(Problem(f"{shown(path)} is a folder", f"a file in {' or '.join(_SUFFIXES[spec.name])}"))


def _thrift(path: Path) -> Source:
    texts: dict[str, str] = {}
    paths: list[Path] = []
    for name, file in _included(path):
        if len(texts) == _MOST_FILES:
            raise Unserializable(Problem(f"{shown(path)} includes more than {_MOST_FILES} files"))
        texts[name] = read_text(file)
        paths.append(file)
    return Source(texts=tuple(texts.items()), stamps=tuple(map(Stamp.of, paths)))


def _included(path: Path) -> Iterator[tuple[str, Path]]:
    """The file and all it includes, each once, by the name relative to the first one's folder."""
    seen, waiting = {path.name}, [PurePosixPath(path.name)]
    while waiting:
        name = waiting.pop(0)
        file = path.parent / name
        yield str(name), file
        for found in _INCLUDE.finditer(read_text(file)):
            included = PurePosixPath(found[1] or found[2])
            if included.is_absolute():
                raise Unserializable(Problem(f"{shown(file)} includes {shown(Path(included))}", "a relative path"))
            beside = name.parent / included
            there = beside if (path.parent / beside).is_file() else included
            if str(there) not in seen:
                seen.add(str(there))
                waiting.append(there)


def _json_schema(path: Path, text: str) -> Source:
    from workbench.schemas.json_references import with_files

    schema, paths = with_files(path, text)
    return Source(schema, stamps=tuple(map(Stamp.of, paths)))


def no_schema(spec: SerializerSpec) -> Unserializable:
    """What to say where a family that has no registry is given no schema."""
    example = "schema=customer, the example that comes along" if spec.name == "layout" else f"schema=FILE.{spec.name}"
    return Unserializable(Problem(f"{quoted(spec.name)} needs a schema", example))
