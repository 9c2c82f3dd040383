"""A module and its test find each other by name, and both stay small enough to read."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TESTS_OF_NO_ONE_MODULE = ("architecture", "benchmarks", "brokers", "end_to_end")
PICTURES_OF_THE_WHOLE = Path("tui/test_snapshots.py")
WHOLE_SCREEN = Path("tui/test_snapshots.py")
LONGEST_MODULE, LONGEST_FUNCTION = 300, 40
TEXT = {".css", ".md", ".py", ".tcss", ".toml", ".xml", ".yaml", ".yml", ""}
CACHES = re.compile(r"(^|/)(\.(?!ci/)[^/]+|__pycache__|build|dist|[^/]*\.egg-info)(/|$)")
UNFINISHED = re.compile(r"\b(T[O]DO|F[I]XME|X{3})\b")
PATHS_OF_A_MACHINE = re.compile(r"/w[o]rk/|/r[o]ot/|/h[o]me/[a-z]|/U[s]ers/|\.\./sh[a]red")


def _python(folder: str) -> list[Path]:
    return sorted(path.relative_to(ROOT) for path in (ROOT / folder).rglob("*.py"))


def _texts() -> Iterator[Path]:
    for path in sorted(ROOT.rglob("*")):
        name = path.relative_to(ROOT)
        if path.is_file() and path.suffix in TEXT and not CACHES.search(name.as_posix()):
            yield name


def _module_tests() -> Iterator[Path]:
    """The test files that belong to a module each, as paths inside tests/."""
    for path in (path.relative_to("tests") for path in _python("tests")):
        if path == PICTURES_OF_THE_WHOLE:
            continue
        stands_alone = path.parts[0] in TESTS_OF_NO_ONE_MODULE or path == WHOLE_SCREEN
        if path.name.startswith("test_") and not stands_alone:
            yield path


def _acts(module: Path) -> bool:
    """Whether a module has code to test; values and protocols alone are tested where they are used."""
    functions = _functions(ROOT / "workbench" / module)
    return any(not isinstance(line, ast.Expr) for function in functions for line in function.body)


def _functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    nodes = ast.walk(ast.parse(path.read_text()))
    return [node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


MODULES = [path.relative_to("workbench") for path in _python("workbench") if not path.name.startswith("__")]


@pytest.mark.parametrize("module", [module for module in MODULES if _acts(module)], ids=str)
def test_every_module_has_its_test(module: Path) -> None:
    assert (ROOT / "tests" / module.with_name(f"test_{module.name}")).exists()


@pytest.mark.parametrize("test", _module_tests(), ids=str)
def test_every_test_has_its_module(test: Path) -> None:
    module = test.with_name(test.name.removeprefix("test_"))
    assert module in MODULES or (module.stem == "main" and (ROOT / "workbench" / "__main__.py").exists())


@pytest.mark.parametrize("folder", ["workbench", "tests"])
def test_every_folder_of_modules_is_a_package(folder: str) -> None:
    assert [path for path in _python(folder) if not (ROOT / path.parent / "__init__.py").exists()] == []


@pytest.mark.parametrize("path", [*_python("workbench"), *_python("tests")], ids=str)
def test_modules_and_functions_stay_readable(path: Path) -> None:
    assert len((ROOT / path).read_text().splitlines()) <= LONGEST_MODULE
    functions = _functions(ROOT / path)
    assert [each.name for each in functions if (each.end_lineno or 0) - each.lineno >= LONGEST_FUNCTION] == []


def test_nothing_is_left_unfinished_and_no_machine_is_named() -> None:
    found = [
        f"{path}:{number}: {line.strip()}"
        for path in _texts()
        for number, line in enumerate((ROOT / path).read_text().splitlines(), start=1)
        if UNFINISHED.search(line) or PATHS_OF_A_MACHINE.search(line)
    ]
    assert found == []
