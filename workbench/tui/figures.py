"""Numbers for eyes: thousands apart, units always, the same width while they change."""

from __future__ import annotations

import time


def count(number: int | None) -> str:
    """1204 as 1,204; None as an en dash."""
    return "–" if number is None else f"{number:,}"


def plural(number: int, noun: str) -> str:
    """1 partition, 12 partitions."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def size(number: int, width: int = 10) -> str:
    """Bytes as 47 B, 1.4 kB, 1.4 MB (decimal units, as the brokers' limits are written out in full elsewhere).

    Where `width` cells are too few for the fraction, it is left out: 12 kB.
    """
    if number < 1_000:
        return f"{number} B"
    for unit, scale in (("kB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000)):
        if number < scale * 999.5 or unit == "GB":
            text = f"{number / scale:.1f} {unit}"
            return text if len(text) <= width else f"{number / scale:.0f} {unit}"
    raise AssertionError(number)


def latency(seconds: float | None) -> str:
    """Seconds as 0.31 ms, 1.8 ms, 214 ms, 2.1 s, 5 min; None as an ellipsis, for it is still awaited."""
    if seconds is None:
        return "…"
    if seconds < 0.0995:
        return f"{seconds * 1e3:.1f} ms"
    if seconds < 0.9995:
        return f"{seconds * 1e3:.0f} ms"
    return f"{seconds:.1f} s" if seconds < 99.95 else f"{seconds / 60:.0f} min"


def clock(epoch: float, *, millis: bool = True) -> str:
    """The local time of day, 12:03:07.114."""
    whole = time.strftime("%H:%M:%S", time.localtime(epoch))
    return f"{whole}.{int(epoch * 1000) % 1000:03d}" if millis else whole


def moment(epoch: float) -> str:
    """Date, time of day and zone, for the detail of one record."""
    local = time.localtime(epoch)
    return f"{time.strftime('%Y-%m-%d', local)} {clock(epoch)} {time.strftime('%z', local)}"


def rate(per_second: float) -> str:
    """Records a second as 52/s, 1,204/s."""
    return f"{per_second:,.0f}/s"


def fit(text: str, width: int) -> str:
    """`text` in exactly `width` cells, cut with an ellipsis; wide characters count as two."""
    from rich.cells import cell_len

    text = short(text, width)
    return text + " " * (width - cell_len(text))


def short(text: str, width: int) -> str:
    """`text` in at most `width` cells, cut with an ellipsis."""
    from rich.cells import cell_len, set_cell_size

    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1) + "…" if width > 0 else ""


def figure(text: str, width: int) -> str:
    """A figure at the right of `width` cells; too long, it loses its separators, and then its first digits."""
    if len(text) > width:
        text = text.replace(",", "")
    return text.rjust(width) if len(text) <= width else "…" + text[len(text) - width + 1 :]
