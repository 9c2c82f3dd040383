"""Why a cluster cannot be reached: librdkafka's text for a failure, as a sentence with the next step."""

from __future__ import annotations

import re
from collections.abc import Mapping

from workbench.clusters.broker_states import broker_address, broker_id
from workbench.records.escape import escape

_PLAIN = "leave security.protocol at plaintext, or use the broker's TLS port"
_GUESS = (
    "{who} takes the connection and hangs up at the first request: does it want TLS or SASL? "
    "Set security.protocol to ssl, sasl_ssl or sasl_plaintext, or use the broker's plaintext port"
)
_NO_ANSWER = "{who} takes the connection and does not answer any more: is it overloaded, stopping or starting?"
_SENTENCES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.DOTALL), sentence)
    for pattern, sentence in (
        (r"Connection refused", "{who} refused the connection: is a broker running there, and is the port right?"),
        (
            r"Failed to resolve '.*?': (?P<detail>.*)",
            "the name of {who} cannot be resolved ({detail}): is it spelled right, and does DNS know it?",
        ),
        (
            r"No route to host|Network is unreachable|Host is down",
            "{who} cannot be reached from here ({text}): is the network or the VPN up?",
        ),
        (
            r"timed out in state (?:TRY_)?CONNECT|failed: (?:Connection|Operation) timed out",
            "{who} does not answer: is the address right, and does a firewall let this machine through?",
        ),
        (
            r"PLAINTEXT broker listener|wrong version number|packet length too long|http request",
            "{who} does not speak TLS there, and security.protocol asks for it: " + _PLAIN,
        ),
        (
            r"certificate verify failed|could not be verified|verify broker certificate: (?P<detail>.*)",
            "{who} has a certificate that is not trusted here: name its CA with ssl.ca.location ({text})",
        ),
        (r"SSL handshake failed: (?P<detail>.*)", "the TLS handshake with {who} failed: {detail}"),
        (r"Disconnected.*in state SSL_HANDSHAKE", "{who} hung up during the TLS handshake: " + _PLAIN),
        (
            r"Receive failed: Invalid response size 1213486160",
            "{who} answers in HTTP, not in Kafka's protocol: is the port right?",
        ),
        (
            r"Receive failed: Invalid response size",
            "{who} does not answer in Kafka's protocol: is the port right, or does it want security.protocol=ssl?",
        ),
        (
            r"SASL Handshake not supported",
            "{who} takes no SASL login there, and security.protocol asks for one: leave it at plaintext or ssl, "
            "or use the broker's SASL port",
        ),
        (
            r"SASL (?P<detail>\S+) mechanism handshake failed: .*supported mechanisms: (?P<offered>.*)",
            "{who} does not offer the SASL mechanism {detail}: set sasl.mechanism to one of {offered}",
        ),
        (
            r"SASL.*?(?:error|failure|failed): (?P<detail>.*)",
            "{who} refused the login: {detail}; check sasl.mechanism, sasl.username and sasl.password",
        ),
        (
            r"security\.protocol|in state APIVERSION_QUERY",
            _GUESS,
        ),
        (r"Disconnected|Connection reset|Broken pipe", "{who} closed the connection ({text})"),
    )
)

_WAITING = {
    "TRY_CONNECT": "the connection to {who} could not be begun within {seconds} s: with OAUTHBEARER, "
    "is a token to be had?",
    "CONNECT": "no answer from {who} within {seconds} s: is the address right, does its name resolve, "
    "and does a firewall let this machine through?",
    "SSL_HANDSHAKE": "{who} took the connection but did not answer the TLS handshake within {seconds} s: "
    "is it a TLS port?",
    "APIVERSION_QUERY": "{who} took the connection but did not answer within {seconds} s: is it a Kafka broker, "
    "and is security.protocol right?",
    "UP": "{who} took the connection but did not answer the request for metadata within {seconds} s: "
    "is the cluster busy, or very far away?",
}
_STATE = re.compile(r" \(in state \w+\)$")
_SHOWN = 3


def explain(name: str, text: str, *, worked: bool = False) -> str:
    """librdkafka's failure text of an entry (`kafka:9092/bootstrap`, `kafka:9092/1`) as a sentence, escaped.

    `worked`: with these settings the cluster has answered before, so they are not what is wrong.
    """
    who, shown = _who(name), escape(_STATE.sub("", text))
    for pattern, sentence in _SENTENCES:
        if found := pattern.search(text):
            sentence = _NO_ANSWER if worked and sentence is _GUESS else sentence
            details = {key: escape(_STATE.sub("", value or "")) for key, value in found.groupdict().items()}
            return sentence.format(**{"who": who, "text": shown, "detail": "", **details})
    return f"{who}: {shown}"


def explain_all(causes: Mapping[str, str], *, worked: bool = False) -> str:
    """The sentences of every entry that failed: three at most, one for those that failed alike."""
    return _joined({name: explain(name, text, worked=worked) for name, text in sorted(causes.items())})


def silence(states: Mapping[str, str], servers: str, seconds: float) -> str:
    """The sentence for a cluster that gave neither an answer nor an error; `states` by entry name."""
    shown = f"{seconds:g}"
    waiting = {
        name: _WAITING[state].format(who=_who(name), seconds=shown)
        for name, state in sorted(states.items())
        if state in _WAITING
    }
    return _joined(waiting) or f"no answer from {escape(servers)} within {shown} s: is the cluster up?"


def _joined(sentences: Mapping[str, str]) -> str:
    """The sentences by entry name as one text; those that differ in their address only are said once."""
    alike: dict[str, dict[str, str]] = {}
    for name, sentence in sentences.items():
        alike.setdefault(sentence.replace(_who(name), ""), {}).setdefault(broker_address(name), sentence)
    several = [_with_others(by_address) for by_address in alike.values()]
    more = f"; and {len(several) - _SHOWN} more" if len(several) > _SHOWN else ""
    return "; ".join(several[:_SHOWN]) + more


def _with_others(by_address: Mapping[str, str]) -> str:
    first, *others = by_address
    rest = ", ".join(others[:_SHOWN]) + ("" if len(others) <= _SHOWN else f" and {len(others) - _SHOWN} more")
    return by_address[first] + (f" (the same goes for {escape(rest)})" if others else "")


def _who(name: str) -> str:
    """`kafka:9092`, and for a broker that the cluster itself named: `kafka:9092 (advertised by broker 1)`."""
    number = broker_id(name)
    address = escape(broker_address(name))
    return address if number is None else f"{address} (advertised by broker {number})"
