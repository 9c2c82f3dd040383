"""Names of topics and headers."""

from __future__ import annotations

import pytest

from workbench.records.names import header_name_problem, topic_name_problem


@pytest.mark.parametrize("name", ["orders", "a.b_c-9", "A" * 249, "...", "-"])
def test_legal_topic_names(name: str) -> None:
    assert topic_name_problem(name) is None


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("", "no topic is given"),
        (".", "a topic cannot be named '.'"),
        ("..", "a topic cannot be named '..'"),
        ("a" * 250, "the topic's name has 250 characters"),
        ("my orders", "a topic's name cannot hold ' '"),
        ("orders\n", "a topic's name cannot hold '\\n'"),
        ("주문", "a topic's name cannot hold '주'"),
        ("a\x1b", "a topic's name cannot hold '\\x1b'"),
    ],
)
def test_illegal_topic_names_say_why_and_what_is_legal(name: str, what: str) -> None:
    problem = topic_name_problem(name)
    assert problem is not None
    assert problem.what == what
    assert problem.valid


@pytest.mark.parametrize("name", ["", "trace", "추적", "a=b,c:d\n", "x" * 40_000])
def test_any_whole_text_names_a_header(name: str) -> None:
    assert header_name_problem(name) is None


@pytest.mark.parametrize(
    ("name", "what"),
    [("a\0b", "the name 'a\\x00b' would be cut at \\x00"), ("\ud800", "the name '\\ud800' holds half a character")],
)
def test_a_header_name_that_would_arrive_as_another_is_refused(name: str, what: str) -> None:
    problem = header_name_problem(name)
    assert problem is not None
    assert problem.what == what
