"""The values that travel: what a person composes, and what is handed to a producer."""
