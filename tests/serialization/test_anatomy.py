"""Labelled spans: values that are told apart by what they say."""

from __future__ import annotations

from workbench.serialization.anatomy import Span


def test_a_span_is_a_place_a_label_and_what_is_there() -> None:
    span = Span(1, 5, "schema id", "42")
    assert (span.start, span.end, span.label, span.value, span.path) == (1, 5, "schema id", "42", "")
    assert span == Span(1, 5, "schema id", "42") != Span(1, 5, "schema id", "43")
