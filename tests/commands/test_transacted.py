"""`workbench send --transaction`: all or nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.brokers.cluster import Cluster, EmbeddedCluster
from tests.commands.schemas.answered import answered
from workbench.clusters.faults import Api, Faults, error_code
from workbench.clusters.sandbox import Sandbox

Capture = pytest.CaptureFixture[str]


def test_all_delivered_is_committed(cluster: Cluster, capsys: Capture) -> None:
    arguments = ("-t", cluster.topic(3), "--value", "v", "-n", "500", "--transaction", "--quiet")
    found = answered(capsys, "send", "-b", cluster.bootstrap_servers, *arguments)
    assert (found.code, found.words) == (0, "")
    assert json.loads(found.out)["delivered"] == 500


def test_one_bad_line_and_it_is_aborted(embedded: EmbeddedCluster, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "lines").write_bytes(b"0a\n" * 1_000 + b"zz\n")
    arguments = ("-t", embedded.topic(3), "-v", "hex", "-l", str(tmp_path / "lines"), "--transaction", "--quiet")
    found = answered(capsys, "send", "-b", embedded.bootstrap_servers, *arguments)
    assert found.code == 2
    assert "line 1,001: value" in found.words
    assert "the transaction was not committed, it is aborted" in found.words


def test_a_record_that_is_refused_aborts_it(fresh_sandbox: Sandbox, capsys: Capture) -> None:
    Faults(fresh_sandbox).fail_next(Api.PRODUCE, error_code("MSG_SIZE_TOO_LARGE"))
    arguments = ("-t", "orders", "--value", "v", "-n", "3", "--transaction", "--quiet")
    found = answered(capsys, "send", "-b", fresh_sandbox.bootstrap_servers, *arguments)
    assert found.code == 1
    assert "the transaction was not committed" in found.words
