"""Registering is an act of its own: intent and verdict first, F9 twice, and nothing before."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from tests.tui.driving import PATIENCE, Driver
from tests.tui.schemas.opened import schemas
from workbench.schemas.registry import Registry
from workbench.serialization.schema import Schema
from workbench.tui.schemas.register import RegisterView, spec_of_file

OLD = '{"type": "record", "name": "A", "fields": [{"name": "id", "type": "long"}]}'
NEW = OLD.replace("]}", ', {"name": "note", "type": "string", "default": ""}]}')
BAD = OLD.replace("]}", ', {"name": "note", "type": "string"}]}')
EXTRA = '{"name":"channel","type":"string","default":"web"},'


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


@pytest.fixture(autouse=True)
def _beside_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a file's name is short to type."""
    monkeypatch.chdir(tmp_path)


def registry(driver: Driver) -> Registry:
    found = driver.session.registry
    assert found is not None
    return found


async def fill(driver: Driver, path: str, subject: str) -> None:
    """Type the file and the subject."""
    await driver.press("f4")
    await driver.sees("Type the file of a schema")
    await driver.type(path)
    await driver.press("tab", "end", "ctrl+u")
    await driver.type(subject)


async def test_a_new_subject_is_registered_by_pressing_twice(tmp_path: Path) -> None:
    (tmp_path / "a.avsc").write_text(OLD)
    async with schemas() as driver:
        await fill(driver, "a.avsc", "fresh-value")
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
        await fill(driver, "a.avsc", "fresh-value")
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
        await fill(driver, "a.avsc", "a-value")
        await driver.sees("a new subject")
        await driver.press("f9", "f9")
        await driver.sees("✓ registered under a-value")
        await driver.press("shift+tab", *["backspace"] * 6)
        await driver.type("b.avsc")
        await driver.sees("version 2; the subject has 1 version so far", words)
        if text is BAD:
            await driver.sees("READER_FIELD_MISSING_DEFAULT_VALUE", "note")
            await driver.press("f9", "f9")
            await driver.sees("✗ ")
            assert registry(driver).versions("a-value") == (1,)


@pytest.mark.parametrize("keys", [("escape",), ("f2", "f4")])
async def test_a_question_is_taken_back_and_has_to_be_asked_again(tmp_path: Path, keys: tuple[str, ...]) -> None:
    (tmp_path / "a.avsc").write_text(OLD)
    async with schemas() as driver:
        await fill(driver, "a.avsc", "fresh-value")
        await driver.sees("a new subject, version 1")
        await driver.press("f9")
        await driver.sees("F9 once more does it")
        await driver.press(*keys)
        await driver.until(lambda: "F9 once more" not in driver.screen, "the question is gone")
        await driver.press("f9")
        await driver.sees("F9 once more does it")
        assert registry(driver).subjects() == ("orders-value", "payments-value")


async def test_a_file_that_changed_since_is_asked_about_anew(tmp_path: Path) -> None:
    file = tmp_path / "a.avsc"
    file.write_text(OLD)
    async with schemas() as driver:
        await fill(driver, "a.avsc", "fresh-value")
        await driver.sees('"id"', "a new subject, version 1")
        await driver.press("f9")
        file.write_text(NEW)
        view = driver.app.screen.query_one(RegisterView)
        view._files.forget()
        view.draw()
        await driver.sees('"note"')
        await driver.press("f9")
        await driver.sees("F9 once more does it")
        assert registry(driver).subjects() == ("orders-value", "payments-value")


async def test_what_is_registered_already_says_so(tmp_path: Path) -> None:
    async with schemas() as driver:
        (tmp_path / "a.avsc").write_text(registry(driver).schema("orders-value", 1).schema.text)
        await fill(driver, "a.avsc", "orders-value")
        await driver.sees("nothing new: this schema is version 1 already")


async def test_after_registering_the_latest_version_is_another(tmp_path: Path) -> None:
    async with schemas() as driver:
        latest = registry(driver).schema("orders-value").schema.text
        (tmp_path / "b.avsc").write_text(latest.replace('"fields":[', '"fields":[' + EXTRA, 1))
        await fill(driver, "b.avsc", "orders-value")
        await driver.sees("version 3; the subject has 2 versions so far", "✓ the registry would take it")
        await driver.press("f9", "f9")
        await driver.sees("✓ registered under orders-value, schema id")
        await driver.press("f2")
        await driver.sees("Avro · version 3 of 3")
        await driver.press("escape")
        await driver.sees("orders-value v3 latest")


async def test_somebody_who_left_hears_how_it_went(tmp_path: Path) -> None:
    (tmp_path / "a.avsc").write_text(OLD)
    async with schemas() as driver:
        await fill(driver, "a.avsc", "fresh-value")
        await driver.sees("a new subject, version 1")
        held, given = Event(), registry(driver)
        register = given.register

        def slow(subject: str, schema: Schema) -> int:
            held.wait(PATIENCE)
            return register(subject, schema)

        given.register = slow  # type: ignore[method-assign]
        await driver.press("f9", "f9")
        await driver.sees("… registering")
        await driver.press("f9", "escape")
        held.set()
        await driver.until(
            lambda: any("✓ registered under fresh-value" in one.message for one in driver.app._notifications), "it"
        )
        assert given.versions("fresh-value") == (1,)


@pytest.mark.parametrize(("name", "words"), [("a.txt", "does not tell what kind"), ("no.avsc", "no.avsc")])
async def test_a_file_that_is_none_is_a_sentence(name: str, words: str) -> None:
    async with schemas() as driver:
        await fill(driver, name, "a-value")
        await driver.sees("✗ ", words)
        await driver.press("f9")
        await driver.sees("✗ there is nothing to register yet")
