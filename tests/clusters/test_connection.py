"""Up, down, why, and back again: against the embedded cluster and against ports that are no broker."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from functools import partial

import pytest

from tests.brokers import topics
from tests.clusters.connecting import PATIENCE, connected
from tests.clusters.servers import answering, black_hole, hang_up, http, mute, nobody
from tests.tui import still
from workbench.clusters import turns
from workbench.clusters.client import MetadataClient
from workbench.clusters.connection import ClusterConnection, ConnectionState, ConnectionStatus
from workbench.clusters.faults import Faults
from workbench.clusters.metadata import NO_SUCH_TOPIC, Metadata
from workbench.clusters.profile import ClusterProfile
from workbench.clusters.sandbox import Sandbox
from workbench.clusters.settings import admin_config

UP, DOWN = ConnectionState.UP, ConnectionState.DOWN


def _is(state: ConnectionState) -> Callable[[ConnectionStatus], bool]:
    return lambda status: status.state is state


def _newer(asked: float, status: ConnectionStatus) -> bool:
    return status.asked > asked


@pytest.fixture
def clients(monkeypatch: pytest.MonkeyPatch) -> list[MetadataClient]:
    """Every client that is made, one after the other."""
    made: list[MetadataClient] = []
    make = MetadataClient.__init__

    def noted(client: MetadataClient, config: Mapping[str, object]) -> None:
        made.append(client)
        make(client, config)

    monkeypatch.setattr(MetadataClient, "__init__", noted)
    return made


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Verdicts sooner than a person would want them."""
    monkeypatch.setattr(turns, "VERDICT_SECONDS", 0.5)
    monkeypatch.setattr(turns, "GRACE_SECONDS", 0.1)


def test_up_with_the_clusters_metadata(sandbox: Sandbox, capfd: pytest.CaptureFixture[str]) -> None:
    with connected(sandbox.bootstrap_servers) as connection:
        status = connection.wait(PATIENCE)
        assert (status.state, status.why) == (UP, "")
        assert len(status.metadata.topics["orders"].partitions) == 12
        status = connection.until(lambda status: status.brokers_up == {1: True, 2: True, 3: True}, PATIENCE)
        assert status.brokers_up == {1: True, 2: True, 3: True}
    assert capfd.readouterr() == ("", "")


def test_before_the_start_it_is_connecting_and_nobody_waits(sandbox: Sandbox) -> None:
    connection = ClusterConnection(admin_config(ClusterProfile("x", sandbox.bootstrap_servers)))
    assert connection.wait(PATIENCE).state is ConnectionState.CONNECTING
    connection.close()
    connection.start()
    assert connection.wait(PATIENCE).state is ConnectionState.CONNECTING


def test_one_server_of_several_is_enough(sandbox: Sandbox) -> None:
    with nobody() as gone, connected(f"{gone},{sandbox.bootstrap_servers}") as connection:
        assert connection.wait(PATIENCE).state is UP


def test_a_name_with_several_addresses_is_tried_at_each(sandbox: Sandbox) -> None:
    port = sandbox.bootstrap_servers.split(",")[0].rpartition(":")[2]
    with connected(f"localhost:{port}") as connection:
        assert connection.wait(PATIENCE).state is UP


@pytest.mark.parametrize(
    ("listener", "security", "words"),
    [
        (nobody, "plaintext", "{} refused the connection: is a broker running there"),
        (black_hole, "plaintext", "no answer from {} within 0.5 s: is the address right"),
        (partial(answering, mute), "plaintext", "{} took the connection but did not answer within 0.5 s"),
        (partial(answering, mute), "ssl", "{} took the connection but did not answer the TLS handshake within 0.5 s"),
        (partial(answering, hang_up), "plaintext", "{} takes the connection and hangs up at the first request"),
        (partial(answering, http), "plaintext", "{} answers in HTTP, not in Kafka's protocol"),
        (partial(answering, http), "ssl", "{} does not speak TLS there"),
    ],
)
@pytest.mark.usefixtures("impatient")
def test_down_with_the_cause(listener: Callable[[], AbstractContextManager[str]], security: str, words: str) -> None:
    with listener() as servers, connected(servers, security_protocol=security) as connection:
        status = connection.wait(PATIENCE)
        assert status.state is DOWN
        assert words.format(servers) in status.why


@pytest.mark.usefixtures("impatient")
def test_a_name_that_does_not_resolve() -> None:
    with connected("nowhere.invalid:9092") as connection:
        assert connection.wait(PATIENCE).state is DOWN
        resolved = connection.until(lambda status: "cannot be resolved" in status.why, PATIENCE)
        assert "the name of nowhere.invalid:9092 cannot be resolved" in resolved.why


@pytest.mark.parametrize(
    ("security", "words"),
    [("ssl", "does not speak TLS there"), ("sasl_plaintext", "takes no SASL login there")],
)
@pytest.mark.usefixtures("impatient")
def test_a_broker_that_is_spoken_to_wrongly(sandbox: Sandbox, security: str, words: str) -> None:
    with connected(
        sandbox.bootstrap_servers,
        security_protocol=security,
        sasl_mechanism="PLAIN",
        sasl_username="me",
        sasl_password="canary",
    ) as connection:
        status = connection.until(lambda status: words in status.why, PATIENCE)
    assert words in status.why
    assert "canary" not in status.why


def test_settings_that_the_library_refuses_are_the_cause() -> None:
    with connected("127.0.0.1:1", security_protocol="tls") as connection:
        status = connection.wait(PATIENCE)
        assert status.state is DOWN
        assert '"security.protocol"' in status.why
        assert connection.fresh(PATIENCE) is status


def test_whatever_breaks_the_client_is_told_in_the_status(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise OSError("no canary left")

    monkeypatch.setattr("workbench.clusters.client.MetadataClient.poll", broken)
    with connected("127.0.0.1:1", sasl_password="canary") as connection:
        status = connection.wait(PATIENCE)
    assert (status.state, status.why) == (DOWN, "the client gave up: OSError: no ••• left; connect again")
    assert capfd.readouterr() == ("", "")


def test_down_when_the_cluster_goes_and_up_when_it_is_back(fresh_sandbox: Sandbox) -> None:
    faults = Faults(fresh_sandbox)
    with connected(fresh_sandbox.bootstrap_servers) as connection:
        first = connection.until(_is(UP), PATIENCE)
        for broker in fresh_sandbox.brokers:
            faults.broker_down(broker)
        down = connection.until(_is(DOWN), PATIENCE)
        assert down.state is DOWN
        assert "refused the connection" in connection.until(lambda status: "refused" in status.why, PATIENCE).why
        assert down.metadata.topics.keys() == first.metadata.topics.keys()
        assert down.since > first.since
        for broker in fresh_sandbox.brokers:
            faults.broker_up(broker)
        assert connection.until(_is(UP), PATIENCE).why == ""


def test_one_broker_of_three_may_go(fresh_sandbox: Sandbox) -> None:
    with connected(fresh_sandbox.bootstrap_servers) as connection:
        connection.until(lambda status: status.brokers_up == {1: True, 2: True, 3: True}, PATIENCE)
        Faults(fresh_sandbox).broker_down(2)
        status = connection.until(lambda status: not status.brokers_up.get(2), PATIENCE)
        assert {1: True, 3: True}.items() <= status.brokers_up.items()
        assert connection.fresh(PATIENCE).state is UP


@pytest.mark.usefixtures("impatient")
def test_brokers_that_advertise_what_cannot_be_reached_stay_down(
    fresh_sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, clients: list[MetadataClient]
) -> None:
    monkeypatch.setattr(turns, "NEW_START_SECONDS", 0.2)
    with nobody() as gone:
        host, port = gone.split(":")
        for broker in fresh_sandbox.brokers:
            Faults(fresh_sandbox).advertise(broker, host, int(port))
        with connected(fresh_sandbox.bootstrap_servers) as connection:
            status = connection.until(lambda status: "advertised by broker" in status.why, PATIENCE)
            assert status.state is DOWN
            status = connection.until(lambda status: len(clients) > 3 or status.state is UP, PATIENCE)
            assert (status.state, "advertised by broker" in status.why) == (DOWN, True)


def test_a_fresh_answer_is_newer_than_the_call(fresh_sandbox: Sandbox) -> None:
    with connected(fresh_sandbox.bootstrap_servers) as connection:
        before = connection.wait(PATIENCE)
        fresh_sandbox.create_topic("late", 3)
        after = connection.fresh(PATIENCE)
        assert len(after.metadata.topics["late"].partitions) == 3
        assert "late" not in before.metadata.topics
        assert after.since == before.since


def test_refresh_answers_at_once_and_looking_makes_no_topic(fresh_sandbox: Sandbox) -> None:
    with connected(fresh_sandbox.bootstrap_servers, allow_auto_create_topics="true") as connection:
        asked = connection.wait(PATIENCE).asked
        for _ in range(3):
            connection.refresh()
            asked = connection.until(partial(_newer, asked), PATIENCE).asked
            assert connection.status.metadata.topics.get("ordrs") is None
    assert set(topics.metadata(fresh_sandbox.bootstrap_servers).topics) == set(fresh_sandbox.topics)


def test_after_half_a_minute_without_an_answer_a_new_client_begins(
    fresh_sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, clients: list[MetadataClient]
) -> None:
    monkeypatch.setattr(turns, "GRACE_SECONDS", 0.1)
    monkeypatch.setattr(turns, "NEW_START_SECONDS", 0.2)
    faults = Faults(fresh_sandbox)
    for broker in fresh_sandbox.brokers:
        faults.broker_down(broker)
    with connected(fresh_sandbox.bootstrap_servers) as connection:
        connection.until(lambda _: len(clients) > 2, PATIENCE)
        for broker in fresh_sandbox.brokers:
            faults.broker_up(broker)
        assert connection.until(_is(UP), PATIENCE).state is UP


def test_closed_twice_and_in_the_middle_of_a_question(fresh_sandbox: Sandbox) -> None:
    with connected(fresh_sandbox.bootstrap_servers) as connection:
        connection.wait(PATIENCE)
        Faults(fresh_sandbox).round_trip(1_000)
        connection.refresh()
        connection.close(0)
        assert connection.until(_is(DOWN), PATIENCE).state is UP


def test_a_program_that_forgets_to_close_ends_in_silence() -> None:
    program = (
        "from workbench.clusters.connection import ClusterConnection\n"
        "from workbench.clusters.settings import admin_config\n"
        "from workbench.clusters.profile import ClusterProfile\n"
        "from workbench.clusters.sandbox import Sandbox\n"
        "sandbox = Sandbox()\n"
        "connection = ClusterConnection(admin_config(ClusterProfile('x', sandbox.bootstrap_servers)))\n"
        "connection.start()\n"
        "print(connection.wait(30).state)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "up\n", "")


def test_nobody_is_asked_again_about_what_is_fresh_or_while_the_cluster_is_down(sandbox: Sandbox) -> None:
    with nobody() as gone, connected(gone) as connection:
        connection.wait(PATIENCE)
        connection.look_at("orders")
        assert connection.fresh_topic("orders", PATIENCE) is None
        assert (connection._topics_wanted, connection._wanted) == (set(), 0.0)
    with connected(sandbox.bootstrap_servers) as connection:
        connection.fresh(PATIENCE)
        connection.look_at("orders")
        connection.look_at("")
        assert connection._topics_wanted == set()


def test_an_older_answer_about_all_topics_does_not_undo_a_newer_one_about_one() -> None:
    old = still.metadata(still.topic("audit", 1), still.topic("orders", 12), still.topic("gone", 3))
    status = ConnectionStatus(UP, metadata=old, asked=10.0)
    status = status.with_topic("orders", still.metadata(still.topic("orders", 24)), 20.0)
    status = status.with_topic("gone", Metadata(failed={"gone": NO_SUCH_TOPIC}), 20.0)
    late = status.with_metadata(old, 15.0)
    assert {name: len(one.partitions) for name, one in late.metadata.topics.items()} == {"audit": 1, "orders": 24}
    assert [late.asked_for(name) for name in ("audit", "orders", "gone")] == [15.0, 20.0, 20.0]
    assert late.with_topic("orders", old, 18.0) is late
    new = late.with_metadata(old, 21.0)
    assert (new.metadata, new.topics_asked, new.asked_for("orders")) == (old, {}, 21.0)


def test_racks_come_later_and_stay(fresh_sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MetadataClient, "known_racks", {}, raising=False)
    monkeypatch.setattr(MetadataClient, "racks", lambda *_: racks)
    racks: Mapping[int, str] = {}
    with connected(fresh_sandbox.bootstrap_servers) as connection:
        assert {one.rack for one in connection.wait(PATIENCE).metadata.brokers} == {""}
        racks = {1: "a", 2: "b", 3: "b"}
        status = connection.until(lambda status: status.metadata.brokers[0].rack == "a", PATIENCE)
        assert [one.rack for one in status.metadata.brokers] == ["a", "b", "b"]


def test_offsets_are_asked_for_beside_the_rest(sandbox: Sandbox) -> None:
    with connected(sandbox.bootstrap_servers) as connection:
        topic = connection.wait(PATIENCE).metadata.topics["payments"]
        connection.offsets.ask(topic)
        while len(connection.offsets.latest("payments")) < 6:
            connection.until(lambda _: False, 0.01)
