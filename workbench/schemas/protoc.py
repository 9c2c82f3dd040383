"""Protobuf sources to descriptors: protoc, run as a process of its own when a .proto is first used."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Final

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import escape, quoted
from workbench.schemas.confluent_protos import CONFLUENT
from workbench.schemas.proto_files import collect
from workbench.serialization.schema import Schema, SchemaType

MAIN: Final = "schema.proto"
"""The name of a schema's own file where a registry gave its text: registries keep none."""

PATIENCE: Final = 60.0
"""Seconds for one run of protoc."""

_OUTPUT: Final = "descriptors"
_MISTAKE = re.compile(r"^(?P<file>[^:\n]+?)(?::(?P<line>\d+):(?P<column>\d+))?: (?P<what>.+)$")
_NOT_FOUND = re.compile(r'Import "(?P<name>.*)" was not found or had errors\.')


def _absent(name: str) -> str:
    return "the imported file below the same directory, or a reference of the schema in the registry"


def compile(  # noqa: A001
    sources: Mapping[str, str], main: str = "", *, absent: Callable[[str], str] = _absent
) -> bytes:
    """The FileDescriptorSet of `main`, whatever it imports first and itself last; comments included.

    `sources` are texts by the names under which they import each other; google/protobuf/… and Confluent's own files
    need not be among them. Without `main` every source is compiled. Raises Unserializable with all that protoc finds
    wrong, each with file, line and column; `absent` says what would be valid where that name is imported in vain.
    """
    everything = {**_needed(sources), **sources}
    with TemporaryDirectory(prefix="workbench-protoc-") as place:
        folder = Path(place)
        for name, text in everything.items():
            _write(folder, name, text)
        names = [main] if main else sorted(sources)
        outcome = _run(folder, names)
        if outcome.returncode == 0:
            return (folder / _OUTPUT).read_bytes()
    raise Unserializable(*_problems(outcome, everything, absent))


def compile_path(path: Path) -> bytes:
    """The FileDescriptorSet of a .proto with what it imports, of all in a directory, or the descriptor set in a file.

    Raises Unserializable: what cannot be read or compiled, with file, line and column.
    """
    if path.suffix != ".proto" and not path.is_dir():
        return _descriptor_set(path)
    sources, main = collect(path)
    return compile(sources, main)


def schema_of_path(path: Path) -> Schema:
    """The schema at `path`, complete; its text is empty where it is not one .proto. Raises as `compile_path`."""
    if path.suffix != ".proto" or path.is_dir():
        return Schema(SchemaType.PROTOBUF, "", descriptors=compile_path(path))
    sources, main = collect(path)
    return Schema(SchemaType.PROTOBUF, sources[main], descriptors=compile(sources, main))


def with_descriptors(schema: Schema) -> Schema:
    """The same schema, compiled together with what is in `resolved`. Raises Unserializable."""
    if schema.descriptors:
        return schema
    return replace(schema, descriptors=compile({**dict(referenced(schema)), MAIN: schema.text}, MAIN))


def referenced(schema: Schema) -> Iterator[tuple[str, str]]:
    """The texts of everything that the schema refers to, by their names."""
    for name, other in schema.resolved:
        yield from referenced(other)
        yield name, other.text


def _needed(sources: Mapping[str, str]) -> Mapping[str, str]:
    """Confluent's own files that some source imports: registries take them for known, as Google's."""
    used = {name for name in CONFLUENT if any(name in text for text in sources.values())}
    return {name: CONFLUENT[name] for name in sorted(used)}


def _write(folder: Path, name: str, text: str) -> None:
    """One source into `folder`, never outside it."""
    parts = PurePosixPath(name).parts
    if not parts or name.startswith(("/", "-", "@", "~")) or ".." in parts or re.search(r"[\\\0:\n\r]", name):
        what = f"{quoted(name, 60)} cannot be a .proto's name"
        raise Unserializable(Problem(what, "a relative path such as shop/order.proto"))
    target = folder.joinpath(*parts)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="")
    except (OSError, UnicodeEncodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it holds half a character, which has no UTF-8"
        raise Unserializable(Problem(f"{quoted(name, 60)} cannot be handed to protoc: {reason}")) from None


def _run(folder: Path, names: list[str]) -> subprocess.CompletedProcess[str]:
    google = find_spec("grpc_tools")
    if google is None or not google.submodule_search_locations or not sys.executable:
        raise Unserializable(Problem("protoc is not installed", "the package grpcio-tools beside the workbench"))
    command = [
        sys.executable,
        "-P",
        "-m",
        "grpc_tools.protoc",
        "-I.",
        f"-I{google.submodule_search_locations[0]}/_proto",
    ]
    options = ["--include_imports", "--include_source_info", f"--descriptor_set_out={_OUTPUT}"]
    environment = {**os.environ, "GRPC_PYTHON_DISABLE_DYNAMIC_STUBS": "1"}
    try:
        return subprocess.run(
            [*command, *options, *names],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        what = f"protoc did not finish within {PATIENCE:.0f} seconds"
        raise Unserializable(Problem(what, "a smaller schema")) from None
    except OSError as error:
        raise Unserializable(Problem(f"protoc cannot be started: {error.strerror}")) from None


def _problems(
    outcome: subprocess.CompletedProcess[str], sources: Mapping[str, str], absent: Callable[[str], str]
) -> Iterator[Problem]:
    """What protoc said, a sentence a mistake. A file that is not there is said once, where it is imported."""
    lines = [line for line in outcome.stderr.splitlines() if line.strip() and ": warning: " not in line]
    missing = {line.removesuffix(": File not found.") for line in lines if line.endswith(": File not found.")}
    texts = {name: text.split("\n") for name, text in sources.items()}
    said = False
    for line in lines:
        found = _MISTAKE.match(line)
        if found is None or found["file"] not in texts:
            continue  # protoc's own log lines, and imported files that are not there
        said = True
        yield _problem(found, missing, texts[found["file"]], absent)
    if not said:
        words = escape(" ".join(lines))[:300] or f"it ended with {outcome.returncode}"
        yield Problem(f"protoc cannot compile the schema: {words}", "a .proto that protoc compiles")


def _problem(found: re.Match[str], missing: set[str], lines: list[str], absent_valid: Callable[[str], str]) -> Problem:
    what, valid = escape(found["what"]).rstrip("."), ""
    if (absent := _NOT_FOUND.fullmatch(found["what"])) and absent["name"] in missing:
        what = f"it imports {quoted(absent['name'], 80)}, which is not there"
        valid = absent_valid(escape(absent["name"]))
    if found["line"] is None:
        return Problem(f"{escape(found['file'])}: {what}", valid)
    line = int(found["line"])
    column = _column(lines[line - 1] if 0 < line <= len(lines) else "", int(found["column"]))
    return Problem(f"{escape(found['file'])}, line {line} column {column}: {what}", valid)


def _column(line: str, column: int) -> int:
    """protoc counts bytes, and a tab up to the next multiple of eight; people count characters."""
    before = line[: column - 1]
    if before.isascii() and "\t" not in before:
        return column
    shown = 0
    for index, letter in enumerate(line):
        if shown >= column - 1:
            return index + 1
        shown += 8 - shown % 8 if letter == "\t" else len(letter.encode(errors="replace"))
    return column


def _descriptor_set(path: Path) -> bytes:
    from workbench.schemas.proto_files import LARGEST, unreadable

    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise unreadable(path, error) from None
    if len(data) > LARGEST:
        raise Unserializable(Problem(f"{quoted(str(path), 80)} is larger than {LARGEST >> 20} MiB"))
    from workbench.serialization.protobuf.pool import pool_of

    pool_of(data)
    return data
