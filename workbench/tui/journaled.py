"""What of the app is about the journal: what an earlier session left open, the screen, and a disk that is full."""

from __future__ import annotations

from textual import on, work
from textual.message import Message

from workbench.delivery.books import BooksError
from workbench.session import Session
from workbench.tui.themed import Themed

NO_JOURNAL = "There is no journal: the workbench was started with --no-journal."
LOOK_EVERY = 0.3


class Journaled(Themed):
    """Needs the session of the app that it is part of."""

    session: Session
    _asking = False

    class LeftOpen(Message):
        """Sends of an earlier session whose records are unknown."""

    class Damaged(Message):
        """The journal cannot be read."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    def look_into_journal(self) -> None:
        """Once the first paint is done: what was left open; and from then on, whether it can be written."""
        if self.session.journal is not None:
            self._look_for_open_sends()
            self.set_interval(LOOK_EVERY, self._look_at_books)

    @work(thread=True, exit_on_error=False, group="journal")
    def _look_for_open_sends(self) -> None:
        journal = self.session.journal
        assert journal is not None
        try:
            if journal.open_sends():
                self.post_message(self.LeftOpen())
            journal.prune()
        except BooksError as error:
            self.post_message(self.Damaged(str(error)))

    @on(LeftOpen)
    def _ask_about_them(self) -> None:
        from workbench.tui.screens.journal import JournalScreen

        words = "! Records of an earlier session are unknown. k looks on the broker, r sends the rest, d dismisses."
        self.push_screen(JournalScreen(self.session, only_open=True, words=words))

    @on(Damaged)
    def _say_damaged(self, event: Damaged) -> None:
        self.notify(event.sentence, severity="error", timeout=20, markup=False)

    def action_journal(self) -> None:
        """What was sent, and what became of it."""
        if self.session.journal is None:
            self.notify(NO_JOURNAL)
            return
        from workbench.tui.screens.journal import JournalScreen

        self.push_screen(JournalScreen(self.session))

    def _look_at_books(self) -> None:
        for sentence in self.session.feed_problems():
            self.notify(sentence, title="Not all was sent", severity="error", timeout=20, markup=False)
        held = self.session.worker.status.held
        if held and not self._asking:
            from workbench.tui.screens.held import Held

            self._asking = True
            self.push_screen(Held(held), self._decided)

    def _decided(self, go_on: bool | None) -> None:
        self._asking = False
        if go_on:
            self.session.worker.go_on_without_books()
        else:
            self.session.worker.stop_sending()
