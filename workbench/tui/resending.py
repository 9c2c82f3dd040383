"""What of the app is about records that were handed over before: resend, edit and resend, read back."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence

from textual import work
from textual.app import SystemCommand

from workbench.delivery.again import Again, Resent, look_up
from workbench.delivery.report import DeliveryState
from workbench.records.draft import RecordDraft
from workbench.records.escape import escape
from workbench.tui.actions import OF_A_DELIVERY, key_sign
from workbench.tui.figures import plural
from workbench.tui.serializing import Serializing

NONE_YET = "Nothing was sent yet."


class Resending(Serializing):
    """Acts on the delivery that is shown in full; else on those that are marked, or the one under the cursor."""

    _before: RecordDraft | None = None

    @property
    def chosen_deliveries(self) -> Sequence[int]:
        """Their numbers; none while there are no deliveries."""
        from workbench.tui.screens.detail import Detail

        for screen in self.screen_stack:
            if isinstance(screen, Detail):
                return (screen.number,)
        rows = self.main.deliveries.rows
        if marked := tuple(getattr(rows, "marked", ())):
            return marked
        cursor = rows.cursor_row
        return () if cursor is None else (cursor,)

    def _one(self) -> int | None:
        """The one that is meant: the cursor's, where several are marked."""
        chosen, cursor = self.chosen_deliveries, self.main.deliveries.rows.cursor_row
        if not chosen:
            self.notify(NONE_YET, severity="warning")
            return None
        return chosen[0] if len(chosen) == 1 else cursor

    async def action_filter(self) -> None:
        """The line that says which deliveries are shown."""
        await self.main.deliveries.open_filter()

    def action_resend(self) -> None:
        """Hand the chosen ones over again; of several it is asked first."""
        numbers = self.chosen_deliveries
        if not numbers:
            self.notify(NONE_YET, severity="warning")
        elif len(numbers) == 1 and not self._may_be_there(numbers[0]):
            self._say_resent(self.session.resend(numbers))
        else:
            self._ask_to_resend(numbers)

    def _may_be_there(self, number: int) -> bool:
        row = self.session.log.row(number)
        return row is not None and row.state in (DeliveryState.QUEUED, DeliveryState.UNKNOWN)

    @work(group="resend", exclusive=True)
    async def _ask_to_resend(self, numbers: Sequence[int]) -> None:
        again = await asyncio.to_thread(look_up, self.session.log, numbers)
        if not again.records:
            self._say_resent(Resent(0, again.gone))
            return
        from workbench.tui.screens.resend import Resend

        def answered(yes: bool | None, again: Again = again) -> None:
            if yes:
                self._say_resent(self.session.hand_over_again(again))

        self.push_screen(Resend(again), answered)

    def _say_resent(self, resent: Resent) -> None:
        """What came of it, where the list does not show that already."""
        if resent.problem:
            self.notify(f"Not resent. {escape(resent.problem)}", severity="error", markup=False)
        elif resent.gone:
            gone = f"{plural(len(resent.gone), 'record')} cannot be resent: the bytes are no longer kept."
            words = f"{plural(resent.count, 'record')} handed over again. {gone}" if resent.count else gone
            self.notify(words, severity="warning", markup=False)
        elif resent.count > 1:
            self.notify(f"{plural(resent.count, 'record')} handed over again.", markup=False)

    def action_edit_again(self) -> None:
        """Put what the record was composed of back into the form."""
        if (number := self._one()) is not None:
            self._edit(number)

    @work(group="edit", exclusive=True)
    async def _edit(self, number: int) -> None:
        redrafted = await asyncio.to_thread(self.session.redraft, number)
        if redrafted is None:
            words = f"The bytes of record {number:,} are no longer kept: there is nothing to edit."
            self.notify(words, severity="warning", markup=False)
            return
        while self.screen is not self.main:
            await self.pop_screen()
        await self._take(redrafted.draft)
        for note in redrafted.notes:
            self.notify(escape(note), severity="warning", timeout=10, markup=False)

    async def _take(self, draft: RecordDraft) -> None:
        """Hold another record in the form; the one before can be brought back."""
        before, self._before = self.main.composer.draft, None
        self._at = draft.topic  # its serializers are those of the draft, not the topic's last ones
        await self.main.composer.take(draft)
        self._before = before if before != draft else None
        self.main.go("composer")

    @work(group="edit", exclusive=True)
    async def action_bring_back(self) -> None:
        """The record that was in the form before another one was edited."""
        if self._before is None:
            self.notify("No record was put aside.")
        else:
            await self._take(self._before)

    def action_read_back(self) -> None:
        """Fetch the record from where it was delivered, and compare."""
        if (number := self._one()) is None:
            return
        from workbench.tui.screens.read_back import ReadBackScreen

        session = self.session
        title = f"Read back · record {number:,}"
        self.push_screen(ReadBackScreen(title, lambda stopped: session.read_back(number, stopped)))

    def action_ways(self) -> None:
        """What the three ways to send cost here."""
        from workbench.tui.screens.ways import WaysScreen

        self.push_screen(WaysScreen(self.session, self.main.composer.draft))

    def delivery_commands(self) -> Iterable[SystemCommand]:
        """The same for the palette."""
        for action in OF_A_DELIVERY:
            run = getattr(self, f"action_{action.name}")
            yield SystemCommand(f"{action.title}  {key_sign(action.key)}", action.help, run)
        put_aside = "What was in the form before another record was edited."
        yield SystemCommand("Bring back the record before", put_aside, self.action_bring_back)
