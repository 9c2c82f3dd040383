"""Themes are data files that the app really loads; a bad one is a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.tui import themes


def test_a_dark_and_a_light_theme_ship() -> None:
    built_in, problems = themes.built_in()
    assert problems == []
    assert {theme.name: theme.dark for theme in built_in} == {"workbench-dark": True, "workbench-light": False}


def test_both_define_the_same_variables() -> None:
    dark, light = themes.built_in()[0]
    assert dark.variables.keys() == light.variables.keys()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name = 'x'\nprimary = 'nonsense'",
        "name = 'x'\nprimary = '#fff'\ncolour = 1",
        "name = ",
        "name='x'\nprimary='#fff'\n[variables]\nquiet='#12'",
    ],
)
def test_a_bad_theme_says_which_file_and_why(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(themes.ThemeProblem, match=r"the theme mine\.toml cannot be used"):
        themes.load(path)
