"""The parts of a rule: what it is about, where it sends, whose hash places keys among several partitions."""

from __future__ import annotations

import json
from collections.abc import Callable

from workbench.partitioning import hashes, lane_hashes
from workbench.partitioning.expression import BadPattern
from workbench.partitioning.expression import read as read_expression
from workbench.partitioning.hashes import Hash
from workbench.partitioning.hashing import ABSOLUTE, MASKED, UNSIGNED, Bulk, Hashing
from workbench.partitioning.key_fields import AvroKey, BadSchema, JsonKey, KeyFormat
from workbench.partitioning.matchers import Beginning, Exactly, FieldIs, Matcher, NoKey, Pattern, Value
from workbench.partitioning.rule_section import Section, written
from workbench.partitioning.rules import MAX_PARTITIONS, HashPartitioner
from workbench.partitioning.rules import Rule as Behaviour
from workbench.partitioning.targets import ALL, LAST, Range, Refusal, Rest, Target
from workbench.records.escape import escape, quoted

MATCHERS = ("key", "prefix", "regex", "json", "avro", "null", "empty")
TARGET_NAMES = ("to", "refuse")
CLIENT_NAMES = ("client", "hash", "sign")
"""The names that stand in a rule, by what they say."""

DEFAULT_CLIENT = "java"
_TO = 'a partition such as 3, "last", a range such as [8, 11] or [8, "last"], "rest" or "all"'
_FIELD = 'field = "customer.name", a path of names with dots, or a list of names where one holds a dot'
_HASHES: dict[str, tuple[Hash, Bulk | None]] = {
    "murmur2": (hashes.murmur2, lane_hashes.murmur2),
    "crc32": (hashes.crc32, None),
    "fnv1a": (hashes.fnv1a, lane_hashes.fnv1a),
}
_SIGNS = {"cleared": MASKED, "absolute": ABSOLUTE, "unsigned": UNSIGNED}
_SIGN_OF = {"murmur2": "cleared", "crc32": "unsigned", "fnv1a": "absolute"}
"""As the clients do it that brought the hash into use: Java, librdkafka, Sarama."""

Beside = Callable[[str], str]


def read_matcher(section: Section, name: str, beside: Beside) -> Matcher | None:
    """What the rule is about; None, and said, where that cannot be read."""
    if name in ("null", "empty"):
        return NoKey(name) if _is_true(section, name) else None
    if name == "regex":
        return _pattern(section)
    if name in ("json", "avro"):
        return _field(section, name, beside)
    hint = "empty = true is about the empty key" if name == "key" else "[otherwise] is about every other key"
    texts = section.texts(name, f'{name} = "Banana", or a list of such texts; {hint}')
    try:
        encoded = tuple(text.encode() for text in texts)
    except UnicodeEncodeError:
        section.say(f"{name} holds half a character, which no key in UTF-8 has")
        return None
    if not encoded:
        return None
    return Exactly(encoded) if name == "key" else Beginning(encoded)


def read_target(section: Section, whole: bool) -> Target | None:
    """Where the rule sends; None, and said, where that cannot be read. `whole`: say as well if it is missing."""
    given = section.given(TARGET_NAMES)
    if len(given) == 2:
        section.say("it has to and refuse; give one of them")
    elif not given and whole:
        section.say(f'it sends nowhere; give to = {_TO}; or refuse = "why"')
    if len(given) != 1:
        return None
    if given == ["refuse"]:
        why = section.value("refuse", str, 'refuse = "the sentence that is shown"')
        return None if why is None else Refusal(escape(why.strip()[:200]))
    to = section.table["to"]
    target = _named(to) if isinstance(to, str) else _range(to)
    if target is None:
        section.say(f"to = {written(to)} cannot be; valid: {_TO}")
    return target


def read_client(section: Section) -> Behaviour:
    """Whose hash places keys among several partitions: that of a client, or one with its sign; Java's by default."""
    from workbench.partitioning.partitioners import find

    java = find(DEFAULT_CLIENT).rule
    if "hash" in section.table and "client" in section.table:
        section.say("it has client and hash; give one of them")
        return java
    if "hash" in section.table or "sign" in section.table:
        return _hash(section) or java
    name = section.value("client", str, 'client = "java"') if "client" in section.table else None
    try:
        return java if name is None else find(name.lower()).rule
    except LookupError as error:
        section.say(f"client: {error.args[0]}")
        return java


def _hash(section: Section) -> HashPartitioner | None:
    if "hash" not in section.table:
        section.say(f"sign says what becomes of a hash's sign, and there is no hash; valid: {', '.join(_HASHES)}")
        return None
    name = _word(section, "hash", tuple(_HASHES))
    if name is None:
        return None
    sign = _word(section, "sign", tuple(_SIGNS)) if "sign" in section.table else _SIGN_OF[name]
    if sign is None:
        return None
    hashed, bulk = _HASHES[name]
    return HashPartitioner(Hashing(f"{name}, {sign}", name, hashed, _SIGNS[sign], bulk=bulk))


def _word(section: Section, name: str, valid: tuple[str, ...]) -> str | None:
    value = section.table[name]
    if isinstance(value, str) and value in valid:
        return value
    section.say(f"{name} = {written(value)} cannot be; valid: {', '.join(valid)}")
    return None


def _is_true(section: Section, name: str) -> bool:
    value = section.table[name]
    if value is not True:
        section.say(f"{name} = {written(value)} cannot be; valid: {name} = true, or no rule about it")
    return value is True


def _named(word: str) -> Target | None:
    if word == "rest":
        return Rest()
    return {"last": Range(LAST, LAST), "all": ALL}.get(word)


def _range(to: object) -> Range | None:
    """One partition, or the first and the last of several."""
    first, last = to if isinstance(to, list) and len(to) == 2 else (to, to)
    ends = [LAST if end == "last" else end for end in (first, last)]
    numbers = [end for end in ends if type(end) is int and (end == LAST or 0 <= end < MAX_PARTITIONS)]
    if len(numbers) != 2 or -1 in (first, last):
        return None
    low, high = numbers
    return Range(low, high) if high == LAST or (low != LAST and low <= high) else None


def _pattern(section: Section) -> Pattern | None:
    text = section.value("regex", str, "regex = '^EU-[0-9]+$'")
    if text is None:
        return None
    if not text:
        section.say("regex is empty and found in every key; [otherwise] is about every other key")
        return None
    try:
        return Pattern(read_expression(text))
    except BadPattern as error:
        section.say(f"regex {quoted(text)}: {error}")
        return None


def _field(section: Section, name: str, beside: Beside) -> FieldIs | None:
    inside = section.inside(name)
    if inside is None:
        return None
    inside.known(("field", "equals") if name == "json" else ("field", "equals", "schema", "schema_file"))
    form = JsonKey() if name == "json" else _avro(inside, beside)
    path, values = _path(inside), _values(inside)
    return None if form is None or path is None or not values else FieldIs(form, path, values)


def _path(section: Section) -> tuple[str, ...] | None:
    """The names on the way to the field; none: the key itself."""
    field = section.table.get("field", [])
    names = field.split(".") if isinstance(field, str) else field
    if isinstance(names, list) and all(isinstance(name, str) and name for name in names):
        return tuple(names)
    section.say(f"field = {written(field)} cannot be; valid: {_FIELD}")
    return None


def _values(section: Section) -> tuple[Value, ...]:
    if "equals" not in section.table:
        section.say('equals is missing; valid: equals = "Banana", a number, true or false, or a list of those')
        return ()
    value = section.table["equals"]
    values = value if isinstance(value, list) else [value]
    if values and all(isinstance(one, str | int | float | bool) for one in values):
        return tuple(values)
    section.say(f"equals = {written(value)} cannot be; valid: a text, a number, true or false, or a list of those")
    return ()


def _avro(section: Section, beside: Beside) -> KeyFormat | None:
    given = section.given(("schema", "schema_file"))
    if len(given) != 1:
        section.say("give schema or schema_file, and not both: Avro cannot be read without its schema")
        return None
    try:
        return AvroKey.of(_schema(section, given[0], beside))
    except BadSchema as error:
        section.say(f"{given[0]}: {error}")
    except RecursionError:
        section.say(f"{given[0]}: it is nested too deeply to be read")
    except ValueError as error:
        section.say(f"{given[0]}: {error}")
    return None


def _schema(section: Section, name: str, beside: Beside) -> object:
    """The schema, decoded. Raises ValueError with a sentence."""
    value = section.table[name]
    if isinstance(value, dict) and name == "schema":
        return value
    if not isinstance(value, str) or not value:
        valid = "the schema's JSON in '''…'''" if name == "schema" else "the name of a file beside the rule file"
        raise BadSchema(f"{written(value)} cannot be; valid: {valid}")
    text = value if name == "schema" else beside(value)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        if name == "schema" and text.replace("_", "").isalnum():
            return text  # a type's name: the quotes of its JSON are easily forgotten
        raise BadSchema(f"it is no JSON: {error.msg} at line {error.lineno}, column {error.colno}") from None
