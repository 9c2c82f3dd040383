"""What `--help` says of each command: what it is for, examples, the shapes of what it prints, exit codes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A command as `--help` shows it. `cluster`: it talks to one, so it takes -b and -X."""

    about: str
    examples: str
    cluster: bool = False


OPENING = Entry(
    "Compose Kafka records, see where they land, send them, watch the delivery reports.",
    """\
commands:
  workbench                 the terminal interface; without -b on an embedded cluster of its own
  workbench send            send records from the command line, from a file or from a pipe
  workbench partition       where each key lands, for every client
  workbench bytes           a record's bytes, each part named, before anything is sent
  workbench read            one record as it lies in its partition
  workbench journal         what was sent and what became of it
  workbench schema          the schema registry: look, check, register, read with another version
  workbench sandbox         the embedded cluster and schema registry, for other programs
  workbench COMMAND --help  all about one of them

examples:
  workbench
  workbench -b localhost:9092 -t orders
  workbench -b broker:9093 -X security.protocol=ssl -X acks=1
  workbench -b localhost:9092 --client sarama        keys land where Sarama's default puts them
  workbench -b localhost:9092 --client rules.toml    or where a rule file of your own says""",
    cluster=True,
)

COMMANDS = {
    "send": Entry(
        "Send records, and print what became of each as a JSON line.",
        r"""examples:
  workbench send -b localhost:9092 -t orders -v json --key user-42 --value '{"id": 1}' -H trace=abc
  workbench send -b localhost:9092 -t orders --key user-42 --null-value            a tombstone
  printf 'k1\tv1\nk2\tv2\n' | workbench send -b localhost:9092 -t orders -K '\t'   one record a line
  workbench send -b localhost:9092 -t orders -K '\t' -l orders.tsv --quiet         the totals only
  workbench send -b localhost:9092 -t orders --key Banana --value 1 --client banana   placed by the example rule file

output, in the order in which the records were handed over:
  {"topic": …, "partition": …, "offset": …, "timestamp": …, "latency_ms": …, "key_size": …, "value_size": …,
   "state": "delivered" | "sent" | "failed" | "unknown", "error": null |
   {"name", "message", "retriable", "kind": "retriable" | "permanent" | "fatal", "next_step"}}
  A size is null for a null key or value and 0 for an empty one. What is not known is null. "sent" is acks=0:
  handed to the broker, not confirmed.
  --quiet: {"handed_over", "delivered", "sent", "failed", "unknown", "seconds"}, one line at the end.

exit codes:
  0 every record is delivered (with acks=0: sent)     2 the arguments or a line cannot be sent as they are
  1 a record failed, or its fate is unknown           3 the cluster cannot be reached, or the registry gives no
                                                        answer; nothing was handed over
  130 Ctrl-C, 143 SIGTERM: what was acknowledged is said""",
        cluster=True,
    ),
    "partition": Entry(
        "Where each key lands, for every client, before anything is sent. Without -b it talks to no cluster.",
        r"""examples:
  workbench partition --partitions 12 user-42 user-43
  workbench partition --partitions 12 --client java,sarama,confluent-kafka-python user-42
  workbench partition --partitions 12 --compare user-42            who puts it elsewhere than Java, and what breaks
  workbench partition --partitions 12 --client banana --working Banana
  workbench partition --partitions 12 --doctor 42                  the same text as an int, a long, Avro, JSON …
  workbench partition --partitions 12 --spread --keys-file keys.txt --counts 24,48
  workbench partition -b localhost:9092 -t orders --spread --from-topic                  and who wrote it
  workbench partition -b localhost:9092 -t orders -t payments --spread --from-topic      do they join?
  cut -f1 orders.tsv | workbench partition --partitions 12 --json

output with --json, in ASCII; a partition is null where the client promises no number:
  one line a key and client
    {"key", "key_hex", "partitioner", "partitions", "hash", "partition"}
  --working    the same with {…, "working": [{"what", "value"}], "why": null | "any of …"}
  --compare    {"key", "key_hex", "partitions", "reference": "java", "partition",
                "landings": [{"partition", "same": true | false | null, "clients": […], "sentence": null | "…"}]}
  --doctor     {"key", "form", "key_hex", "partitioner", "partitions", "partition", "chosen", "same", "note"}
  --clients    {"client", "about", "family", "versions", "default", "rule", "null_key", "empty_key", "source", "note"}
  --spread     {"question": "spread", "topic", "partitioner", "partitions", "records", "unplaced", "distinct",
                "counts": […], "mean", "largest": {"partition", "records"}, "skew", "chi_square", "p_value", "empty",
                "frequent": [{"key", "key_hex", "records"}], "verdict"}, one line a client
  --counts     {"question": "what if", "topic", "partitioner", "now", "partitions", "keys", "moved", "unplaced",
                "skew", "largest": {"partition", "keys"}, "sign_bug": 0.0 to 1.0, "sentence"}, one a client and count
  --from-topic adds {"question": "who wrote it", "topic", "partitions", "clients": […], "agreeing", "of", "share"},
                best first; and for two topics {"question": "do they join", "topics": […], "partitions": […],
                "keys", "same", "join": true | false | null, "sentence"}

exit codes:
  0 answered     2 the arguments or a key cannot be     130 Ctrl-C
  3 the cluster cannot be reached, or the schema registry gives no answer""",
    ),
    "bytes": Entry(
        "A record's bytes, each part named, and what a consumer reads. Nothing is sent; it talks to no cluster.",
        r"""examples:
  workbench bytes -k integer --key 42 -v 'string,charset=UTF-16' --value 홍길동
  workbench bytes -t orders -v avro --value '{"id": 1}' --registry http://localhost:8081
  workbench bytes -v avro,schema=order.avsc,id=42 --value "$(cat order.json)"
  workbench bytes -v layout,schema=customer --value '{"id": 7, "name": "홍길동"}' --json

output with --json, in ASCII; null for a null key or value:
  {"topic", "key": PART, "value": PART, "headers": [{"name", …PART}], "size", "batch_size", "producer_size",
   "producer_limit"}
  PART: {"serializer", "hex", "size", "spans": [{"start", "end", "label", "value", "path"}], "reads_as",
         "unread": null | "why a consumer cannot read it", "notes": [{"what", "path", "is_warning"}]}

exit codes:
  0 shown     2 the arguments or the record cannot be     3 the schema registry gives no answer""",
    ),
    "read": Entry(
        "One record, read from its partition and offset: its bytes, what a consumer makes of them, who reads it.",
        r"""examples:
  workbench read -b localhost:9092 -t orders -p 3 -o 1204
  workbench read -b localhost:9092 -t orders -p 3 -o 1204 -k long -v avro --registry http://localhost:8081
  workbench read -b localhost:9092 -t orders -p 3 -o 1204 --json
  It joins no group, commits nothing, and finds a record whose transaction was aborted, too.

output with --json, in ASCII:
  {"topic", "partition", "offset", "timestamp": null | epoch ms,
   "timestamp_type": null | "CreateTime" | "LogAppendTime", "leader_epoch",
   "visibility": null | "committed" | "aborted" | "undecided", "key": PART, "value": PART,
   "headers": [{"name", …PART}]}
  PART: {"serializer", "hex", "size", "text", "unread": null | "why the serializer cannot read it"}
  hex, size and text are null for null. "undecided": a transaction is not over.

exit codes:
  0 read     1 there is no such record     2 the arguments cannot be     3 the cluster gives no answer, or refuses""",
    ),
    "journal": Entry(
        "What was sent and what became of it; and what can be done about what nobody knows.",
        r"""examples:
  workbench journal list                            what was sent, the newest first
  workbench journal list --open                     what a crash left unknown, and was not decided yet
  workbench journal list -t orders --key user-42 --since 12:00
  workbench journal show 17                         its records; of many, those that were not delivered
  workbench journal check 17 -b localhost:9092      look on the broker for what is unknown
  workbench send -b localhost:9092 --resume 17      send what is left of it
  workbench journal dismiss 17                      leave it as it is
  workbench journal prune --days 7

output with --json, in ASCII:
  list   {"send", "begun", "ended", "profile", "cluster", "topic", "kind": "record" | "again" | "lines", "input",
          "count", "handed_over", "delivered", "sent", "failed", "unknown", "in_flight", "complete", "why",
          "is": "settled" | "open" | "unfinished" | "dismissed" | "under way" | "gone on with: N", "resumes",
          "resumed_by"}, one line a send
  show   the same, then {"send", "number", "records", "topic", "partition", "offset", "at", "state",
          "error": null | {"name", "message"}, "kept", "key_hex", "value_hex", "headers": [{"name", "hex"}], "size"}
  check  {"send", "there", "missing", "unseen"}

exit codes:
  0 done     2 the arguments cannot be, or there is no such send     3 the cluster gives no answer""",
    ),
    "schema": Entry(
        "A schema registry: what it holds, what a file would change there, what other versions read.",
        r"""examples:
  workbench schema list orders
  workbench schema show orders-value@2              with everything that it refers to; --raw: its text alone
  workbench schema sample orders-value              a value that the schema allows; also of order.avsc
  workbench schema check order.avsc orders-value    may it be the next version? 1 if not
  workbench schema register order.avsc orders-value the same, then asks and registers; --yes does not ask
  workbench schema read-as -t orders -v avro --value "$(cat order.json)" --version 1
                                                    what a consumer on version 1 reads; 1 if it cannot
  Each needs --registry http://localhost:8081; who asks it is -X schema.registry.basic.auth.user.info=… and so on.

output with --json, in ASCII:
  list      {"subject", "versions": […], "type", "id", "error"}, one line a subject
  show      {"subject", "version", "id", "guid", "type", "compatibility", "refused", "schema",
             "references": [{"name", "subject", "version"}], "resolved": {name: schema}}
  sample    {"serializer", "seed", "sample"}
  check     {"subject", "versions", "compatibility", "compatible", "present": null | version,
             "messages": […], "changes": [{"kind", "what", "path"}]}
  register  the same with {…, "version", "id", "registered"}
  read-as   {"subject", "version", "own", "reads_as", "unread": null | "why", "changes"}, one line a version

exit codes:
  0 done, compatible, readable     1 not     2 the arguments cannot be     3 the registry gives no answer""",
    ),
    "sandbox": Entry(
        "The embedded cluster, for other programs. The first line on stdout is bootstrap.servers=…",
        """\
examples:
  workbench sandbox
  workbench sandbox --brokers 1 --topic orders:12 --topic audit:1""",
    ),
}
