"""The commands: each takes its arguments and gives an exit code; what it needs is imported when it runs."""
