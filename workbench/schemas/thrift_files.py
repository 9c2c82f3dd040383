"""Thrift's files parsed by thriftpy2, which reads what they include from a folder of its own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import escape


def parse(texts: Mapping[str, str], main: str) -> Any:
    """thriftpy2's module of the file `main`; the others are what it includes, by their names in it.

    Raises Unserializable where one of them is no Thrift.
    """
    from thriftpy2.parser import parser
    from thriftpy2.parser.exc import ThriftParserError

    parse_file: Any = parser.parse

    with TemporaryDirectory() as folder:
        for name, text in texts.items():
            path = _inside(Path(folder), name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        try:
            module = parse_file(str(_inside(Path(folder), main)), include_dirs=[folder], enable_cache=False)
        except (
            ThriftParserError,
            RecursionError,
            ValueError,
            TypeError,
            AttributeError,
            KeyError,
            AssertionError,
        ) as error:
            words = escape(str(error).replace(f"{folder}/", "")) or type(error).__name__
            raise Unserializable(Problem(f"{escape(main)} is no Thrift: {words[:200]}")) from None
    if not hasattr(module, "__thrift_meta__"):
        raise Unserializable(Problem(f"{escape(main)} declares nothing", "a struct"))
    return module


def _inside(folder: Path, name: str) -> Path:
    """The path below the folder; one that leads out of it is refused."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        raise Unserializable(Problem(f"{escape(name)} lies outside the folder of the file that includes it"))
    return folder / path
