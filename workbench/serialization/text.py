"""Text as UTF-8."""

from __future__ import annotations

import re

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
