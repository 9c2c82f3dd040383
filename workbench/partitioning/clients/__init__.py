"""The catalogue, a file a family: each client library's rule, versions, source and traps."""
