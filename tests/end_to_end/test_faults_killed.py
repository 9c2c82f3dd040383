"""Fault 15 of the list (test_faults.py): the workbench killed with -9 in the middle of 50,000, as a person meets it.
`workbench send` is killed, `workbench journal check` looks on the broker, `workbench send --resume` sends the rest.
The journal's parts, killed likewise: test_journal.py; the journal alone: tests/delivery/journal/test_recovery.py.
"""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

from tests.brokers.cluster import Cluster
from tests.end_to_end.accounting import on_the_broker, places_on_the_broker
from tests.end_to_end.command import ROOT, WORKBENCH, start_send
from workbench.delivery.journal.history import one_send
from workbench.delivery.journal.recovery import open_sends

LINES = 50_000
SLOWLY = ("-X", "batch.num.messages=20", "-X", "max.in.flight=1", "-X", "queue.buffering.max.messages=2000")
"""So that it is killed in the middle on every machine."""


def test_15_the_workbench_killed_with_9_in_the_middle_of_50_000(cluster: Cluster, tmp_path: Path) -> None:
    topic, lines, journal = cluster.topic(3), tmp_path / "lines", tmp_path / "journal.db"
    lines.write_bytes(b"".join(b"%d:value of %d\n" % (number, number) for number in range(LINES)))
    said = killed(cluster, topic, "-K", ":", "-l", str(lines), "--journal", str(journal), *SLOWLY)
    places = places_on_the_broker(cluster, topic)
    assert 0 < len(said) <= len(places) < LINES, "it was killed in the middle"
    for number, report in enumerate(said):
        assert report["state"] == "delivered"
        assert places[report["partition"], report["offset"]] == b"%d" % number
    (sent,) = open_sends(journal)
    assert sent.totals.delivered <= len(places) <= sent.totals.handed_over == sent.handed, "the journal was there first"
    assert sent.totals.delivered + sent.totals.unknown + sent.totals.failed == sent.handed
    for command in (("journal", "check", str(sent.number)), ("send", "--quiet", "--resume")):
        done = subprocess.run(
            [*WORKBENCH, *command, "-b", cluster.bootstrap_servers, "--journal", str(journal)],
            cwd=ROOT, capture_output=True, timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode()
    assert on_the_broker(cluster, topic) == Counter({b"%d" % number: 1 for number in range(LINES)})
    assert open_sends(journal) == ()
    assert one_send(journal, 2).complete


def killed(cluster: Cluster, topic: str, *arguments: str) -> list[dict[str, Any]]:
    """What `send` had said of the first records, in their order, when it was killed."""
    with start_send(cluster.bootstrap_servers, topic, *arguments) as process:
        assert process.stdout is not None
        first = [process.stdout.readline() for _ in range(500)]
        process.kill()
        rest = process.stdout.read().splitlines(keepends=True)
    return [json.loads(line) for line in (*first, *rest) if line.endswith(b"\n")]
