"""Plug-ins: found by their entry point, used like any other, and their mistakes are sentences."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from workbench.records.errors import Part, Unserializable
from workbench.schemas import serializers as module
from workbench.schemas.plugins import GROUP, found, load
from workbench.schemas.serializers import Serializers

CODE = '''
class Reversed:
    """The text backwards."""
    about = "the text backwards"

    def serialize(self, text):
        if "!" in text:
            raise ValueError("no '!' can be reversed")
        return text[::-1].encode()

    def deserialize(self, data):
        return data.decode()[::-1]

def made():
    return Reversed()

class Broken(Reversed):
    def serialize(self, text):
        return {"a": text}["b"]

class Wrong(Reversed):
    def serialize(self, text):
        return text
    def deserialize(self, data):
        return data

def ending():
    raise SystemExit(3)

class Chatty(Reversed):
    def __init__(self):
        print("made")
    def serialize(self, text):
        print("serialized")
        return super().serialize(text)

print("imported")
number = 42
'''


@pytest.fixture(autouse=True)
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A distribution with plug-ins on the path."""
    (tmp_path / "plugged_in_here.py").write_text(CODE)
    info = tmp_path / "plugged_in_here-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: plugged-in-here\nVersion: 1.0\n")
    names = ("Reversed", "made", "Broken", "Wrong", "Chatty", "ending", "number", "missing")
    lines = "\n".join(f"{name.lower()} = plugged_in_here:{name}" for name in names)
    (info / "entry_points.txt").write_text(f"[{GROUP}]\n{lines}\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "plugged_in_here", raising=False)
    monkeypatch.setattr(module, "_plugins", found)


def point(name: str) -> EntryPoint:
    return found()[name]


@pytest.mark.parametrize("name", ["reversed", "made"])
def test_a_class_and_a_factory_make_a_serializer(name: str) -> None:
    serializer = load(point(name))
    assert (serializer.name, serializer.about) == (name, "the text backwards")
    assert serializer.serialize("abc") == b"cba"
    assert serializer.deserialize(b"cba") == "abc"


@pytest.mark.parametrize(
    ("name", "words"),
    [("ending", "SystemExit: 3"), ("number", "'42' has no serialize"), ("missing", "AttributeError")],
)
def test_a_plug_in_that_is_none_is_a_sentence(name: str, words: str) -> None:
    with pytest.raises(Unserializable, match=words):
        load(point(name))


def test_what_goes_wrong_inside_is_a_sentence() -> None:
    with pytest.raises(Unserializable, match="no '!' can be reversed"):
        load(point("reversed")).serialize("!")
    with pytest.raises(Unserializable, match="the plug-in 'broken' broke: KeyError: 'b'"):
        load(point("broken")).serialize("x")
    with pytest.raises(Unserializable, match="gave str, not bytes or None"):
        load(point("wrong")).serialize("x")
    with pytest.raises(Unserializable, match="gave bytes, not text"):
        load(point("wrong")).deserialize(b"x")


def test_it_is_found_by_its_name_like_any_other() -> None:
    serializers = Serializers()
    try:
        assert serializers.ready("reversed", "orders", Part.VALUE, 10).serialize("abc") == b"cba"
        with pytest.raises(Unserializable, match="there is no serializer 'revers'"):
            serializers.ready("revers", "orders", Part.VALUE, 10)
    finally:
        serializers.close()


def test_what_it_prints_is_not_on_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    out = sys.stdout
    assert load(point("chatty")).serialize("abc") == b"cba"
    assert capsys.readouterr() == ("", "imported\nmade\nserialized\n")
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(load(point("chatty")).serialize, ["abc"] * 200)) == {b"cba"}
    assert sys.stdout is out
    assert capsys.readouterr().out == ""
