"""What real client libraries answered for the 20,000 keys: a digest of each rule's partitions, and how it was run.

The harnesses lie in tests/vectors/real_libraries, one a language; a person runs them where that language and the
library are at hand, since the tests need neither:

    python -m tests.end_to_end.recorded keys > keys
    node libraries.mjs 3 8 12 64 1000 < keys > answers     # and so on, as `commands` in answers.json says
    python -m tests.end_to_end.recorded record answers…    # writes answers.json
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.end_to_end import random_keys

FILE = Path(__file__).parents[1] / "vectors" / "real_libraries" / "answers.json"
NOT_THE_SAME = "-"
REFUSED = "!"


@dataclass(frozen=True, slots=True)
class Recorded:
    """One rule of one library: SHA-256 over its partitions as text, and what it did with a null key for each count."""

    sha256: str
    null: tuple[str, ...]


def recorded() -> dict[str, Recorded]:
    """By label, such as "kafkajs 2.2.4 DefaultPartitioner". The keys must still be the ones that were asked."""
    content: Any = json.loads(FILE.read_text())
    assert (content["keys_sha256"], tuple(content["partitions"])) == (random_keys.digest(), random_keys.PARTITIONS)
    return {label: Recorded(one["sha256"], tuple(one["null"].split())) for label, one in content["answers"].items()}


def digest(answers: Sequence[Sequence[int | None]]) -> str:
    """The same digest of partitions that we worked out: for each count those of every key."""
    rows = zip(*answers, strict=True)
    text = " ".join(NOT_THE_SAME if number is None else str(number) for row in rows for number in row)
    return sha256(text.encode()).hexdigest()


def _record(paths: Sequence[str]) -> None:
    content: Any = json.loads(FILE.read_text())
    content["keys_sha256"], content["partitions"] = random_keys.digest(), random_keys.PARTITIONS
    for line in (line for path in paths for line in Path(path).read_text().splitlines()):
        label, null, answers = line.split("\t")
        assert len(answers.split()) == random_keys.COUNT * len(random_keys.PARTITIONS)
        content["answers"][label] = {"null": null, "sha256": sha256(answers.encode()).hexdigest()}
    content["answers"] = dict(sorted(content["answers"].items()))
    FILE.write_text(json.dumps(content, indent=1) + "\n")


def main() -> None:
    """`keys` prints them as hexadecimal lines; `record FILE…` takes the harnesses' lines into answers.json."""
    match sys.argv[1:]:
        case ["record", *paths]:
            _record(paths)
        case _:
            print("\n".join(key.hex() for key in random_keys.random_keys()))


if __name__ == "__main__":
    main()
