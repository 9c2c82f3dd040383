"""Faults on demand in the embedded cluster: what brokers do on a bad day."""

from __future__ import annotations

from ctypes import byref, c_int, c_size_t
from enum import IntEnum

from workbench.clusters.sandbox import Sandbox, SandboxError


class Api(IntEnum):
    """The requests a producer sends (Kafka protocol, "Api Keys")."""

    PRODUCE = 0
    METADATA = 3
    FIND_COORDINATOR = 10
    API_VERSIONS = 18
    INIT_PRODUCER_ID = 22
    ADD_PARTITIONS_TO_TXN = 24
    END_TXN = 26


class Faults:
    """The faults of one embedded cluster.

    Error codes are Kafka's own (7 is REQUEST_TIMED_OUT, 10 MSG_SIZE_TOO_LARGE) or librdkafka's negative ones;
    `DISCONNECT` cuts the connection in place of an answer. 0 answers without error. A broker's errors come before
    the cluster's, those before a partition's.
    """

    DISCONNECT = -195
    """RD_KAFKA_RESP_ERR__TRANSPORT"""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def fail_next(self, api: int, *codes: int) -> None:
        """The next requests of a kind, at any broker, are answered with these error codes in this order."""
        array = (c_int * len(codes))(*codes)
        self._sandbox.call("rd_kafka_mock_push_request_errors_array", api, len(codes), array)

    def broker_fail_next(self, broker: int, api: int, *answers: tuple[int, int]) -> None:
        """The next requests of a kind at one broker get these (error code, extra milliseconds) answers."""
        flat = [c_int(number) for answer in answers for number in answer]
        self._sandbox.call(
            "rd_kafka_mock_broker_push_request_error_rtts", self._broker(broker), api, len(answers), *flat
        )

    def partition_fail_next(self, topic: str, partition: int, api: int, *codes: int) -> None:
        """The next requests of a kind that name this partition get these error codes for it, others none."""
        self._sandbox.call(
            "rd_kafka_mock_partition_push_request_errors",
            self._topic(topic, partition),
            partition,
            api,
            len(codes),
            *(c_int(code) for code in codes),
        )

    def pending(self, broker: int, api: int) -> int:
        """How many answers given to `broker_fail_next` are still to come."""
        count = c_size_t()
        self._sandbox.call("rd_kafka_mock_broker_error_stack_cnt", self._broker(broker), api, byref(count))
        return count.value

    def clear(self, api: int) -> None:
        """Forgets what `fail_next` still had in store for a kind of request."""
        self._sandbox.call("rd_kafka_mock_clear_request_errors", api)

    def broker_down(self, broker: int) -> None:
        """Cuts a broker's connections and refuses new ones; its partitions keep it as leader."""
        self._sandbox.call("rd_kafka_mock_broker_set_down", self._broker(broker))

    def broker_up(self, broker: int) -> None:
        """Lets a broker take connections again, on the same port."""
        self._sandbox.call("rd_kafka_mock_broker_set_up", self._broker(broker))

    def advertise(self, broker: int, host: str, port: int) -> None:
        """Lets metadata name another address for a broker, as a wrongly advertised listener does."""
        self._sandbox.call("rd_kafka_mock_broker_set_host_port", self._broker(broker), host.encode(), port)

    def round_trip(self, milliseconds: int, broker: int | None = None) -> None:
        """Every answer takes this long from now on, of all brokers or of one."""
        if milliseconds < 0:
            raise SandboxError(f"a round trip takes 0 ms or more, not {milliseconds}")
        number = -1 if broker is None else self._broker(broker)
        self._sandbox.call("rd_kafka_mock_broker_set_rtt", number, milliseconds)

    def set_leader(self, topic: str, partition: int, broker: int | None) -> None:
        """Moves a partition to another leader, or leaves it without one."""
        number = -1 if broker is None else self._broker(broker)
        name = self._topic(topic, partition)
        self._sandbox.call("rd_kafka_mock_partition_set_leader", name, partition, number)

    def topic_error(self, topic: str, code: int) -> None:
        """Metadata answers carry this error for the topic; 0 takes it back."""
        self._sandbox.call("rd_kafka_mock_topic_set_error", self._topic(topic), code)

    def _broker(self, number: int) -> int:
        if number not in self._sandbox.brokers:
            raise SandboxError(f"no broker {number}: the brokers are 1 to {len(self._sandbox.brokers)}")
        return number

    def _topic(self, name: str, partition: int = 0) -> bytes:
        """The name for C; checked here because librdkafka would make a topic that does not exist."""
        partitions = self._sandbox.topics.get(name)
        if partitions is None:
            raise SandboxError(f"no topic '{name}' in the embedded cluster: make it with create_topic first")
        if not 0 <= partition < partitions:
            raise SandboxError(f"topic '{name}' has no partition {partition}: they are 0 to {partitions - 1}")
        return name.encode()


def error_code(name: str) -> int:
    """The code of an error named as Kafka or librdkafka names it (`NOT_LEADER_FOR_PARTITION`, `_TRANSPORT`)."""
    from confluent_kafka import KafkaError

    code = getattr(KafkaError, name.upper(), None)
    if not isinstance(code, int):
        raise SandboxError(f"no error is called '{name}': names are Kafka's own, such as REQUEST_TIMED_OUT")
    return code
