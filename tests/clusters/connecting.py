"""A connection to a cluster, open for as long as a test needs it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from workbench.clusters.connection import ClusterConnection
from workbench.clusters.profile import ClusterProfile
from workbench.clusters.settings import admin_config

PATIENCE = 30.0
"""Seconds after which an awaited event counts as missing."""


@contextmanager
def connected(servers: str, **properties: str) -> Iterator[ClusterConnection]:
    """A connection that was started, closed afterwards."""
    named = {name.replace("_", "."): value for name, value in properties.items()}
    connection = ClusterConnection(admin_config(ClusterProfile("x", servers, named)))
    connection.start()
    try:
        yield connection
    finally:
        connection.close(PATIENCE)
