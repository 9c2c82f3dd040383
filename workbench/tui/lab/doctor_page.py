"""The same text as other bytes, as lines: where each form lands, and when a producer writes it so."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.lab.doctor import KeyForm
from workbench.tui.figures import fit, short, size
from workbench.tui.lab.lines import Line, cell_of, fact, paragraph, width_of

NAME, LANDS, SIZE = 30, 9, 8
BYTES = 20
"""Cells of the bytes where there is room for what the form means beside them: six bytes."""
WIDE = 110


def head_line(width: int) -> Line:
    """The columns' names."""
    when = f"{'bytes'.ljust(BYTES)}  when" if width >= WIDE else "bytes"
    return ((f"  {fit('form', NAME)} {cell_of('partition', -LANDS)}  {cell_of('size', -SIZE)}   {when}", "quiet"),)


def form_lines(forms: Sequence[KeyForm], cursor: int, width: int) -> list[Line]:
    """One line a form: its sign, name, partition, size and bytes."""
    yours = chosen(forms)
    return [_row(form, yours, index == cursor, width) for index, form in enumerate(forms)]


def _row(form: KeyForm, yours: KeyForm | None, under_cursor: bool, width: int) -> Line:
    sign, style = sign_of(form, yours)
    where = "any" if form.partition is None else f"{form.partition:,}"
    name = f"{form.name} (yours)" if form.chosen else form.name
    before: Line = (
        (f"{sign} ", style),
        (fit(name, NAME) + " ", "cursor" if under_cursor else "bold" if form.chosen else "plain"),
        (cell_of(where, -LANDS), style),
        (f"  {cell_of(size(len(form.data), SIZE), -SIZE)}   ", "quiet"),
    )
    left = width - width_of(before)
    if width < WIDE:
        return (*before, (hexed(form.data, max(8, left)), "quiet"))
    return (
        *before,
        (f"{hexed(form.data, BYTES).ljust(BYTES)}  ", "quiet"),
        (short(form.note, left - BYTES - 2), "quiet"),
    )


def sign_of(form: KeyForm, yours: KeyForm | None) -> tuple[str, str]:
    """Whether a form lands where the composer's own form lands: a sign, and its style."""
    if form.partition is None or yours is None:
        return "~", "any"
    return ("=", "same") if form.partition == yours.partition else ("≠", "other")


def chosen(forms: Sequence[KeyForm]) -> KeyForm | None:
    """The form that the composer uses."""
    return next((form for form in forms if form.chosen), None)


def hexed(data: bytes, cells: int) -> str:
    """The bytes in hex, cut to that many cells."""
    if len(data) * 3 - 1 <= cells:
        return data.hex(" ")
    return data[: max(1, (cells - 2) // 3)].hex(" ") + " …"


def verdict_lines(forms: Sequence[KeyForm], width: int) -> list[Line]:
    """What the forms mean in practice."""
    yours = chosen(forms)
    if yours is None:
        words, style = "~ The key cannot be written in the form that is chosen; these are the other ones.", "any"
    elif yours.partition is None:
        words, style = "~ The emulated client promises no partition for this key, whatever its bytes.", "any"
    elif elsewhere := sum(form.partition != yours.partition for form in forms):
        style = "other"
        words = (
            f"≠ Written as {yours.name} this text lands on partition {yours.partition}, in {elsewhere} of "
            f"{len(forms) - 1} other forms elsewhere: services that write the same text in two forms do not meet."
        )
    else:
        words, style = f"= Every form of this text lands on partition {yours.partition}.", "same"
    return paragraph(words, width, f"bold-{style}")


def detail_lines(form: KeyForm, width: int) -> list[Line]:
    """One form in full: its name, when it happens, its bytes."""
    return [
        ((form.name, "bold"),),
        *fact("when", form.note or "as typed", width, names=7),
        *fact("bytes", hexed(form.data, (width - 7) * 3), width, "quiet", names=7),
    ]


def read_ids(text: str) -> tuple[int, int] | None:
    """Two schema ids, as in `2,1`; None where they are none."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != 2 or not all(part.isascii() and part.isdigit() and len(part) <= 10 for part in parts):
        return None
    this, previous = map(int, parts)
    return (this, previous) if max(this, previous) < 2**31 else None
