"""All clients, family by family."""

from __future__ import annotations

from workbench.partitioning.client import Client
from workbench.partitioning.clients import (
    frameworks,
    go,
    java,
    javascript,
    librdkafka,
    others,
    python,
    ruby,
    sarama,
    tools,
)

CLIENTS: tuple[Client, ...] = (
    *java.CLIENTS,
    *librdkafka.CLIENTS,
    *python.CLIENTS,
    *sarama.CLIENTS,
    *go.CLIENTS,
    *javascript.CLIENTS,
    *ruby.CLIENTS,
    *others.CLIENTS,
    *tools.CLIENTS,
    *frameworks.CLIENTS,
)
