"""The workbench killed with -9 while it sends a file: the journal against what the broker really has, then the rest."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.brokers import kcat
from tests.brokers.cluster import Cluster
from tests.clusters.test_log_reader import config
from tests.delivery.journal.desk import columns_of, of_lines, remake
from tests.end_to_end.journal_sender import send
from workbench.clusters.tail import tail
from workbench.delivery.journal.checking import Tail
from workbench.delivery.journal.going_on import go_on
from workbench.delivery.journal.history import one_send
from workbench.delivery.journal.lines import thinned
from workbench.delivery.journal.recovery import open_sends
from workbench.delivery.journal.settling import check
from workbench.delivery.report import Totals
from workbench.records.fetched import FetchedRecord

LINES = 50_000
PARTITIONS = 3


def _lines(path: Path) -> Path:
    path.write_bytes(b"".join(b"key-%d:%d\n" % (number % 100, number // 100 * 99) for number in range(LINES)))
    return path


def _killed(*arguments: str) -> None:
    command = [sys.executable, "-m", "tests.end_to_end.journal_sender", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        child.send_signal(signal.SIGKILL)


def test_killed_while_a_file_is_sent(cluster: Cluster, tmp_path: Path) -> None:
    topic, lines, journal = cluster.topic(PARTITIONS), _lines(tmp_path / "lines"), tmp_path / "journal.db"
    servers = cluster.bootstrap_servers

    def read(wanted: Tail) -> Iterator[FetchedRecord]:
        return tail(config(servers), wanted.topic, {one: wanted.offsets.get(one, 0) for one in range(PARTITIONS)})

    _killed(servers, topic, str(lines), str(journal))
    (sent,) = open_sends(journal)
    assert sent.totals.handed_over == sent.handed > 0
    check(journal, sent.number, read, remake)
    there = sum(1 for _ in read(Tail(topic, {}, 0)))
    sent = one_send(journal, sent.number)
    assert sent.totals == Totals(delivered=there, failed=sent.handed - there)
    rest = go_on(journal, sent.number).origin
    log = send(servers, rest, thinned(remake(rest), rest.left_out), journal)
    assert log.totals == Totals(delivered=LINES - there)
    found = Counter((one.key, one.value) for one in kcat.read_back(servers, topic))
    assert found == Counter((one.key, one.value) for one in columns_of(of_lines(lines, topic=topic)))
    assert open_sends(journal) == ()
