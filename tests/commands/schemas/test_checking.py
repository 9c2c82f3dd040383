"""Whether a file may be the next version; nothing is registered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.schemas.answered import answered
from workbench.schemas.embedded.registry import EmbeddedRegistry

Capture = pytest.CaptureFixture[str]


def test_the_verdict_is_the_exit_code(registry: EmbeddedRegistry, capsys: Capture, tmp_path: Path) -> None:
    where = ("--registry", registry.url)
    present = answered(capsys, "schema", "show", "--raw", "orders-value", *where).out
    file = tmp_path / "order.avsc"
    for text, code in ((present, 0), (present.replace('"name":"id","type":"long"', '"name":"id","type":"string"'), 1)):
        file.write_text(text)
        said = answered(capsys, "schema", "check", str(file), "orders-value", *where)
        found = answered(capsys, "schema", "check", str(file), "orders-value", "--json", *where)
        assert (said.code, found.code, said.words) == (code, code, "")
        assert json.loads(found.out)["compatible"] is (code == 0)
        assert ("verdict     REFUSED" in said.out) is (code == 1)
    assert [change["path"] for change in json.loads(found.out)["changes"]] == ["id"]
    listed = answered(capsys, "schema", "list", "orders", "--json", *where).out
    assert json.loads(listed)["versions"] == [1, 2]
