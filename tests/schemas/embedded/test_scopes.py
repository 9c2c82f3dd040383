"""A subject's own setting before the global one, and that before the default."""

from __future__ import annotations

from workbench.schemas.embedded.scopes import Scopes


def test_the_nearest_setting_holds() -> None:
    scopes = Scopes("BACKWARD")
    assert (scopes["a"], scopes.own("a"), scopes.own("")) == ("BACKWARD", "", "BACKWARD")
    scopes.set("", "FULL")
    scopes.set("a", "NONE")
    assert (scopes["a"], scopes["b"], scopes.own("b"), scopes.own("")) == ("NONE", "FULL", "", "FULL")
    scopes.forget("a")
    scopes.forget("")
    assert (scopes["a"], scopes.own("")) == ("BACKWARD", "BACKWARD")
