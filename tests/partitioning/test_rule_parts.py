"""The parts of a rule: what is read of each, and the sentence for everything else."""

from __future__ import annotations

import pytest

from workbench.partitioning.matchers import Beginning, Exactly, FieldIs, NoKey, Pattern
from workbench.partitioning.partitioners import find
from workbench.partitioning.rule_parts import read_client, read_matcher, read_target
from workbench.partitioning.rule_section import Section
from workbench.partitioning.targets import ALL, LAST, Range, Refusal, Rest, Target

SCHEMA = '{"type": "record", "name": "C", "fields": [{"name": "id", "type": "long"}]}'


def section(**table: object) -> Section:
    return Section("rule 1", table, [])


def beside(name: str) -> str:
    if name == "c.avsc":
        return SCHEMA
    raise ValueError("No such file or directory")


def problem(here: Section) -> str:
    (only,) = here.problems
    return only.removeprefix("rule 1: ")


@pytest.mark.parametrize(
    ("to", "target"),
    [
        (3, Range(3, 3)),
        ("last", Range(LAST, LAST)),
        ([8, 11], Range(8, 11)),
        ([8, "last"], Range(8, LAST)),
        (["last", "last"], Range(LAST, LAST)),
        ([4, 4], Range(4, 4)),
        ("rest", Rest()),
        ("all", ALL),
        ([0, "last"], ALL),
    ],
)
def test_where_a_rule_sends(to: object, target: Target) -> None:
    here = section(to=to)
    assert read_target(here, whole=True) == target
    assert here.problems == []


@pytest.mark.parametrize(
    "to", [-1, True, 1.0, "3", "first", [3, 1], [1], [1, 2, 3], [], ["last", 3], [True, 2], [-1, 3], {}, 2**31, None]
)
def test_where_no_rule_can_send(to: object) -> None:
    here = section(to=to)
    assert read_target(here, whole=True) is None
    assert "cannot be; valid: a partition such as 3, " in problem(here)


def test_refusing_instead_of_sending() -> None:
    assert read_target(section(refuse=" names only\x07 "), whole=True) == Refusal("names only\\x07")
    for here, words in (
        (section(), "it sends nowhere; give to = "),
        (section(to=3, refuse="x"), "it has to and refuse; give one of them"),
        (section(refuse=3), "refuse = 3 is not a text in quotes"),
    ):
        assert read_target(here, whole=True) is None
        assert problem(here).startswith(words)
    unknown_names = section()
    assert read_target(unknown_names, whole=False) is None
    assert unknown_names.problems == []


def test_whose_hash() -> None:
    assert read_client(section()) is find("java").rule
    assert read_client(section(client="Sarama")) is find("sarama").rule
    for hashed, sign, behaviour in (
        ("murmur2", None, "murmur2, cleared"),
        ("crc32", None, "crc32, unsigned"),
        ("fnv1a", None, "fnv1a, absolute"),
        ("murmur2", "absolute", "murmur2, absolute"),
    ):
        here = section(hash=hashed) if sign is None else section(hash=hashed, sign=sign)
        assert read_client(here).behaviour == behaviour
        assert here.problems == []


@pytest.mark.parametrize(
    ("hashed", "client"), [("murmur2", "murmur2_random"), ("crc32", "consistent_random"), ("fnv1a", "fnv1a_random")]
)
def test_a_hash_alone_has_the_sign_of_the_client_that_is_known_for_it(hashed: str, client: str) -> None:
    keys = [b"user-%d" % number for number in range(500)]
    ours = read_client(section(hash=hashed))
    assert ours.partitions_of(keys, 12) == find(client).partitions_of(keys, 12)
    assert [ours.partition(key, 12) for key in keys[:50]] == ours.partitions_of(keys[:50], 12)


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({"client": "jva"}, "client: there is no "),
        ({"client": 3}, 'client = 3 is not a text in quotes; valid: client = "java"'),
        ({"client": "java", "hash": "murmur2"}, "it has client and hash; give one of them"),
        ({"sign": "cleared"}, "sign says what becomes of a hash's sign, and there is no hash; valid: murmur2, "),
        ({"hash": "md5"}, "hash = 'md5' cannot be; valid: murmur2, crc32, fnv1a"),
        ({"hash": "murmur2", "sign": "abs"}, "sign = 'abs' cannot be; valid: cleared, absolute, unsigned"),
        ({"hash": ["murmur2"]}, "hash = ['murmur2'] cannot be; valid: murmur2, crc32, fnv1a"),
    ],
)
def test_no_such_hash(table: dict[str, object], words: str) -> None:
    here = section(**table)
    assert read_client(here) is find("java").rule
    assert problem(here).startswith(words)


def test_what_a_rule_is_about() -> None:
    here = section(
        key="a",
        prefix=["a", "b"],
        regex="^a",
        null=True,
        empty=True,
        json={"field": "a.b", "equals": "x"},
        avro={"field": ["a.b"], "equals": [1, 2], "schema": SCHEMA},
    )
    read = {name: read_matcher(here, name, beside) for name in here.table}
    assert here.problems == []
    assert read["key"] == Exactly((b"a",))
    assert read["prefix"] == Beginning((b"a", b"b"))
    assert isinstance(read["regex"], Pattern)
    assert (read["null"], read["empty"]) == (NoKey("null"), NoKey("empty"))
    assert isinstance(of_json := read["json"], FieldIs)
    assert (of_json.path, of_json.values) == (("a", "b"), ("x",))
    assert isinstance(of_avro := read["avro"], FieldIs)
    assert (of_avro.path, of_avro.values) == (("a.b",), (1, 2))


@pytest.mark.parametrize("schema", [{"schema": "string"}, {"schema": '"string"'}, {"schema": {"type": "string"}}])
def test_a_schema_as_text_or_as_a_table_and_a_key_without_fields(schema: dict[str, object]) -> None:
    here = section(avro={"equals": "a", **schema})
    matcher = read_matcher(here, "avro", beside)
    assert matcher is not None
    assert matcher.matches(b"\2a")


def test_a_schema_in_a_file_beside() -> None:
    here = section(avro={"field": "id", "equals": 7, "schema_file": "c.avsc"})
    matcher = read_matcher(here, "avro", beside)
    assert matcher is not None
    assert matcher.matches(b"\x0e")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        (
            "key",
            "",
            "key = '' cannot be; valid: key = \"Banana\", or a list of such texts; empty = true is about the em",
        ),
        ("prefix", "", "prefix = '' cannot be; valid: "),
        ("prefix", [], "prefix = [] cannot be; valid: "),
        ("key", 42, "key = 42 cannot be; valid: "),
        ("key", "\ud800", "key holds half a character"),
        ("regex", "", "regex is empty and found in every key; "),
        ("regex", "(a", "regex '(a': 'missing ): (a'; valid: RE2's syntax, "),
        ("regex", 3, "regex = 3 is not a text in quotes"),
        ("null", False, "null = false cannot be; valid: null = true, or no rule about it"),
        ("empty", "yes", "empty = 'yes' cannot be; valid: empty = true"),
        ("json", "a", "json = 'a' is no table; valid: json = {"),
        ("json", {"field": "a"}, "json: equals is missing; valid: "),
        ("json", {"field": "a", "equals": []}, "json: equals = [] cannot be; valid: a text, a number"),
        ("json", {"field": "a", "equals": {}}, "json: equals = {} cannot be; valid: a text, a number"),
        ("json", {"field": "a..b", "equals": 1}, "json: field = 'a..b' cannot be; valid: field = "),
        ("json", {"field": [1], "equals": 1}, "json: field = [1] cannot be; valid: field = "),
        ("json", {"feld": "a", "equals": 1}, "json: 'feld' is not known; did you mean field?"),
        ("avro", {"equals": 1}, "avro: give schema or schema_file, and not both"),
        ("avro", {"equals": 1, "schema": "int", "schema_file": "c"}, "avro: give schema or schema_file, and not both"),
        ("avro", {"equals": 1, "schema": 3}, "avro: schema: 3 cannot be; valid: the schema's JSON in"),
        ("avro", {"equals": 1, "schema": "{"}, "avro: schema: it is no JSON: Expecting property name"),
        ("avro", {"equals": 1, "schema": "[" * 100_000}, "avro: schema: it is nested too deeply to be read"),
        ("avro", {"equals": 1, "schema": "strin"}, "avro: schema: it is no Avro schema: strin"),
        ("avro", {"equals": 1, "schema_file": "x"}, "avro: schema_file: No such file or directory"),
        ("avro", {"equals": 1, "schema_file": {}}, "avro: schema_file: {} cannot be; valid: the name of a file beside"),
    ],
)
def test_what_no_rule_can_be_about(name: str, value: object, words: str) -> None:
    here = section(**{name: value})
    matcher = read_matcher(here, name, beside)
    assert matcher is None or "feld" in words
    assert problem(here).startswith(words)
