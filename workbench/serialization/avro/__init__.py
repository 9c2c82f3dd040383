"""Avro: a text and a schema to bytes and back."""
