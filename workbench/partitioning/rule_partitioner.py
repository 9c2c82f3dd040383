"""A partitioner made of rules: the first that is about the key says where it goes, [otherwise] the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

from workbench.partitioning.matchers import Exactly, Matcher, NoKey
from workbench.partitioning.placement import Placement, Step
from workbench.partitioning.rules import Rule as Behaviour
from workbench.partitioning.rules import check_partitions
from workbench.partitioning.targets import ALL, Range, Refusal, Rest, Span, Target
from workbench.records.errors import Problem, Unplaceable

_PLANS = 64


@dataclass(frozen=True, slots=True)
class KeyRule:
    """Sends the keys that `matcher` means to `target`; `client` places them inside a target of several partitions."""

    matcher: Matcher
    target: Target
    client: Behaviour


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Where the keys go that no rule is about."""

    target: Target
    client: Behaviour


@dataclass(frozen=True, slots=True)
class RulePartitioner:
    """The rules of a file, in its order. A null or an empty key is met only by a rule that names it.

    Where one of the rules does not fit a topic, no key is placed on it: half of the rules would be another partitioner.
    """

    name: str
    about: str
    rules: tuple[KeyRule, ...]
    otherwise: Otherwise
    _certain: dict[bytes | None, int] = field(compare=False, repr=False)
    _searched: tuple[tuple[int, Matcher], ...] = field(compare=False, repr=False)
    _spans: dict[int, tuple[Span | None, ...]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, name: str, about: str, rules: Sequence[KeyRule], otherwise: Otherwise) -> Self:
        """The partitioner of these rules."""
        certain: dict[bytes | None, int] = {}
        for index, rule in enumerate(rules):
            for key in _keys(rule.matcher):
                certain.setdefault(key, index)
        searched = [(index, rule.matcher) for index, rule in enumerate(rules) if not _keys(rule.matcher)]
        return cls(name, about, tuple(rules), otherwise, certain, tuple(searched))

    def place(self, key: bytes | None, partitions: int) -> Placement:
        """Where the key lands; the first step names the rule. Raises Unplaceable."""
        check_partitions(partitions)
        spans = self._spans_of(partitions)
        index = self._rule_of(key)
        steps = [*self._which(index), *self._not_looked_into(key, index)]
        return self._placed(key, partitions, index, spans[-1 if index is None else index], steps)

    def partition(self, key: bytes | None, partitions: int) -> int | None:
        """The partition alone; None is any. Raises Unplaceable."""
        spans = self._spans_of(partitions)
        index = self._rule_of(key)
        rule = self.otherwise if index is None else self.rules[index]
        span = spans[-1 if index is None else index]
        if span is None:
            raise self._refusal(key, index, rule.target)
        if span.size == 1:
            return span.partition(0)
        place = rule.client.partition(key, span.size)
        return None if place is None else span.partition(place)

    def partitions_of(self, keys: Sequence[bytes | None], partitions: int) -> list[int | None]:
        """The partition of each key: those of [otherwise] all at once. Raises Unplaceable, for no keys as well."""
        span = self._spans_of(partitions)[-1]
        found = list(map(self._certain.get, keys)) if not self._searched else list(map(self._rule_of, keys))
        rest = keys if found.count(None) == len(found) else [k for k, i in zip(keys, found, strict=True) if i is None]
        if span is None or span.size == 1:
            return [self.partition(key, partitions) for key in keys]
        placed = self.otherwise.client.partitions_of(rest, span.size)
        if not span.is_from_zero:
            placed = [None if place is None else span.partition(place) for place in placed]
        if rest is keys:
            return placed
        others = iter(placed)
        return [
            next(others) if index is None else self.partition(key, partitions)
            for key, index in zip(keys, found, strict=True)
        ]

    def _rule_of(self, key: bytes | None) -> int | None:
        """The first rule that is about the key."""
        index = self._certain.get(key)
        if key:
            for other, matcher in self._searched:
                if index is not None and other > index:
                    break
                if matcher.matches(key):
                    return other
        return index

    def _spans_of(self, partitions: int) -> tuple[Span | None, ...]:
        """The partitions of each rule's target and, last, of [otherwise]; None where keys are refused."""
        known = self._spans.get(partitions)
        if known is None:
            if len(self._spans) >= _PLANS:
                self._spans.clear()
            self._spans[partitions] = known = self._fit(partitions)
        return known

    def _fit(self, partitions: int) -> tuple[Span | None, ...]:
        """Raises Unplaceable with every problem that the rules have with so many partitions."""
        problems: list[Problem] = []
        named: list[tuple[str, Target]] = [(f"rule {n}", rule.target) for n, rule in enumerate(self.rules, 1)]
        named.append(("[otherwise]", self.otherwise.target))
        ranges: dict[Range | Rest, Span] = {}
        for name, target in named:
            if isinstance(target, Range):
                try:
                    ranges[target] = target.span(partitions)
                except ValueError as error:
                    problems.append(Problem(f"{name} of {self.name} does not fit this topic: {error}"))
        taken = [span for target, span in ranges.items() if target != ALL]
        rest = ALL.span(partitions).without(taken)
        for name, target in named:
            if isinstance(target, Rest) and not rest.size and not problems:
                problems.append(Problem(_nothing_left(name, self.name, partitions)))
        if problems:
            raise Unplaceable(*problems)
        spans = {**ranges, Rest(): rest}
        return tuple(None if isinstance(target, Refusal) else spans[target] for _, target in named)

    def _placed(
        self, key: bytes | None, partitions: int, index: int | None, span: Span | None, steps: list[Step]
    ) -> Placement:
        rule = self.otherwise if index is None else self.rules[index]
        if span is None:
            raise self._refusal(key, index, rule.target)
        if span.size == 1:
            partition = span.partition(0)
            steps.append(Step(f"{rule.target.words} of {partitions:,}", f"{partition}"))
            return Placement(self.name, partitions, partition, None, tuple(steps))
        inside = rule.client.place(key, span.size)
        if inside.partition is None:
            return self._any(rule.client.place(key, partitions), span, steps)
        steps += [Step("rest" if isinstance(rule.target, Rest) else "range", str(span)), *inside.steps]
        partition = span.partition(inside.partition)
        if not span.is_from_zero:
            steps.append(Step(f"partition at place {inside.partition:,}", str(partition)))
        return Placement(self.name, partitions, partition, inside.hash, tuple(steps))

    def _any(self, any_of_all: Placement, span: Span, steps: list[Step]) -> Placement:
        """The producer picks, of all partitions: nothing can keep it to some of them."""
        kept = "" if span.size == any_of_all.partitions else f"; its pick is not kept to {span}"
        steps = [*steps, *any_of_all.steps]
        return Placement(self.name, any_of_all.partitions, None, None, tuple(steps), any_of_all.why + kept)

    def _which(self, index: int | None) -> list[Step]:
        if index is None:
            return [Step("no rule matches", "otherwise")]
        return [Step(f"rule {index + 1}", self.rules[index].matcher.words)]

    def _not_looked_into(self, key: bytes | None, until: int | None) -> list[Step]:
        """The rules that could not read the key, of those that were asked."""
        if not key:
            return []
        asked = [(index, matcher) for index, matcher in self._searched if until is None or index < until]
        said = [(index, matcher.unreadable(key)) for index, matcher in asked]
        return [Step(f"not rule {index + 1}", f"the key {why}") for index, why in said if why]

    def _refusal(self, key: bytes | None, index: int | None, target: Target) -> Unplaceable:
        where = "[otherwise]" if index is None else f"rule {index + 1}"
        which = "a null key" if key is None else "this key" if key else "an empty key"
        why = target.why if isinstance(target, Refusal) else ""
        return Unplaceable(Problem(f"{where} of {self.name} refuses {which}" + (f": {why}" if why else "")))


def _keys(matcher: Matcher) -> tuple[bytes | None, ...]:
    """The keys that a matcher means, where it names them."""
    if isinstance(matcher, NoKey):
        return (None if matcher.which == "null" else b"",)
    return matcher.keys if isinstance(matcher, Exactly) else ()


def _nothing_left(where: str, name: str, partitions: int) -> str:
    topic = "the only partition" if partitions == 1 else f"every one of the {partitions:,} partitions"
    return f"{where} of {name} sends to the rest, and nothing is left: the rules name {topic} of this topic"
