"""The subject under which a record's schema is registered: Confluent's name strategies."""

from __future__ import annotations

from workbench.records.errors import Part, Problem, Unserializable
from workbench.records.escape import quoted
from workbench.serialization.spec import SerializerSpec

STRATEGIES = ("topic", "record", "topic-record", "associated")


def subject_of(spec: SerializerSpec, topic: str, part: Part) -> str:
    """The subject by hand or by the spec's strategy; `associated` gives what it falls back to, the topic's own.

    TopicNameStrategy, RecordNameStrategy and TopicRecordNameStrategy of the schema registry's repository. Raises
    Unserializable where something that the strategy needs is missing.
    """
    strategy = spec["strategy"] or "topic"
    if strategy not in STRATEGIES:
        raise Unserializable(Problem(f"there is no subject strategy {quoted(strategy)}", ", ".join(STRATEGIES)))
    if spec["subject"]:
        return _by_hand(spec)
    if part not in (Part.KEY, Part.VALUE):
        raise Unserializable(Problem("a header's value has no subject of its own", "subject=…, id=N or schema=FILE"))
    if strategy == "record":
        return _record(spec, strategy)
    if not topic:
        raise Unserializable(Problem("the subject follows from the topic, and there is none", "a topic, or subject=…"))
    return f"{topic}-{_record(spec, strategy)}" if strategy == "topic-record" else f"{topic}-{part}"


def _by_hand(spec: SerializerSpec) -> str:
    if spec["strategy"]:
        raise Unserializable(Problem("subject= and strategy= both name the subject", "one of the two"))
    return spec["subject"]


def _record(spec: SerializerSpec, strategy: str) -> str:
    if not spec["type"]:
        problem = Problem(f"the strategy {strategy} needs the record's full name", "type=NAME, such as type=shop.Order")
        raise Unserializable(problem)
    return spec["type"]
