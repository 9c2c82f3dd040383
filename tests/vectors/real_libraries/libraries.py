"""The answers of pykafka. Keys on stdin, one a line, as hexadecimal; its version and the partition counts as arguments.

One line: label, TAB, its answers for a null key, TAB, its answers for every key. "!": it refuses.
"""

from __future__ import annotations

import sys
from importlib import import_module


def main() -> None:
    """Needs pykafka's sources on the path; they import nothing of pykafka's C extension."""
    place = import_module("partitioners").hashing_partitioner
    version, *texts = sys.argv[1:]
    lists = [range(int(text)) for text in texts]
    answers = [str(place(partitions, bytes.fromhex(line))) for line in sys.stdin for partitions in lists]
    print(f"pykafka {version} hashing_partitioner", " ".join("!" for _ in lists), " ".join(answers), sep="\t")


if __name__ == "__main__":
    main()
