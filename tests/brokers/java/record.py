"""Run by hand, `python -m tests.brokers.java.record`: asks the real Java classes and keeps their answers as data."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tests.brokers.java.questions import FILE, Question, in_charsets, questions, with_registry
from tests.brokers.java.serializers import answers
from tests.brokers.registry.apicurio import apicurio_registry

ABOUT = (
    "What real Java classes made of values: kafka-clients 4.4.0's serializers, Apache Avro 1.12.1 (Avro JSON through "
    "its JsonDecoder, GenericDatumWriter, Schema.toString, Conversions), protobuf-java 4.33.4 (DynamicMessage), "
    "Apicurio's AvroKafkaSerializer and ProtobufKafkaSerializer 3.1.7 on Apicurio Registry 3.0.9, on Java 17. `text` "
    "is what Java was given, `ours` what people type for it; `answer` is in hexadecimal."
)
COMMAND = (
    "python -m tests.brokers.java.record (java -cp JARS Serializers.java < questions, JARS as in pom.xml beside it)"
)
NOT_KEPT = ("settings", "descriptors")


def main() -> None:
    """Writes the file."""
    asked = list(questions())
    charsets: list[str] = answers(asked[:1])[0]
    asked = [*asked[1:], *in_charsets(charsets)]
    with tempfile.TemporaryDirectory() as folder, apicurio_registry(Path(folder)) as registry:
        asked += with_registry(registry.own_url)
        kept = list(recorded(asked, answers(asked)))
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in kept)
    head = json.dumps({"about": ABOUT, "command": COMMAND}, indent=1, ensure_ascii=False)[:-2]
    FILE.write_text(f'{head},\n "answers": [\n{lines}\n]}}\n')


def recorded(asked: Iterable[Question], said: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """Questions with their answers, without what only Java needs. Settings are kept but for the registry's place."""
    for question, answer in zip(asked, said, strict=True):
        settings = {
            name.removeprefix("apicurio.registry."): value
            for name, value in question.get("settings", {}).items()
            if not name.endswith((".url", ".auto-register"))
        }
        kept = {name: value for name, value in question.items() if name not in NOT_KEPT}
        yield {**kept, **({"settings": settings} if settings else {}), "answer": answer}


if __name__ == "__main__":
    main()
