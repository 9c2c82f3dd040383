"""Thrift structs from JSON."""
