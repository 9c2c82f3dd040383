"""Records from lines: one a line, its key before the separator. A line that cannot be sent ends the feed."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from workbench.compose import RecordTemplate
from workbench.records.columns import BEGINNING, InputPosition, RecordColumns
from workbench.records.errors import InvalidRecord, RecordError, Unserializable
from workbench.records.escape import quoted

BLOCK = 256 * 1024
"""Bytes that are read at once."""

LONGEST_LINE = 1024**3
"""No broker takes a record of more than 1 GB (librdkafka CONFIGURATION.md, message.max.bytes)."""

_ESCAPE = re.compile(r"\\(x[0-9a-fA-F]{2}|.|$)", re.DOTALL)
_ESCAPES = {"t": "\t", "n": "\n", "r": "\r", "0": "\0", "\\": "\\"}
_NOT_TEXT = "it is not UTF-8; valid: UTF-8 text, or the bytes written in hex or base64 with that serializer"


Warn = Callable[[int, str | None, str | None], None]


class BadLine(Exception):
    """A line that cannot be sent; the text is the sentence, `number` is the line's, from 1."""

    def __init__(self, number: int, sentence: str) -> None:
        super().__init__(f"line {number:,}: {sentence}")
        self.number = number


@dataclass(frozen=True, slots=True)
class LineFormat:
    r"""How a line is read. It ends at `\n` alone, so a `\r` before it belongs to the value, as in kcat.

    Without a separator in the format the whole line is the value and `key` is every record's key. Without one in a
    line, that line's key is null (kcat's rule). `empty_as_null` reads an empty key or value as null (kcat's -Z).
    """

    separator: str | None = None
    key: str | None = None
    empty_as_null: bool = False

    def split(self, line: str) -> tuple[str | None, str | None]:
        """Key and value of a line, None for null."""
        key, value = self.key, line
        if self.separator is not None:
            before, found, after = line.partition(self.separator)
            key, value = (before, after) if found else (None, line)
        return (key or None, value or None) if self.empty_as_null else (key, value)

    def split_all(self, lines: Sequence[bytes]) -> tuple[list[bytes | None], list[bytes | None]]:
        """The keys and the values of many lines, as bytes: the same as `split`, quickly."""
        keys: list[bytes | None]
        values: list[bytes | None]
        if self.separator is None:
            keys, values = [None if self.key is None else self.key.encode()] * len(lines), list(lines)
        else:
            separator = self.separator.encode()
            parts = [line.partition(separator) for line in lines]
            keys = [before if found else None for before, found, _ in parts]
            values = [after if found else before for before, found, after in parts]
        if self.empty_as_null:
            return [key or None for key in keys], [value or None for value in values]
        return keys, values


def read_separator(text: str) -> str:
    r"""The separator that is meant by `\t`, `\0`, `\x1f`, `\\` or any other text. Raises ValueError with a sentence."""
    separator = _ESCAPE.sub(_unescaped, text)
    if not separator:
        raise ValueError(r"the key separator is empty; valid: any text, such as : or \t")
    if "\n" in separator:
        raise ValueError(r"a key separator cannot hold \n: that ends the line; valid: any other text, such as : or \t")
    return separator


class LineTooLong(Exception):
    """A line has no end within what is allowed: so many bytes."""

    def __init__(self, longest: int) -> None:
        super().__init__(f"the line has more than {longest:,} bytes")
        self.longest = longest


def blocks(descriptor: int, ready: Callable[[], bool], longest: int = LONGEST_LINE) -> Iterator[bytes | None]:
    """What can be read of a file, in blocks of whole lines; the last line may lack its end. None: not now.

    `ready` tells whether to read on; it is asked before every read. Raises LineTooLong for a line of more than
    `longest` bytes, give or take a block.
    """
    pieces: list[bytes] = []
    while True:
        data = _read(descriptor) if ready() else None
        if data is None:
            yield None
        elif not data:
            break
        elif end := data.rfind(b"\n") + 1:
            yield b"".join((*pieces, data[:end]))
            pieces = [data[end:]]
        else:
            pieces.append(data)
            if len(pieces) * BLOCK > longest + BLOCK:
                raise LineTooLong(longest)
    if rest := b"".join(pieces):
        yield rest


def records(
    read: Iterable[bytes | None],
    form: LineFormat,
    template_now: Callable[[], RecordTemplate],
    begins: InputPosition = BEGINNING,
    warn: Warn = lambda *_: None,
) -> Iterator[RecordColumns | None]:
    """The records of the lines, None where nothing could be read yet. Raises BadLine at the first that has none.

    `template_now` is asked all the while: it may be another one by the next block, or raise InvalidRecord. `begins` is
    where the first of the lines lies in its input. `warn` gets the number, key and value of each line whose texts are
    not taken as the bytes they are.
    """
    offset, number = begins
    try:
        for block in read:
            template = _template(template_now, number)
            if block is None:
                yield None
                continue
            lines = block.removesuffix(b"\n").split(b"\n")
            if template.takes_utf8 and _is_text(block):
                made = _placed(*form.split_all(lines), number, template)
            else:
                made = _one_by_one(lines, number, form, template, warn)
            yield from _located(made, lines, InputPosition(offset, number))
            offset, number = offset + len(block), number + len(lines)
    except LineTooLong as error:
        what = f"it has more than {error.longest:,} bytes, the most that a line may have"
        raise BadLine(number, f"{what}; valid: a line end (\\n) behind each record") from None


def _located(made: Iterable[RecordColumns], lines: Sequence[bytes], begins: InputPosition) -> Iterator[RecordColumns]:
    """The columns of these lines, each with where it begins."""
    done = count = 0
    for columns in made:
        if count:
            size = sum(map(len, lines[done : done + count])) + count
            done, begins = done + count, InputPosition(begins.offset + size, begins.line + count)
        count = len(columns)
        yield replace(columns, begins=begins)


def _template(template_now: Callable[[], RecordTemplate], number: int) -> RecordTemplate:
    try:
        return template_now()
    except InvalidRecord as error:
        raise _bad(number, error) from None


def _placed(
    keys: Sequence[bytes | None], values: Sequence[bytes | None], number: int, template: RecordTemplate
) -> Iterator[RecordColumns]:
    """These records; where a key cannot be placed those before it, then BadLine."""
    try:
        columns = template.columns(keys, values)
    except Unserializable:
        good, refusal = template.placeable(keys)
        if good:
            yield from template.columns(keys[:good], values[:good])
        if refusal is None:
            raise
        raise _bad(number + good, refusal) from None
    yield from columns


def _one_by_one(
    lines: Sequence[bytes], number: int, form: LineFormat, template: RecordTemplate, warn: Warn
) -> Iterator[RecordColumns]:
    """The records of these lines; of those before a bad one, then BadLine."""
    keys: list[bytes | None] = []
    values: list[bytes | None] = []
    bad: BadLine | None = None
    for index, line in enumerate(lines, number):
        try:
            key, value = _serialized(line, index, form, template, warn)
        except BadLine as error:
            bad = error
            break
        keys.append(key)
        values.append(value)
    if keys:
        yield from _placed(keys, values, number, template)
    if bad is not None:
        raise bad


def _serialized(
    line: bytes, number: int, form: LineFormat, template: RecordTemplate, warn: Warn
) -> tuple[bytes | None, bytes | None]:
    try:
        texts = form.split(line.decode())
        data = template.serialized(*texts)
    except UnicodeDecodeError as error:
        raise BadLine(number, f"byte {error.start + 1} is {line[error.start]:#04x}: {_NOT_TEXT}") from None
    except InvalidRecord as error:
        raise _bad(number, error) from None
    warn(number, *texts)
    return data


def _bad(number: int, error: InvalidRecord) -> BadLine:
    return BadLine(number, "; ".join(map(_in_line, error.errors)))


def _in_line(error: RecordError) -> str:
    column = "" if error.address.column is None else f" at column {error.address.column}"
    path = f"{error.path}: " if error.path else ""
    return f"{error.address.part}{column}: {path}{error.what}" + (f"; valid: {error.valid}" if error.valid else "")


def _is_text(block: bytes) -> bool:
    try:
        block.decode()
    except UnicodeDecodeError:
        return False
    return True


def _read(descriptor: int) -> bytes | None:
    try:
        return os.read(descriptor, BLOCK)
    except BlockingIOError:
        return None


def _unescaped(match: re.Match[str]) -> str:
    escape = match[1]
    if escape[:1] == "x" and len(escape) == 3:
        return chr(int(escape[1:], 16))
    if escape not in _ESCAPES:
        valid = r"\t, \r, \0, \x1f, \\ or any other text"
        raise ValueError(f"the key separator holds {quoted(match[0])}, which means nothing; valid: {valid}")
    return _ESCAPES[escape]
