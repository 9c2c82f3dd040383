"""Lessons about who may do what."""

from __future__ import annotations

from workbench.delivery.teaching.facts import Facts
from workbench.delivery.teaching.lesson import Lesson, Lessons, Mender, advice
from workbench.delivery.teaching.words import name, the_topic, the_user


def _write(facts: Facts) -> str:
    return f"have {the_user(facts)} allowed to write to {the_topic(facts)} (kafka-acls.sh --producer), then reconnect"


def _idempotent_write(facts: Facts) -> str:
    return (
        f"have IdempotentWrite on the cluster allowed for {the_user(facts)}, or turn idempotence off; brokers from 2.8 "
        "on ask for no more than the right to write"
    )


def _transactional(facts: Facts) -> str:
    named = f" {name(facts.transactional_id)}" if facts.transactional_id and facts.transactional_id.strip() else ""
    return f"have {the_user(facts)} allowed to use the transactional.id{named} (kafka-acls.sh --transactional-id)"


def _credentials(facts: Facts) -> str:
    who = f" of {the_user(facts)}" if facts.user and facts.user.strip() else ""
    return f"check the name and the password{who} (sasl.username, sasl.password), then reconnect"


_WHO = Lesson("The broker does not accept these credentials.", Mender.CREDENTIALS, _credentials)

LESSONS: Lessons = {
    "TOPIC_AUTHORIZATION_FAILED": (
        Lesson(
            "These credentials may not write to the topic. Nothing was written, and this producer asks no more.",
            Mender.CREDENTIALS,
            _write,
        ),
    ),
    "CLUSTER_AUTHORIZATION_FAILED": (
        Lesson(
            "The cluster does not let these credentials open an idempotent producer.",
            Mender.CREDENTIALS,
            _idempotent_write,
        ),
    ),
    "TRANSACTIONAL_ID_AUTHORIZATION_FAILED": (
        Lesson("These credentials may not use this transactional.id.", Mender.CREDENTIALS, _transactional),
    ),
    "SASL_AUTHENTICATION_FAILED": (_WHO,),
    "_AUTHENTICATION": (_WHO,),
    "UNSUPPORTED_SASL_MECHANISM": (
        Lesson(
            "The broker does not know this way to sign in.",
            Mender.CREDENTIALS,
            advice("choose a sasl.mechanism that the broker has enabled (sasl.enabled.mechanisms), then reconnect"),
        ),
    ),
    "ILLEGAL_SASL_STATE": (
        Lesson(
            "The broker expected something else at this point of signing in.",
            Mender.CREDENTIALS,
            advice("check that security.protocol is that of the broker's listener, then reconnect"),
        ),
    ),
    "SECURITY_DISABLED": (
        Lesson(
            "The cluster checks no rights, and was asked about them.",
            Mender.CLUSTER,
            advice("have an authorizer set up on the brokers, or leave out what needs one"),
        ),
    ),
}
