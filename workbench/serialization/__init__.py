"""Text to bytes: one small class a serializer, found by name."""
