"""Regular expressions as a rule file writes them: Python's own, without what would need going back."""

from __future__ import annotations

from functools import partial

from workbench.partitioning import automaton
from workbench.partitioning.automaton import Automaton, Part, Test, character
from workbench.records.escape import quoted

VALID = r"characters, . [a-z] [^0-9] \d \w \s ( ) | * + ? {2,5} ^ $ and (?i) in front"
LONGEST = 1_000
"""Characters of an expression."""

_DEPTH = 20
_MOST = 200
_CLASSES: dict[str, Test] = {
    "d": str.isdecimal,
    "w": lambda one: one.isalnum() or one == "_",
    "s": str.isspace,
}
_WRITTEN = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "v": "\v", "0": "\0"}
_HEX = {"x": 2, "u": 4, "U": 8}


class BadPattern(ValueError):
    """An expression that is none, or needs what is not here; the text is the sentence."""


def read(pattern: str) -> Automaton:
    """The expression, ready for use. Raises BadPattern with a sentence and the place."""
    if len(pattern) > LONGEST:
        raise BadPattern(f"it is longer than {LONGEST:,} characters")
    reader = _Reader(pattern)
    part = reader.alternatives(0)
    if reader.rest:
        raise reader.bad("this ) closes nothing")
    try:
        return Automaton.of(pattern, part)
    except automaton.TooLarge:
        raise BadPattern(f"it is too large: over {automaton.STATES} steps, with each {{m,n}} written out") from None


class _Reader:
    """Reads an expression from left to right."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.any_case = pattern.startswith("(?i)")
        self.index = 4 if self.any_case else 0

    @property
    def rest(self) -> str:
        return self.pattern[self.index :]

    def bad(self, what: str, index: int | None = None) -> BadPattern:
        return BadPattern(f"at character {(self.index if index is None else index) + 1}: {what}")

    def take(self, text: str) -> bool:
        """Whether that stands here; if so it is behind us now."""
        if not self.pattern.startswith(text, self.index):
            return False
        self.index += len(text)
        return True

    def next(self, wanted: str) -> str:
        if self.index >= len(self.pattern):
            raise self.bad(f"{wanted} is missing")
        self.index += 1
        return self.pattern[self.index - 1]

    def alternatives(self, depth: int) -> Part:
        """Branches between |, up to the end or to a )."""
        if depth > _DEPTH:
            raise self.bad(f"groups stand in one another more than {_DEPTH} deep")
        branches = [self.branch(depth)]
        while self.take("|"):
            branches.append(self.branch(depth))
        return branches[0] if len(branches) == 1 else automaton.choice(branches)

    def branch(self, depth: int) -> Part:
        parts = []
        while self.rest and self.pattern[self.index] not in "|)":
            parts.append(self.repetition(depth))
        return automaton.sequence(parts)

    def repetition(self, depth: int) -> Part:
        begin = self.index
        part = self.atom(depth)
        times = self.times()
        if times is None:
            return part
        if self.pattern[begin] in "^$":
            raise self.bad("a place cannot be repeated", begin)
        self.take("?")  # as few as possible: the same texts match
        if self.rest[:1] in ("*", "+") or self.times() is not None:
            raise self.bad("a repetition of a repetition; put the first in ( )", self.index)
        return automaton.repeated(part, *times)

    def times(self) -> tuple[int, int | None] | None:
        for sign, times in (("*", (0, None)), ("+", (1, None)), ("?", (0, 1))):
            if self.take(sign):
                return times
        return self.braces()

    def braces(self) -> tuple[int, int | None] | None:
        """{3}, {3,}, {,5} or {3,5}; any other { is a character, as in Python."""
        end = self.pattern.find("}", self.index)
        if self.rest[:1] != "{" or end < 0:
            return None
        least, comma, most = self.pattern[self.index + 1 : end].partition(",")
        if not all(number.isascii() and (number.isdigit() or not number) for number in (least, most)):
            return None
        if not least and not comma:
            return None
        if max(len(least), len(most)) > 6 or max(int(least or 0), int(most or 0)) > _MOST:
            raise self.bad(f"more than {_MOST} times")
        low, high = int(least or 0), int(most) if most else None if comma else int(least)
        if high is not None and high < low:
            raise self.bad(f"at least {low} and at most {high} times cannot be")
        self.index = end + 1
        return low, high

    def atom(self, depth: int) -> Part:
        begin = self.index
        one = self.next("something")
        if one == "(":
            return self.group(depth, begin)
        if one in "*+?":
            raise self.bad(f"there is nothing before {one} to repeat", begin)
        if one in "^$":
            return automaton.place("begin" if one == "^" else "end")
        return character(self.characters(one, begin))

    def characters(self, one: str, begin: int) -> Test:
        if one == ".":
            return partial(str.__ne__, "\n")
        if one == "[":
            return self.bracket(begin)
        meant = self.escape(begin) if one == "\\" else one
        return self.cased(partial(str.__eq__, meant)) if isinstance(meant, str) else meant

    def group(self, depth: int, begin: int) -> Part:
        if self.rest.startswith("?") and not self.take("?:"):
            word = self.rest[:2]
            raise self.bad(f"({word} is not known here; valid: ( ) and (?: ), and (?i) in front", begin)
        part = self.alternatives(depth + 1)
        if not self.take(")"):
            raise self.bad("this ( is not closed", begin)
        return part

    def bracket(self, begin: int) -> Test:
        """[abc], [^a-z\\d]: the first character may be ]."""
        negated = self.take("^")
        tests: list[Test] = [partial(str.__eq__, "]")] if self.take("]") else []
        while not self.take("]"):
            tests.append(self.member(begin))
        inside = self.cased(lambda one: any(test(one) for test in tests))
        return (lambda one: not inside(one)) if negated else inside

    def member(self, begin: int) -> Test:
        low = self.single(begin)
        if not isinstance(low, str) or self.rest[:1] != "-" or self.rest[1:2] in ("]", ""):
            return partial(str.__eq__, low) if isinstance(low, str) else low
        self.index += 1
        high = self.single(begin)
        if not isinstance(high, str) or high < low:
            raise self.bad("this range in [ ] runs backwards or ends in no character", begin)
        return lambda one: low <= one <= high

    def single(self, begin: int) -> str | Test:
        index = self.index
        one = self.next("the closing ] of the [ at character " + str(begin + 1))
        return self.escape(index) if one == "\\" else one

    def escape(self, begin: int) -> str | Test:
        one = self.next("what comes after the last \\")
        if (test := _CLASSES.get(one.lower())) is not None:
            return test if one.islower() else lambda character: not test(character)
        if one in _WRITTEN:
            return _WRITTEN[one]
        if one in _HEX:
            return self.code(_HEX[one], begin)
        if one.isascii() and one.isalnum():
            raise self.bad(f"\\{one} is not known here; valid: {VALID}", begin)
        return one

    def code(self, digits: int, begin: int) -> str:
        text = self.rest[:digits]
        try:
            found = chr(int(text, 16)) if len(text) == digits and text.isalnum() else ""
        except (ValueError, OverflowError):
            found = ""
        if not found:
            raise self.bad(
                f"{digits} hex digits are missing in {quoted(self.pattern[begin : begin + 2 + digits])}", begin
            )
        self.index += digits
        return found

    def cased(self, test: Test) -> Test:
        if not self.any_case:
            return test
        return lambda one: test(one) or test(one.lower()) or test(one.upper())
