"""What an import costs: nothing heavy is loaded before the work that needs it (the first paint's budget is 400 ms).

Which module may import which is import-linter's business (pyproject.toml); this looks at what really gets loaded.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEAVY = ("confluent_kafka", "fastavro", "orjson", "re2", "http.client", "ssl")
TERMINAL = ("textual", "rich")
LATER = (  # what the first paint does not wait for
    "workbench.partitioning.clients.java",
    "workbench.partitioning.rule_file",
    "workbench.lab.keys",
    "workbench.lab.doctor",
    "workbench.lab.plugins",
    "workbench.tui.screens.lab",
    "workbench.tui.lab.clients",
    "workbench.tui.lab.spread",
)
FIRST_SEEN = """
import importlib, json, sys
before, modules, watched = json.loads(sys.argv[1])
for name in before:
    importlib.import_module(name)
seen, blame = set(sys.modules), {}
for name in modules:
    importlib.import_module(name)
    blame.update({heavy: name for heavy in watched if heavy in sys.modules and heavy not in {*seen, *blame}})
print(json.dumps(blame))
"""


def _modules() -> list[str]:
    """Every module of the package; `workbench.__main__` runs when imported, so it stands aside."""
    paths = (path.relative_to(ROOT).with_suffix("") for path in sorted((ROOT / "workbench").rglob("*.py")))
    return [".".join(path.parts).removesuffix(".__init__") for path in paths if path.name != "__main__"]


def _draws(module: str) -> bool:
    return module.startswith("workbench.tui") or module == "workbench.commands.tui"


def _loaded(modules: list[str], watched: tuple[str, ...], before: tuple[str, ...] = ()) -> dict[str, str]:
    """The watched modules that importing these loads, and the first module to blame; in a fresh interpreter."""
    question = json.dumps([before, modules, watched])
    done = subprocess.run(
        [sys.executable, "-c", FIRST_SEEN, question],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    blame: dict[str, str] = json.loads(done.stdout)
    return blame


def test_nothing_outside_the_terminal_loads_heavy_libraries_or_the_terminal_at_import() -> None:
    headless = [module for module in _modules() if not _draws(module)]
    assert {"workbench.cli", "workbench.session", "workbench.compose"} <= set(headless)
    assert _loaded(headless, HEAVY + TERMINAL) == {}


def test_the_terminal_loads_nothing_heavy_beyond_what_textual_itself_does() -> None:
    drawing = [module for module in _modules() if _draws(module)]
    assert "workbench.tui.app" in drawing
    assert _loaded(drawing, HEAVY, before=("textual.app",)) == {}


def test_the_terminal_starts_without_the_catalogue_and_the_lab() -> None:
    """Both are there when first asked for."""
    assert set(LATER) <= set(_modules()), "one of them has another name now"
    assert _loaded(["workbench.cli", "workbench.commands.tui", "workbench.tui.app"], LATER) == {}


def test_the_default_partitioner_is_found_without_the_catalogue() -> None:
    look = (
        "import sys\n"
        "from workbench.lab.choosing import choose\n"
        "from workbench.partitioning.partitioners import DEFAULT\n"
        "choose(DEFAULT).place(b'user-42', 12)\n"
        f"print([name for name in {(*LATER, *HEAVY)} if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", look], cwd=ROOT, capture_output=True, check=True, timeout=60)
    assert done.stdout == b"[]\n"


def test_the_import_contracts_are_kept() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
