"""Text, as UTF-8 or in any other charset."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workbench.records.escape import quoted
from workbench.serialization.charsets import UTF_8, Charset
from workbench.serialization.serializer import Note

# Python writes a U+FFFD for each byte of an encoded surrogate, Java one for all of it, whole or cut short.
_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]?")


class StringSerializer:
    """The UTF-8 bytes of the text, as Kafka's StringSerializer with its default encoding."""

    name = "string"
    about = "UTF-8 bytes of the text"

    def serialize(self, text: str) -> bytes:
        """UTF-8; a surrogate pair is one character and a lone surrogate is `?`, as `String.getBytes` has it."""
        try:
            return text.encode()
        except UnicodeEncodeError:
            paired = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
            return paired.encode("utf-8", "replace")

    def deserialize(self, data: bytes) -> str:
        """The text; what is not UTF-8 becomes U+FFFD, exactly as in Java's `new String(bytes, UTF_8)`."""
        try:
            return data.decode()
        except UnicodeDecodeError:
            return _SURROGATE.sub("\ufffd".encode(), data).decode("utf-8", "replace")

    def notes(self, text: str) -> tuple[Note, ...]:
        """Half characters, which do not arrive."""
        return lost_notes(text, Charset(UTF_8))


@dataclass(frozen=True, slots=True)
class CharsetSerializer:
    """The text in a charset, as Kafka's StringSerializer with `serializer.encoding`."""

    charset: Charset
    name: str = "string"

    @property
    def about(self) -> str:
        """The charset."""
        return f"the text in {self.charset.name}"

    def serialize(self, text: str) -> bytes:
        """The bytes; what the charset lacks is `?`, and `notes` says so."""
        return self.charset.encode(text)

    def deserialize(self, data: bytes) -> str:
        """The text; bytes that are none in this charset become U+FFFD."""
        return self.charset.decode(data)

    def notes(self, text: str) -> tuple[Note, ...]:
        """The characters that the charset lacks."""
        return lost_notes(text, self.charset)


def lost_notes(text: str, charset: Charset) -> tuple[Note, ...]:
    """A warning for the characters of `text` that the charset lacks: how many, the first of them and where it is."""
    lost = charset.lost(text)
    if not lost:
        return ()
    first = lost[0]
    place = f"line {text.count(chr(10), 0, first) + 1}, column {first - text.rfind(chr(10), 0, first)}"
    written = "U+FFFD" if charset.name.startswith(("UTF-16", "UTF-32")) else "'?'"
    if len(lost) == 1:
        what = f"{quoted(text[first])} ({place}) is not in {charset.name} and becomes {written}"
    else:
        what = f"{len(lost):,} characters are not in {charset.name} and become {written}: "
        what += f"the first is {quoted(text[first])} ({place})"
    return (Note(what, is_warning=True),)
