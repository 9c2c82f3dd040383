"""An app in the workbench's own colours: its themes registered, one of them in force, stepped through."""

from __future__ import annotations

from textual.app import App

from workbench.tui import themes


class Themed(App[None]):
    """What of the app is about its themes."""

    def take_themes(self, wanted: str) -> list[str]:
        """Register the built-in themes and put one in force: a sentence for each thing that cannot be used."""
        built_in, problems = themes.built_in()
        for theme in built_in:
            self.register_theme(theme)
        if wanted not in self.available_themes:
            problems.append(f"there is no theme {wanted!r}; there are {', '.join(one.name for one in built_in)}")
            wanted = themes.DEFAULT
        if wanted in self.available_themes:
            self.theme = wanted
        return problems

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The workbench's own variables for themes that do not know them, such as Textual's."""
        return themes.variables_for(self.current_theme)

    def action_switch_theme(self) -> None:
        """The next of the workbench's own themes."""
        names = [theme.name for theme in themes.built_in()[0]]
        here = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(here + 1) % len(names)]
