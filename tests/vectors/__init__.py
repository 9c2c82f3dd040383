"""Known answers: files that tests read."""
