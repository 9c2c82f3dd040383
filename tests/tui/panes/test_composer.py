"""The composer: a draft goes in and comes out, and every error stands at its own field."""

from __future__ import annotations

import pytest
from textual.containers import Horizontal
from textual.widgets import Input

from tests.tui.driving import driving
from tests.tui.holding import Held, holding
from tests.tui.still import StillSession
from workbench.compose import Composed, compose
from workbench.partitioning.partitioners import find
from workbench.records.draft import FieldDraft, HeaderDraft, Presence, RecordDraft
from workbench.tui.panes.composer import Composer, sizes
from workbench.tui.panes.field import Field
from workbench.tui.panes.header_rows import HeaderRow
from workbench.tui.panes.value_field import ValueField

WHOLE = RecordDraft(
    "orders",
    FieldDraft("long", Presence.EMPTY, "42"),
    FieldDraft("json", Presence.NULL, '{"a":\n1}'),
    (HeaderDraft("a", FieldDraft(text="1")), HeaderDraft("a", FieldDraft("hex", Presence.NULL, "00"))),
    "3",
    "2026-11-22T12:00:00Z",
)
JOURNEY = ["topic", "key-serializer", "key-presence", "key-text", "value-serializer", "value-presence", "value-text"]


def composed(draft: RecordDraft) -> Composed:
    return compose(draft, partitioner=find("murmur2_random"), partitions=12)


def pane(draft: RecordDraft) -> Horizontal:
    """Beside nothing else."""
    return Horizontal(Composer(draft))


async def shown(held: Held) -> Composer:
    """Everything the draft came to, shown as the workbench does."""
    composer = held.app.query_one(Composer)
    await held.pilot.pause()
    composer.show(composed(composer.draft), 12, "→ orders-4 [/]")
    await held.pilot.pause()
    return composer


async def test_what_goes_in_comes_out() -> None:
    async with holding(pane(WHOLE)) as held:
        assert (await shown(held)).draft == WHOLE


async def test_it_takes_another_draft_whole() -> None:
    for first, then in ((WHOLE, RecordDraft("audit", value=FieldDraft("string", text="x"))), (RecordDraft(), WHOLE)):
        async with holding(pane(first)) as held:
            composer = await shown(held)
            await composer.take(then)
            await held.pilot.pause()
            assert composer.draft == then


async def test_tab_goes_the_records_way() -> None:
    async with holding(pane(RecordDraft("orders"))) as held:
        composer = await shown(held)
        composer.query_one("#topic").focus()
        seen = []
        for _ in range(9):
            seen.append(held.app.focused.id if held.app.focused else None)
            await held.press("tab")
        assert seen == [*JOURNEY, "partition-text", "timestamp"]


async def test_every_change_tells_the_whole_draft() -> None:
    async with holding(pane(RecordDraft("orders"))) as held:
        composer = await shown(held)
        for widget, key in (("#topic", "x"), ("#key-text", "k"), ("#value-text", "v"), ("#partition-text", "end")):
            composer.query_one(widget).focus()
            await held.press("end", key)
        last = held.heard(Composer.Changed)[-1].draft
        assert (last.topic, last.key.text, last.value.text) == ("ordersx", "k", "v")
        assert last == composer.draft


async def test_errors_stand_at_their_fields_and_go_with_what_was_wrong() -> None:
    wrong = RecordDraft(
        "or ders",
        FieldDraft("long", text="[/]"),
        FieldDraft("json", text="{"),
        (HeaderDraft("h", FieldDraft("uuid", text="x")),),
        "99",
        "yesterday",
    )
    async with holding(pane(wrong), size=(80, 40)) as held:
        composer = await shown(held)
        lines = held.screen.split("\n")
        marks = [index for index, line in enumerate(lines) if "✗" in line]
        assert len(marks) == 6
        assert "'[/]' is not a whole number" in held.screen
        for selector, text in (
            ("#topic", "orders"),
            ("#key-text", "1"),
            ("#partition-text", "auto"),
            ("#timestamp", "now"),
        ):
            composer.query_one(selector, Input).value = text
        composer.query_one(HeaderRow).serializer.value = "string"
        composer.query_one(ValueField).editor.text = "{}"
        assert "✗" not in (await shown(held), held.screen)[1]


async def test_two_errors_at_one_field_are_counted() -> None:
    two = RecordDraft("orders", headers=(HeaderDraft("\0", FieldDraft("long", text="x")),))
    async with holding(pane(two)) as held:
        await shown(held)
        assert "(and 1 more)" in held.screen


async def test_the_next_error_is_a_key_away_all_round_the_form() -> None:
    wrong = RecordDraft(
        "or ders",
        FieldDraft("long", text="x"),
        FieldDraft("json", text="{"),
        (HeaderDraft("h", FieldDraft("uuid", text="x")),),
        "99",
        "yesterday",
    )
    async with holding(pane(wrong), size=(80, 40)) as held:
        composer = await shown(held)
        seen = []
        for _ in range(7):
            assert composer.next_problem()
            await held.pilot.pause()
            focused = held.app.focused
            seen.append(focused.id if focused is not None else None)
        assert seen == ["topic", "key-text", "value-text", None, "partition-text", "timestamp", "topic"]


async def test_without_an_error_there_is_none_to_go_to_and_without_a_schema_no_sample() -> None:
    async with holding(pane(RecordDraft("orders", FieldDraft(text="k")))) as held:
        composer = await shown(held)
        composer.query_one(ValueField).editor.text = "{}"
        await held.pilot.pause()
        composer = await shown(held)
        assert not composer.next_problem()
        assert not composer.sample()


async def test_remembered_serializers_are_taken_and_texts_stay() -> None:
    draft = RecordDraft("orders", FieldDraft(text="k"), headers=(HeaderDraft("a", FieldDraft(text="1")),))
    async with holding(pane(draft)) as held:
        composer = await shown(held)
        composer.take_serializers("", "hex", {"a": "long"})
        after = composer.draft
        assert (after.key, after.value.serializer) == (FieldDraft(text="k"), "hex")
        assert after.headers == (HeaderDraft("a", FieldDraft("long", text="1")),)


async def test_a_choice_of_serializer_is_told_and_so_is_a_topic_that_is_left() -> None:
    async with holding(pane(RecordDraft("orders"))) as held:
        composer = await shown(held)
        composer.query_one("#key-serializer").focus()
        await held.press("right")
        assert held.heard(Composer.SerializerChosen)
        composer.query_one("#topic").focus()
        await held.press("x", "tab")
        assert held.heard(Composer.TopicLeft)


async def test_the_step_key_acts_on_the_field_under_the_cursor_else_on_the_value() -> None:
    draft = RecordDraft("orders", headers=(HeaderDraft("a"),))
    async with holding(pane(draft)) as held:
        composer = await shown(held)
        key, topic = composer.query_one("#key-text"), composer.query_one("#topic")
        for widget in (key, composer.query_one(HeaderRow).text, topic):
            widget.focus()
            await held.pilot.pause()
            composer.step_presence()
        after = composer.draft
        states = (after.key.presence, after.headers[0].value.presence, after.value.presence)
        assert states == (Presence.EMPTY, Presence.EMPTY, Presence.EMPTY)


async def test_a_sentence_in_the_border_is_no_markup() -> None:
    async with holding(pane(RecordDraft("orders"))) as held:
        composer = await shown(held)
        for words in ("✗ not sent: [red]x[/] [/]", "✗ [@click=app.quit]y"):
            composer.say(words)
            await held.pilot.pause()
            assert words in held.screen
        composer.say("")
        await held.pilot.pause()
        assert "✗ [@" not in held.screen


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        (FieldDraft(text="user-42"), FieldDraft(text="x" * 4096), "7 + 4,096 B"),
        (FieldDraft(presence=Presence.NULL), FieldDraft(presence=Presence.EMPTY), "null + 0 B"),
        (FieldDraft("long", text="x"), FieldDraft("json", text="{"), "– + – B"),
    ],
)
def test_sizes(key: FieldDraft, value: FieldDraft, words: str) -> None:
    assert sizes(composed(RecordDraft("orders", key, value))).plain == words


async def test_partition_count_and_sizes_are_on_the_screen() -> None:
    async with holding(pane(RecordDraft("orders", FieldDraft(text="k")))) as held:
        composer = await shown(held)
        assert "12 partitions" in held.screen
        composer.show(composed(composer.draft), None, "")
        await held.pilot.pause()
        assert "partitions" not in held.screen


@pytest.mark.parametrize("size", [(1, 1), (20, 5), (40, 10), (200, 60)])
async def test_any_size_is_drawn_and_nothing_typed_is_lost(size: tuple[int, int]) -> None:
    async with holding(pane(WHOLE), size=size) as held:
        composer = await shown(held)
        await held.press("tab", "tab", "tab")
        assert composer.draft == WHOLE


async def test_switching_states_back_and_forth_keeps_what_was_typed() -> None:
    nasty = "\x1b[31m[red]x[/]\u202e홍길동" + "x" * 4_000
    draft = RecordDraft("orders", FieldDraft(text=nasty), FieldDraft("string", text=nasty + "\n" + nasty))
    async with holding(pane(draft)) as held:
        composer = await shown(held)
        for field in composer.query(Field):
            for _ in range(3):
                field.step_presence()
                await held.pilot.pause()
        assert composer.draft == draft


async def test_a_sentence_in_the_border_keeps_brackets_and_backslashes() -> None:
    async with driving(session=StillSession()) as driver:
        driver.app._main.composer.say(r"✗ not sent: key: '\[x' is wrong")
        await driver.sees(r"'\[x' is wrong")


async def test_an_error_without_room_is_said_in_full_on_the_way_to_it() -> None:
    long = RecordDraft("orders", FieldDraft("uuid", text="x" * 400))
    async with holding(pane(long), size=(40, 12)) as held:
        composer = await shown(held)
        composer.query_one("#field-key", Field).note.styles.max_height = 1
        assert composer.next_problem()
        await held.until(lambda: len(held.app._notifications) == 1)
