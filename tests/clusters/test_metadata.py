"""One answer put into another: topics that grew, came, went, or answer with an error; and racks."""

from __future__ import annotations

import pytest

from tests.tui.still import metadata, topic
from workbench.clusters.metadata import NO_SUCH_TOPIC, Broker, Metadata

KNOWN = metadata(topic("audit", 1), topic("orders", 12))
REFUSED = {"orders": "TOPIC_AUTHORIZATION_FAILED"}


@pytest.mark.parametrize(
    ("answer", "topics", "failed"),
    [
        (metadata(topic("orders", 24)), {"audit": 1, "orders": 24}, {}),
        (Metadata(failed={"orders": NO_SUCH_TOPIC}), {"audit": 1}, {}),
        (Metadata(), {"audit": 1}, {}),
        (Metadata(failed=REFUSED), {"audit": 1}, REFUSED),
    ],
    ids=["grown", "gone", "not named", "refused"],
)
def test_an_answer_about_one_topic(answer: Metadata, topics: dict[str, int], failed: dict[str, str]) -> None:
    new = KNOWN.with_topic("orders", answer)
    assert {name: len(one.partitions) for name, one in new.topics.items()} == topics
    assert (new.failed, new.brokers, new.cluster_id) == (failed, KNOWN.brokers, KNOWN.cluster_id)
    back = new.with_topic("orders", KNOWN)
    assert (back.topics, back.failed) == (KNOWN.topics, KNOWN.failed)


def test_topics_keep_their_order() -> None:
    assert list(KNOWN.with_topic("audit", metadata(topic("audit", 2))).topics) == ["audit", "orders"]


def test_racks_are_the_brokers_own_and_one_that_is_not_named_has_none() -> None:
    plain = Metadata(brokers=tuple(Broker(number, "h", 9092) for number in (1, 2, 3)))
    racked = plain.with_racks({1: "a", 3: "c", 9: "x"})
    assert [(one.id, one.rack) for one in racked.brokers] == [(1, "a"), (2, ""), (3, "c")]
    assert racked.with_racks({}) == plain
