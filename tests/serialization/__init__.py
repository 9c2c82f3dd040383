"""Text to bytes."""
