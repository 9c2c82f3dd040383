"""Rule files: what they say is what happens, and every mistake comes back with the rule's number and line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.partitioning import rule_file
from workbench.partitioning.rule_file import RuleFileError, parse
from workbench.partitioning.rule_partitioner import RulePartitioner

WHOLE = """
name = "regions"
about = "Europe by itself"

[[rule]]
prefix = ["EU-", "UK-"]
to = [0, 3]
client = "sarama"

[[rule]]
regex = '^(test|demo)-\\d+$'
to = 4

[[rule]]
json = { field = "customer.id", equals = 9007199254740993 }
to = "last"

[[rule]]
avro = { schema = "string", equals = "Banana" }
to = [10, "last"]

[[rule]]
empty = true
to = 5

[otherwise]
client = "java"
"""


def read(text: str) -> RulePartitioner:
    return parse(text, "file", lambda name: '"string"')


def problems(text: str) -> list[str]:
    with pytest.raises(RuleFileError) as refusal:
        read(text)
    return list(refusal.value.problems)


def test_a_whole_file() -> None:
    rules = read(WHOLE)
    assert (rules.name, rules.about) == ("regions", "Europe by itself")
    assert [rule.matcher.words for rule in rules.rules] == [
        'prefix = "EU-" or 1 more',
        "regex = '^(test|demo)-\\d+$'",
        "json customer.id = 9007199254740993",
        'avro = "Banana"',
        "empty = true",
    ]
    landed = [
        rules.place(key, 12).partition
        for key in (b"EU-1", b"test-7", b'{"customer": {"id": 9007199254740993}}', b"\x0cBanana", b"")
    ]
    assert landed[0] in range(4)
    assert landed[1:3] == [4, 11]
    assert landed[3] in (10, 11)
    assert landed[4] == 5
    assert rules.place(b"user-42", 12).steps[0].what == "no rule matches"


def test_a_file_without_a_name_has_its_own_and_java_places_over_the_rest() -> None:
    rules = read('[[rule]]\nkey = "Banana"\nto = "last"\n')
    assert (rules.name, rules.about) == ("file", "a rule file with 1 rule")
    inside = parse('[[rule]]\nkey = "x"\nto = "last"\n[otherwise]\nhash = "murmur2"', "file", lambda name: "")
    keys = [b"user-%d" % number for number in range(200)]
    assert rules.partitions_of(keys, 12) == inside.partitions_of(keys, 12)


WRONG = """nam = "x"
about = 3

[[rule]]
prefx = "a"

[[rule]]
key = ""
to = "first"

  [[ rule ]]
regex = "("
prefix = "b"

[[rule]]
key = "a"
to = 1

[[rule]]
key = ["b", "a"]
to = 2

[otherwise]
sgn = "cleared"
client = "jva"
"""


def test_every_mistake_of_a_file_is_said_with_rule_and_line() -> None:
    found = problems(WRONG)
    beginnings = [
        "'nam' is not known; did you mean name?",
        "about = 3 is not a text in quotes",
        "[otherwise]: 'sgn' is not known; did you mean sign?",
        "[otherwise]: client: there is no ",
        "rule 1 (line 4): 'prefx' is not known; did you mean prefix?",
        "rule 2 (line 7): key = '' cannot be",
        "rule 2 (line 7): to = 'first' cannot be",
        "rule 3 (line 11): it has prefix and regex; give one of them, and write another [[rule]] for the other",
        "rule 3 (line 11): it sends nowhere",
        "rule 5: 'a' is the key of rule 4 already, which comes first",
    ]
    assert len(found) == len(beginnings)
    assert all(problem.startswith(words) for problem, words in zip(found, beginnings, strict=True)), found


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", 'it has no rule; write [[rule]] and below it what the rule is about, such as key = "Banana"'),
        ("[otherwise]\n", "it has no rule; write [[rule]]"),
        ("x = [", "it is no TOML: "),
        ("a = 1\na = 2", "it is no TOML: Cannot overwrite a value (at "),
        ("a = " + "[" * 100_000, "it is nested too deeply to be read"),
        ("n = " + "1" * 5_000, "it is no TOML: "),
        ("\n" + "a." * 100_000 + "a = 1", "line 2 has a name of more than 40 parts with dots between them"),
        ('"\\"".' * 50_000 + "a = 1", "line 1 has a name of more than 40 parts with dots between them"),
        ("[" + "'x' . " * 40_000 + "y]", "line 1 has a name of more than 40 parts with dots between them"),
        ("#" * (rule_file.LARGEST + 1), "it is larger than 256 KiB"),
        ("[rule]\nkey = 'a'", "the rules are a list; write [[rule]], with two brackets"),
        ("rule = 3", "the rules are a list; write [[rule]], with two brackets"),
        ("rule = [1]", "rule 1: 1 is no table; write [[rule]] and its names below"),
        ("rule = [{ key = 'a', to = true }]", "rule 1: to = true cannot be"),
        ("[[otherwise]]", "otherwise is no table; write [otherwise], with one bracket"),
        ("[[rule]]\n" * 1_001, "it has 1,001 rules; valid: up to 1,000, and each can name many keys"),
        ("[[rule]]\n", "rule 1 (line 1): it is about no key; give one of key, prefix, regex, json, avro, null, empty"),
        ("name = 'java'", "name = 'java' is taken by a client; valid: any other"),
        ("name = 'explicit'", "name = 'explicit' is taken by a client; valid: any other"),
        ('name = "a\\u001b[31m"', "name = 'a\\x1b[31m' cannot be; valid: 1 to 40 characters on one line"),
        ("name = ''", "name = '' cannot be; valid: 1 to 40 characters"),
        (f"about = '{'x' * 81}'", "about = 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…' cannot be; valid: 1 to 80"),
        ("[[rule]]\nnull = true\nto = 1\n[[rule]]\nnull = true\nto = 2", "rule 2: null is the key of rule 1 already"),
    ],
)
def test_what_is_no_rule_file(text: str, sentence: str) -> None:
    assert problems(text)[0].startswith(sentence)


def test_very_many_mistakes_are_counted_in_the_sentence() -> None:
    with pytest.raises(RuleFileError) as refusal:
        read("[[rule]]\nx = 1\n" * 500)
    assert len(refusal.value.problems) == 500
    assert str(refusal.value).endswith("; and 480 problems more")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["field", "equals", "schema"]), inner),
    max_leaves=4,
)
NAMES = ["key", "prefix", "regex", "json", "avro", "null", "empty", "to", "refuse", "client", "hash", "sign", "x"]
FILES = st.fixed_dictionaries(
    {}, optional={"rule": VALUES | st.lists(st.dictionaries(st.sampled_from(NAMES), VALUES), max_size=2)}
) | st.dictionaries(st.sampled_from(["name", "about", "otherwise", "rule", "x"]), VALUES)


@given(FILES)
def test_whatever_stands_in_a_file_it_is_rules_or_sentences(table: dict[str, object]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tomllib.loads", lambda text: table)
        try:
            read("")
        except RuleFileError as error:
            assert error.problems
            assert str(error)


@given(st.text(max_size=60))
def test_any_text_is_rules_or_sentences(text: str) -> None:
    try:
        read(text)
    except RuleFileError as error:
        assert str(error)
