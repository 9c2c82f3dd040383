"""JSON that a JSON Schema allows."""
