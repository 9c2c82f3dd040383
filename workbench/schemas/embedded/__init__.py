"""The embedded registry: the Schema Registry's HTTP API on loopback, in memory, beside the embedded cluster."""
