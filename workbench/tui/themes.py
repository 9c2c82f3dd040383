"""Themes as data files: one TOML a theme, from the wheel or from a checkout."""

from __future__ import annotations

import tomllib
from pathlib import Path

from textual.color import Color, ColorParseError
from textual.theme import BUILTIN_THEMES, Theme

from workbench.records.escape import quoted

PACKAGE = Path(__file__).parent.parent
DEFAULT = "workbench-dark"


class ThemeProblem(ValueError):
    """A theme file that cannot be used; the text says which and why."""


def folder() -> Path:
    """Where the built-in themes are: inside the wheel, or at the top of a checkout."""
    packaged = PACKAGE / "themes"
    return packaged if packaged.is_dir() else PACKAGE.parent / "themes"


def load(path: Path) -> Theme:
    """One theme file: colours, `dark`, and a table of variables. Raises ThemeProblem."""
    try:
        fields = tomllib.loads(path.read_text(encoding="utf-8"))
        theme = Theme(**fields)
        for colour in (theme.primary, theme.background, theme.foreground, theme.accent, *_colours(theme)):
            if colour is not None:
                Color.parse(colour)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, TypeError, ColorParseError) as error:
        raise ThemeProblem(f"the theme {path.name} cannot be used: {error}") from error
    return theme


def _colours(theme: Theme) -> list[str]:
    return [value for value in theme.variables.values() if value.startswith("#") and " " not in value]


def built_in() -> tuple[list[Theme], list[str]]:
    """Every theme that can be used, dark first, and a sentence for each file that cannot."""
    themes, problems = [], []
    for path in sorted(folder().glob("*.toml")):
        try:
            themes.append(load(path))
        except ThemeProblem as problem:
            problems.append(str(problem))
    return themes, problems


def unknown(name: str) -> str | None:
    """A sentence if there is no theme of that name."""
    names = [theme.name for theme in built_in()[0]]
    if name in names or name in BUILTIN_THEMES:
        return None
    return f"there is no theme {quoted(name)}; there are {', '.join([*names, *BUILTIN_THEMES])}"


def variables_for(theme: Theme) -> dict[str, str]:
    """The workbench's own variables made of a theme's colours; a theme file's `[variables]` go before them."""
    colours = theme.to_color_system().generate()
    quiet, line = colours["foreground-muted"], colours["panel-lighten-2" if theme.dark else "panel-darken-2"]
    return {
        "quiet": quiet,
        "line": line,
        "field": colours["panel"],
        "delivered": colours["success"],
        "failed": colours["error"],
        "unknown": colours["warning"],
        "queued": quiet,
        "key-sign": colours["accent"],
        "json-key": colours["accent"],
        "json-string": colours["success"],
        "json-number": colours["warning"],
        "json-literal": colours["secondary"],
    }
