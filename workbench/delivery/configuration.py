"""What a producer's configuration means for the delivery of records, and why one was refused."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.delivery.set_up import CATEGORIES

_SECRET = ("password", "secret", "token", "pem", "key", "oauthbearer.config", "username")
"""What the names of properties contain whose values are not repeated."""


def is_unconfirmed(config: Mapping[str, object]) -> bool:
    """Whether no broker answers: acks=0."""
    return str(config.get("acks", config.get("request.required.acks", ""))) == "0"


def is_idempotent(config: Mapping[str, object]) -> bool:
    """Whether the producer gets an id from the cluster first."""
    return "transactional.id" in config or str(config.get("enable.idempotence", "")).lower() in ("true", "1", "t")


def debug(config: Mapping[str, object]) -> str:
    """What was asked for, and what the set-up is read from."""
    asked = [word for word in str(config.get("debug", "")).replace(" ", "").split(",") if word]
    return ",".join(asked if "all" in asked else dict.fromkeys((*asked, *CATEGORIES)))


def refusal(error: Exception, config: Mapping[str, object]) -> str:
    """Why no producer could be opened, as a sentence without secrets."""
    return f"the producer cannot be opened: {scrubbed(str(error), config)}"


def scrubbed(text: str, config: Mapping[str, object]) -> str:
    """A text of librdkafka's without the secrets of the configuration."""
    for name, value in config.items():
        if isinstance(value, str) and len(value) > 1 and any(word in name for word in _SECRET):
            text = text.replace(value, "…")
    return text
