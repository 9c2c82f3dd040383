"""Thrift: structs by a .thrift file, in the binary and the compact protocol."""
