"""What became of a record, explained: its state, the error in words, its kind, and the next step."""

from __future__ import annotations

from textual.content import Content

from workbench.delivery.error_kinds import ErrorKind
from workbench.delivery.report import DeliveryReport
from workbench.delivery.teaching.facts import UNKNOWN, Facts
from workbench.delivery.teaching.fates import fate
from workbench.delivery.teaching.lesson import Mender
from workbench.delivery.teaching.teach import teach
from workbench.delivery.teaching.words import outside
from workbench.records.escape import escape
from workbench.tui.panes.delivery_columns import KIND_SIGNS, SIGNS, WORDS

KINDS = {
    ErrorKind.RETRIABLE: "sending it again can help",
    ErrorKind.PERMANENT: "refused again as long as nothing changes",
    ErrorKind.FATAL: "this producer can send nothing any more",
}
_STYLES = {ErrorKind.RETRIABLE: "$unknown", ErrorKind.PERMANENT: "$failed", ErrorKind.FATAL: "$failed"}


def taught_lines(report: DeliveryReport, facts: Facts = UNKNOWN) -> list[Content]:
    """The lines, each to be wrapped as the screen has room."""
    state = Content.styled(f"{SIGNS[report.state]} {WORDS[report.state]}", f"bold ${report.state.word}")
    said, error = fate(report.state, report.error, facts), report.error
    if error is None:
        return [state, *_said(said.meaning), *_step("Next step", said.next_step)]
    taught = teach(error, facts)
    first = "" if said.next_step in taught.next_step else said.next_step
    return [
        Content.assemble(state, "  ", (outside(error.name), "bold")),
        _kind(taught.kind),
        *_said(taught.meaning, said.meaning),
        *_step("First", first),
        *_step("Next step", taught.next_step),
        *([] if taught.mender is Mender.NOTHING else [_quietly("to change", taught.mender.value)]),
        _quietly("its own words", escape(error.message)),
    ]


def _kind(kind: ErrorKind) -> Content:
    return Content.assemble((f"{KIND_SIGNS[kind]} {kind.value}", _STYLES[kind]), (f": {KINDS[kind]}", "$quiet"))


def _said(*sentences: str) -> list[Content]:
    text = " ".join(sentence for sentence in sentences if sentence)
    return [Content(text)] if text else []


def _step(name: str, words: str) -> list[Content]:
    return [Content.assemble((f"{name}: ", "$quiet"), (words, "$accent"))] if words else []


def _quietly(name: str, words: str) -> Content:
    return Content.assemble((name.ljust(16), "$quiet"), words)
