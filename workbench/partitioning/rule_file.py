"""A rule file: a partitioner written down in TOML, without code. Every mistake in it is said at once.

name = "banana"
about = "a few words for the choice list"

[[rule]]                  # the first rule that is about a key decides
key = "Banana"            # or prefix, regex, json, avro, null, empty
to = "last"               # or 3, [8, 11], [8, "last"], "rest", "all"; or refuse = "why" instead of to

[otherwise]               # every other key
to = "rest"               # the partitions that no rule names, unless it says something else
client = "java"           # or hash = "murmur2" with sign = "cleared", "absolute" or "unsigned"
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain, count

from workbench.partitioning.matchers import Exactly, Matcher, NoKey
from workbench.partitioning.rule_partitioner import KeyRule, Otherwise, RulePartitioner
from workbench.partitioning.rule_parts import (
    CLIENT_NAMES,
    MATCHERS,
    TARGET_NAMES,
    read_client,
    read_matcher,
    read_target,
)
from workbench.partitioning.rule_section import Section, written
from workbench.partitioning.rules import Rule as Behaviour
from workbench.partitioning.targets import Rest, Target
from workbench.records.escape import quoted

LARGEST = 256 * 1024
"""Characters of a rule file."""

MOST_RULES = 1_000
_SAID = 20
_NAME, _ABOUT = 40, 80
_NAME_PARTS = r"""(?:[\w-]{1,99}|"(?:[^"\\\n]|\\.){0,99}"|'[^'\n]{0,99}')[ \t]{0,99}\.[ \t]{0,99}"""
_LONG_NAME = re.compile(rf"(?<![\w-])(?:{_NAME_PARTS}){{40}}")
"""tomllib's memory grows with the square of a name's parts, a.b.c and so on: 100 KB of them would take all there is."""

_HEADING = re.compile(r"^[ \t]*\[\[[ \t]*rule[ \t]*\]\]", re.MULTILINE)

Beside = Callable[[str], str]
"""The text of a file that stands beside the rule file. Raises ValueError with a sentence."""


class RuleFileError(ValueError):
    """A rule file that cannot be used, with every problem; the text is the sentences."""

    def __init__(self, problems: list[str]) -> None:
        more = [f"and {len(problems) - _SAID:,} problems more"] if len(problems) > _SAID else []
        super().__init__("; ".join([*problems[:_SAID], *more]))
        self.problems = tuple(problems)


def parse(text: str, name: str, beside: Beside) -> RulePartitioner:
    """The partitioner that the text describes. `name` is for a file that gives itself none. Raises RuleFileError."""
    problems: list[str] = []
    whole = Section("", _decoded(text), problems)
    whole.known(("name", "about", "rule", "otherwise"))
    called = _words(whole, "name", _NAME) or name
    about = _words(whole, "about", _ABOUT)
    _refuse_taken(whole, called)
    target, client = _otherwise(whole)
    rules = [_rule(section, client, beside) for section in _sections(whole, _places(text))]
    _refuse_repeated(rules, problems)
    if not rules and not problems:
        whole.say('it has no rule; write [[rule]] and below it what the rule is about, such as key = "Banana"')
    if problems:
        raise RuleFileError(problems)
    known = [rule for rule in rules if rule is not None]
    return RulePartitioner.of(called, about or _about(len(known)), known, Otherwise(target, client))


def _decoded(text: str) -> dict[str, object]:
    from tomllib import loads

    if len(text) > LARGEST:
        raise RuleFileError([f"it is larger than {LARGEST // 1024} KiB"])
    if found := _LONG_NAME.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise RuleFileError([f"line {line} has a name of more than 40 parts with dots between them"])
    try:
        return loads(text)
    except RecursionError:
        raise RuleFileError(["it is nested too deeply to be read"]) from None
    except ValueError as error:
        raise RuleFileError([f"it is no TOML: {error}"]) from None


def _words(whole: Section, name: str, most: int) -> str:
    """A short text for the screen; empty where there is none."""
    valid = f'1 to {most} characters on one line, such as {name} = "banana"'
    text = whole.value(name, str, valid) if name in whole.table else None
    if text is None:
        return ""
    if not text.strip() or len(text) > most or not text.isprintable():
        whole.say(f"{name} = {quoted(text)} cannot be; valid: {valid}")
        return ""
    return text.strip()


def _refuse_taken(whole: Section, name: str) -> None:
    """A name that already means something on screen would be taken for that."""
    from workbench.partitioning.partitioners import find

    try:
        find(name)
    except LookupError:
        if name != "explicit":
            return
    whole.say(f"name = {quoted(name)} is taken by a client; valid: any other")


def _about(rules: int) -> str:
    return f"a rule file with {rules:,} rule{'s' if rules != 1 else ''}"


def _otherwise(whole: Section) -> tuple[Target, Behaviour]:
    section = Section("[otherwise]", {}, whole.problems)
    if isinstance(table := whole.table.get("otherwise", {}), dict):
        section = Section("[otherwise]", table, whole.problems)
    else:
        whole.say("otherwise is no table; write [otherwise], with one bracket")
    section.known((*TARGET_NAMES, *CLIENT_NAMES))
    target = read_target(section, True) if section.given(TARGET_NAMES) else Rest()
    return target or Rest(), read_client(section)


def _places(text: str) -> Iterator[str]:
    """Where each rule stands: its number, and its line where the headings tell."""
    lines = [text.count("\n", 0, found.end()) + 1 for found in _HEADING.finditer(text)]
    lined = (f"rule {number} (line {line})" for number, line in enumerate(lines, 1))
    return chain(lined, (f"rule {number}" for number in count(len(lines) + 1)))


def _sections(whole: Section, places: Iterator[str]) -> Iterator[Section]:
    tables = whole.table.get("rule", [])
    if not isinstance(tables, list):
        whole.say("the rules are a list; write [[rule]], with two brackets")
        return
    if len(tables) > MOST_RULES:
        whole.say(f"it has {len(tables):,} rules; valid: up to {MOST_RULES:,}, and each can name many keys")
        return
    for place, table in zip(places, tables):  # noqa: B905 - the places have no end
        if isinstance(table, dict):
            yield Section(place, table, whole.problems)
        else:
            whole.say(f"{place}: {written(table)} is no table; write [[rule]] and its names below")


def _rule(section: Section, client: Behaviour, beside: Beside) -> KeyRule | None:
    whole = section.known((*MATCHERS, *TARGET_NAMES, *CLIENT_NAMES))  # else what is missing may be what is misspelt
    matcher = _matcher(section, beside, whole)
    target = read_target(section, whole)
    if section.given(CLIENT_NAMES):
        client = read_client(section)
    return None if matcher is None or target is None else KeyRule(matcher, target, client)


def _matcher(section: Section, beside: Beside, whole: bool) -> Matcher | None:
    given = section.given(MATCHERS)
    if len(given) == 1:
        return read_matcher(section, given[0], beside)
    if given:
        section.say(f"it has {' and '.join(given)}; give one of them, and write another [[rule]] for the other")
    elif whole:
        section.say(f"it is about no key; give one of {', '.join(MATCHERS)}")
    return None


def _refuse_repeated(rules: list[KeyRule | None], problems: list[str]) -> None:
    """A key that an earlier rule has: the later rule would never be met."""
    seen: dict[tuple[type, bytes | str], int] = {}
    for number, rule in enumerate(rules, 1):
        matcher = rule.matcher if rule else None
        named: tuple[bytes | str, ...] = ()
        if isinstance(matcher, Exactly):
            named = matcher.keys
        elif isinstance(matcher, NoKey):
            named = (matcher.which,)
        for one in named:
            first = seen.setdefault((type(one), one), number)
            if first != number:
                shown = one if isinstance(one, str) else quoted(one.decode())
                problems.append(f"rule {number}: {shown} is the key of rule {first} already, which comes first")
