"""Registering is an act of its own: intent and verdict first, F9 twice, and nothing before."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.driving import Driver
from tests.tui.schemas.opened import schemas
from workbench.schemas.registry import Registry
from workbench.tui.schemas.register import spec_of_file

OLD = '{"type": "record", "name": "A", "fields": [{"name": "id", "type": "long"}]}'
NEW = OLD.replace("]}", ', {"name": "note", "type": "string", "default": ""}]}')
BAD = OLD.replace("]}", ', {"name": "note", "type": "string"}]}')


@pytest.mark.parametrize(
    ("path", "spec"),
    [
        ("a.avsc", "avro,schema=a.avsc"),
        ("x/a.PROTO", "protobuf,schema=x/a.PROTO"),
        ("a,b.json", "json-schema,schema=a\\,b.json"),
        ("a.txt", ""),
        ("", ""),
    ],
)
def test_a_file_s_name_tells_its_kind(path: str, spec: str) -> None:
    assert spec_of_file(path) == spec


def registry(driver: Driver) -> Registry:
    found = driver.session.registry
    assert found is not None
    return found


async def fill(driver: Driver, path: Path, subject: str) -> None:
    """Type the file and the subject."""
    await driver.press("f4")
    await driver.sees("Type the file of a schema")
    await driver.type(str(path))
    await driver.press("tab", *["backspace"] * 30)
    await driver.type(subject)


async def test_a_new_subject_is_registered_by_pressing_twice(tmp_path: Path) -> None:
    (tmp_path / "a.avsc").write_text(OLD)
    async with schemas() as driver:
        await fill(driver, tmp_path / "a.avsc", "fresh-value")
        await driver.sees("a new subject, version 1")
        await driver.press("f9")
        await driver.sees("Register this as fresh-value? F9 once more does it")
        assert "fresh-value" not in registry(driver).subjects()
        await driver.press("f9")
        await driver.sees("✓ registered under fresh-value, schema id")
        assert registry(driver).versions("fresh-value") == (1,)


async def test_another_key_lets_it_be(tmp_path: Path) -> None:
    (tmp_path / "a.avsc").write_text(OLD)
    async with schemas() as driver:
        await fill(driver, tmp_path / "a.avsc", "fresh-value")
        await driver.sees("a new subject, version 1")
        await driver.press("f9", "x")
        await driver.sees("fresh-valuex")
        await driver.press("f9")
        await driver.sees("Register this as fresh-valuex?")
        assert registry(driver).subjects() == ("orders-value", "payments-value")


@pytest.mark.parametrize(
    ("text", "words"), [(NEW, "✓ the registry would take it"), (BAD, "✗ the registry would refuse")]
)
async def test_the_verdict_comes_first_and_names_each_change(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "b.avsc").write_text(text)
    (tmp_path / "a.avsc").write_text(OLD)
    async with schemas() as driver:
        await fill(driver, tmp_path / "a.avsc", "a-value")
        await driver.sees("a new subject")
        await driver.press("f9", "f9")
        await driver.sees("✓ registered under a-value")
        await driver.press("shift+tab", *["backspace"] * 6)
        await driver.type("b.avsc")
        await driver.sees("version 2, after 1", words)
        if text is BAD:
            await driver.sees("READER_FIELD_MISSING_DEFAULT_VALUE", "note")
            await driver.press("f9", "f9")
            await driver.sees("✗ ")
            assert registry(driver).versions("a-value") == (1,)


@pytest.mark.parametrize(("name", "words"), [("a.txt", "does not tell what kind"), ("no.avsc", "no.avsc")])
async def test_a_file_that_is_none_is_a_sentence(tmp_path: Path, name: str, words: str) -> None:
    async with schemas() as driver:
        await fill(driver, tmp_path / name, "a-value")
        await driver.sees("✗ ", words)
        await driver.press("f9")
        await driver.sees("✗ there is nothing to register yet")
