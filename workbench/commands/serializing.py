"""The serializers that the specs of a command's arguments stand for; schemas are waited for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from typing import TYPE_CHECKING

from workbench.commands.refused import Refused
from workbench.records.draft import FieldDraft, RecordDraft
from workbench.records.errors import Part, Pending, Problem, RecordError, Unserializable
from workbench.schemas.registry_error import RegistryError
from workbench.schemas.serializers import Serializers, asks_a_registry
from workbench.serialization.families import FAMILIES, check_options
from workbench.serialization.serializer import Find, Serializer
from workbench.serialization.spec import SerializerSpec

if TYPE_CHECKING:
    from workbench.schemas.registry import Registry

WITHIN = 15.0
"""Seconds that a schema is waited for: more than a registry has for two answers."""

CANNOT_ASK = 3
"""The exit code where the registry gives no answer: the arguments may be right, and later there may be one."""

NAMES = ", ".join(one.name for one in FAMILIES)
HELP = f"{NAMES}, or a plug-in's name; options follow, as in avro,subject=orders-value,version=2. default: string"

_NO_REGISTRY = (
    "no schema registry is named; give --registry URL. The embedded cluster has one: `workbench sandbox` prints its URL"
)


def no_registry() -> Refused:
    """What to say where there is nobody to ask."""
    return Refused(_NO_REGISTRY)


@contextmanager
def registry_of(properties: Mapping[str, str]) -> Iterator[Registry | None]:
    """The registry of a profile's properties, None where they name none; nothing is asked of it yet."""
    if not properties.get("schema.registry.url"):
        yield None
        return
    from workbench.schemas.registry import Registry
    from workbench.schemas.settings import RegistrySettings

    with closing(Registry(RegistrySettings.of(properties))) as registry:
        yield registry


@contextmanager
def finding(properties: Mapping[str, str]) -> Iterator[Find]:
    """What finds serializers by their specs, with the registry of these properties if they name one. It blocks."""
    with ExitStack() as stack:
        registry = stack.enter_context(registry_of(properties))
        serializers = stack.enter_context(closing(Serializers(registry)))
        yield waiting(serializers)


def waiting(serializers: Serializers) -> Find:
    """A Find that waits for the schema."""

    def find(spec: str, topic: str, part: Part) -> Serializer:
        return serializers.ready(spec, topic, part, WITHIN)

    return find


def at_hand(serializers: Serializers) -> Find:
    """The same for serializers that need no registry; what needs one is Pending, its options checked."""

    def find(spec: str, topic: str, part: Part) -> Serializer:
        if not asks_a_registry(spec):
            return serializers.ready(spec, topic, part, WITHIN)
        check_options(SerializerSpec.parse(spec))
        raise Pending(Problem("the schema is asked for later", is_pending=True))

    return find


def code_of(error: Unserializable) -> int:
    """The exit code of an error: 3 where the registry gave no answer, 2 where the same would be refused again."""
    return CANNOT_ASK if isinstance(error, RegistryError) and not error.is_about_the_question else 2


def code_of_record(draft: RecordDraft, errors: Iterable[RecordError], find: Find) -> int:
    """The same for a record's errors: 3 where each is of a field whose schema the registry did not give.

    An error has no cause, so the serializers are asked for once more; their failures are kept for some seconds.
    """
    fields: dict[tuple[Part, int | None], FieldDraft] = {(Part.KEY, None): draft.key, (Part.VALUE, None): draft.value}
    fields |= {(Part.HEADER, at): header.value for at, header in enumerate(draft.headers)}

    def is_unanswered(error: RecordError) -> bool:
        field = fields.get((error.address.part, error.address.header))
        if error.is_pending or field is None:
            return error.is_pending
        try:
            find(field.serializer, draft.topic, error.address.part)
        except Unserializable as cause:
            return code_of(cause) == CANNOT_ASK
        return False

    return CANNOT_ASK if all(map(is_unanswered, errors)) else 2


def refusal(error: Unserializable) -> str:
    """Every problem as a sentence, for problems that stand in no text of a record."""
    return "; ".join(problem.at(Part.VALUE).words for problem in error.problems)
