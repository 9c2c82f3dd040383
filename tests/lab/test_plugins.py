"""Plug-ins of real distributions: found without importing them, loaded as what they are, refused with a sentence."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.lab import plugins

CODE = '''
"""A distribution with partitioners."""

from workbench.partitioning.placement import Placement, Step


def last(key, partitions):
    """All on the last.
    More."""
    return partitions - 1


class Whole:
    about = "theirs"
    def place(self, key, partitions):
        return Placement("", partitions, 0, None, (Step("always", "0"),))
    def partition(self, key, partitions):
        return 0
    def partitions_of(self, keys, partitions):
        return [0] * len(keys)


def factory():
    return Whole()


def of_function():
    return last


class Broken:
    def __init__(self):
        raise RuntimeError("no \\x1b licence")


def three(a, b, c):
    return 0


def leaves():
    raise SystemExit(7)


def again():
    return again


number = 3
whole = Whole()
'''

Installed = Callable[..., None]


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installed:
    """Puts a distribution with these entry points on the path."""

    def install(**points: str) -> None:
        (tmp_path / "their_partitioners.py").write_text(CODE)
        (tmp_path / "fails_at_import.py").write_text("raise OSError('no \\x1b disk')")
        metadata = tmp_path / "their_partitioners-1.0.dist-info"
        metadata.mkdir(exist_ok=True)
        (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: their-partitioners\nVersion: 1.0\n")
        lines = [f"{name} = {value}" for name, value in points.items()]
        (metadata / "entry_points.txt").write_text("\n".join([f"[{plugins.GROUP}]", *lines]))
        monkeypatch.syspath_prepend(tmp_path)
        for module in ("their_partitioners", "fails_at_import"):
            monkeypatch.delitem(sys.modules, module, raising=False)

    return install


def test_none_is_installed() -> None:
    assert not plugins.found()


def test_they_are_found_without_their_code_being_imported(installed: Installed) -> None:
    installed(last="their_partitioners:last", gone="not_there:x")
    assert sorted(plugins.found()) == ["gone", "last"]
    assert "their_partitioners" not in sys.modules


@pytest.mark.parametrize("value", ["last", "of_function"])
def test_a_function(installed: Installed, value: str) -> None:
    installed(mine=f"their_partitioners:{value}")
    partitioner = plugins.load(plugins.found()["mine"])
    assert (partitioner.name, partitioner.about) == ("mine", "All on the last.")
    assert partitioner.place(b"k", 12).partition == 11


@pytest.mark.parametrize("value", ["Whole", "whole", "factory"])
def test_a_whole_partitioner_as_a_class_an_object_or_a_factory(installed: Installed, value: str) -> None:
    installed(mine=f"their_partitioners:{value}")
    partitioner = plugins.load(plugins.found()["mine"])
    assert (partitioner.name, partitioner.about) == ("mine", "theirs")
    assert [step.what for step in partitioner.place(b"k", 12).steps] == ["plug-in", "always"]
    assert partitioner.partitions_of([b"a", None], 3) == [0, 0]


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("not_there:x", "ModuleNotFoundError: No module named 'not_there'"),
        ("their_partitioners:gone", "AttributeError: "),
        ("fails_at_import:x", "OSError: no \\x1b disk"),
        ("their_partitioners:Broken", "RuntimeError: no \\x1b licence"),
        ("their_partitioners:leaves", "SystemExit: 7"),
        ("their_partitioners:number", "it names '3'; valid: a function of a key and the number of partitions, or"),
        ("their_partitioners:three", "'three' takes other arguments; valid: a function of a key and the number of"),
        ("their_partitioners:again", "'again' takes other arguments; valid: a function of a key and the number of"),
        ("their_partitioners", "it names "),
    ],
)
def test_one_that_cannot_be_used_is_one_sentence(installed: Installed, value: str, why: str) -> None:
    installed(mine=value)
    with pytest.raises(LookupError) as refusal:
        plugins.load(plugins.found()["mine"])
    sentence = str(refusal.value.args[0])
    assert sentence.startswith(f"the plug-in 'mine' ({value} of their-partitioners) cannot be used: {why}")
    assert sentence.isprintable()


def test_c_code_that_tells_no_signature_is_taken_for_a_function(installed: Installed) -> None:
    installed(mine="builtins:max")
    partitioner = plugins.load(plugins.found()["mine"])
    with pytest.raises(ValueError, match="the plug-in mine failed with TypeError"):
        partitioner.partition(b"k", 12)
