"""The journal: what was handed over, before it was; what became of it; what is unknown after a crash."""
