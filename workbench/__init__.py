"""The Kafka producer workbench."""
