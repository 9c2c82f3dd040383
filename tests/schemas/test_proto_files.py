"""A .proto on disk with what it imports, under the right names."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.records.errors import Unserializable
from workbench.schemas import proto_files
from workbench.schemas.proto_files import collect, imports
from workbench.schemas.protoc import compile_path


def _write(root: Path, **texts: str) -> None:
    for name, text in texts.items():
        path = root / f"{name.replace('__', '/')}.proto"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('syntax = "proto3"; ' + text)


def test_imports_are_found_however_they_are_written() -> None:
    text = "import \"a.proto\";\n  import public 'b.proto' ;import 'c.proto';\nimport weak \"d.proto\";"
    assert imports(text) == ("a.proto", "b.proto", "c.proto", "d.proto")


def test_a_file_is_named_from_the_directory_that_its_imports_are_named_from(tmp_path: Path) -> None:
    _write(
        tmp_path, shop__v1__order='\nimport "shop/v1/item.proto";\nmessage Order {}', shop__v1__item="message Item {}"
    )
    sources, main = collect(tmp_path / "shop" / "v1" / "order.proto")
    assert main == "shop/v1/order.proto"
    assert set(sources) == {"shop/v1/order.proto", "shop/v1/item.proto"}


def test_files_beside_it_go_before_those_above_it_and_imports_of_imports_are_followed(tmp_path: Path) -> None:
    _write(
        tmp_path,
        deep__order='\nimport "item.proto";\nmessage Order { Item i = 1; }',
        deep__item='\nimport "money.proto";\nmessage Item { Money m = 1; }',
        item="message Wrong {}",
        money="message Money {}",
    )
    sources, main = collect(tmp_path / "deep" / "order.proto")
    assert "Money m" in sources["item.proto"]
    assert set(sources) == {"deep/order.proto", "item.proto", "money.proto"}
    assert main == "deep/order.proto"
    assert compile_path(tmp_path / "deep" / "order.proto")


def test_a_file_that_nothing_is_imported_by_keeps_its_own_name(tmp_path: Path) -> None:
    _write(tmp_path, order='\nimport "google/protobuf/timestamp.proto";\nimport "../up.proto";\nimport "/abs.proto";')
    assert collect(tmp_path / "order.proto")[1] == "order.proto"


def test_files_that_import_each_other_in_a_circle_are_read_once(tmp_path: Path) -> None:
    _write(tmp_path, a='\nimport "b.proto";', b='\nimport "a.proto";')
    assert set(collect(tmp_path / "a.proto")[0]) == {"a.proto", "b.proto"}
    with pytest.raises(Unserializable, match="recursively"):
        compile_path(tmp_path / "a.proto")


def test_a_directory_is_all_that_is_in_it_named_as_it_is_imported(tmp_path: Path) -> None:
    _write(
        tmp_path,
        api__shop__order='\nimport "shop/item.proto";\nmessage Order { Item i = 1; }',
        api__shop__item="message Item {}",
        other="message Other {}",
    )
    sources, main = collect(tmp_path)
    assert (set(sources), main) == ({"shop/order.proto", "shop/item.proto", "other.proto"}, "")
    assert compile_path(tmp_path)


def test_a_directory_without_a_proto_says_so(tmp_path: Path) -> None:
    with pytest.raises(Unserializable, match=r"there is no \.proto in"):
        collect(tmp_path)


def test_what_is_no_text_is_named_with_the_byte(tmp_path: Path) -> None:
    (tmp_path / "a.proto").write_bytes(b"ab\xff")
    with pytest.raises(Unserializable, match="byte 3 is not UTF-8"):
        collect(tmp_path / "a.proto")


def test_what_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Unserializable, match="cannot be read: No such file"):
        collect(tmp_path / "gone.proto")


def test_too_much_to_compile_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path, a="message A {}", b="message B {}")
    monkeypatch.setattr(proto_files, "MOST_FILES", 1)
    with pytest.raises(Unserializable, match=r"too many \.proto files"):
        collect(tmp_path)
    monkeypatch.setattr(proto_files, "MOST_FILES", 10)
    monkeypatch.setattr(proto_files, "LARGEST", 20)
    with pytest.raises(Unserializable, match=r"too many \.proto files"):
        collect(tmp_path)


def test_a_byte_order_mark_is_let_go(tmp_path: Path) -> None:
    (tmp_path / "a.proto").write_bytes(b'\xef\xbb\xbfsyntax = "proto3";')
    assert collect(tmp_path / "a.proto")[0]["a.proto"].startswith("syntax")
