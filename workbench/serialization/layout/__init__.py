"""Bytes by a list of fields that a person declares in TOML."""
