"""A table of a rule file: every mistake is said with its place and with what would be valid."""

from __future__ import annotations

from workbench.partitioning.rule_section import Section, written


def section(**table: object) -> Section:
    return Section("rule 2 (line 9)", table, [])


def test_names_that_are_not_known() -> None:
    here = section(prefx="a", xyz=1, key="b")
    assert not here.known(("key", "prefix"))
    assert here.problems == [
        "rule 2 (line 9): 'prefx' is not known; did you mean prefix?",
        "rule 2 (line 9): 'xyz' is not known; valid: key, prefix",
    ]
    assert section(key="b").known(("key", "prefix"))


def test_values_of_the_kind_that_is_wanted() -> None:
    here = section(text="a", number=3, truth=True)
    assert here.value("text", str, 'text = "x"') == "a"
    assert here.value("number", int, "number = 1") == 3
    assert here.value("truth", int, "truth = 1") is None
    assert here.value("number", str, 'number = "x"') is None
    assert here.problems == [
        "rule 2 (line 9): truth = true is not a number; valid: truth = 1",
        'rule 2 (line 9): number = 3 is not a text in quotes; valid: number = "x"',
    ]


def test_a_text_or_several() -> None:
    here = section(one="a", many=["a", "b"], none=[], empty="", mixed=["a", 1], number=3)
    assert here.texts("one", "x") == ["a"]
    assert here.texts("many", "x") == ["a", "b"]
    assert [here.texts(name, "x") for name in ("none", "empty", "mixed", "number")] == [[]] * 4
    assert here.problems[2] == "rule 2 (line 9): mixed = ['a', 1] cannot be; valid: x"


def test_tables_in_a_table() -> None:
    here = section(json={"field": "a"}, avro="x")
    inside = here.inside("json")
    assert inside is not None
    assert (inside.where, inside.table) == ("rule 2 (line 9): json", {"field": "a"})
    assert here.inside("avro") is None
    assert here.problems[0].startswith("rule 2 (line 9): avro = 'x' is no table; valid: avro = {")
    assert Section("", {"rule": {}}, []).inside("rule") is not None


def test_values_are_written_short_and_safe() -> None:
    assert [written(value) for value in (True, 3, "a\x1b", {}, {"a": 1})] == ["true", "3", "'a\\x1b'", "{}", "{…}"]
    assert len(written("x" * 999)) == len(written(["x"] * 999)) + 2 == 26
