"""`workbench` itself: which cluster, which form to begin with, and an end that is told."""

from __future__ import annotations

import argparse
import gc
from collections.abc import Callable, Iterator

import pytest

from workbench.cli import main
from workbench.commands import tui
from workbench.commands.tui import CLUSTER_DRAFT, SANDBOX_DRAFT
from workbench.delivery.batch import Batch
from workbench.records.draft import Presence, RecordDraft
from workbench.records.record import ProducerRecord
from workbench.session import Session
from workbench.tui.app import WorkbenchApp

Apps = list[WorkbenchApp]


@pytest.fixture(autouse=True)
def terminal(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal to draw on, but for the test that has none."""
    if "without_a_terminal" not in request.node.name:
        monkeypatch.setattr(tui, "has_terminal", lambda: True)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Apps]]:
    """Runs the command with an app that a person leaves at once; gives the apps that were run."""
    apps: Apps = []
    monkeypatch.setattr(WorkbenchApp, "run", lambda app: apps.append(app))
    monkeypatch.setenv("TEXTUAL_FPS", "60")

    def running(*arguments: str) -> Apps:
        assert main(arguments) == 0
        return apps

    yield running
    gc.enable()


def draft(app: WorkbenchApp) -> RecordDraft:
    return app._draft


def test_without_a_cluster_it_is_the_embedded_one_with_a_record_to_send(run: Callable[..., Apps]) -> None:
    (app,) = run()
    assert app.session.profile.embedded
    assert draft(app) == SANDBOX_DRAFT
    assert app.theme == "workbench-dark"


def test_on_a_real_cluster_nothing_is_filled_in_that_could_be_sent_by_mistake(run: Callable[..., Apps]) -> None:
    (app,) = run("-b", "localhost:9092")
    assert app.session.profile.bootstrap_servers == "localhost:9092"
    assert draft(app) == CLUSTER_DRAFT
    assert (draft(app).topic, draft(app).key.presence) == ("", Presence.NULL)


def test_a_topic_and_a_theme_to_begin_with(run: Callable[..., Apps]) -> None:
    (app,) = run("-t", "payments", "--theme", "workbench-light")
    assert draft(app) == RecordDraft("payments", SANDBOX_DRAFT.key, SANDBOX_DRAFT.value)
    assert app.theme == "workbench-light"


def test_properties_become_settings(run: Callable[..., Apps]) -> None:
    (app,) = run("-b", "h:1", "-X", "acks=1", "-X", "partitioner=murmur2")
    assert (app.session.settings.acks, app.session.settings.partitioner) == ("1", "murmur2")


def test_a_cluster_that_cannot_be_meant_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-b", "a b"]) == 2
    assert "no bootstrap server" in capsys.readouterr().err


def test_the_options_have_their_help() -> None:
    parser = argparse.ArgumentParser()
    tui.add_arguments(parser)
    assert "--theme" in parser.format_help()


def leave_with(monkeypatch: pytest.MonkeyPatch, records: int) -> None:
    """The person leaves while records are in flight."""

    def run(app: WorkbenchApp) -> None:
        if records:
            app.session.log.hand_over(Batch([ProducerRecord("orders")] * records))

    def close(session: Session) -> None:
        session.log.give_up()

    monkeypatch.setattr(WorkbenchApp, "run", run)
    monkeypatch.setattr(Session, "close", close)


@pytest.mark.parametrize(
    ("records", "words"), [(0, ""), (2, "2 records were in flight"), (1_204, "1,204 records were in flight")]
)
def test_what_nobody_knows_is_told_on_leaving(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], records: int, words: str
) -> None:
    leave_with(monkeypatch, records)
    assert main([]) == 0
    gc.enable()
    assert words in capsys.readouterr().err


def test_the_session_is_closed_even_when_the_app_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    closed: list[Session] = []

    def run(app: WorkbenchApp) -> None:
        raise RuntimeError("the terminal is gone")

    monkeypatch.setattr(WorkbenchApp, "run", run)
    monkeypatch.setattr(Session, "close", lambda session: closed.append(session))
    assert main([]) == 70
    gc.enable()
    assert len(closed) == 1
    assert "the terminal is gone" in capsys.readouterr().err


def test_without_a_terminal_it_says_so_and_draws_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    told = capsys.readouterr()
    assert "needs a terminal" in told.err
    assert "workbench send" in told.err
    assert "\x1b" not in told.out + told.err


def test_a_theme_that_does_not_exist_is_refused_before_anything_starts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--theme", "nope"]) == 2
    told = capsys.readouterr().err
    assert "'nope'" in told
    assert "workbench-light" in told
