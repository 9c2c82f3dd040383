"""Protobuf: JSON text to messages and back, by descriptors; imported when a Protobuf schema is first used."""
