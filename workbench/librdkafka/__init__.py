"""librdkafka itself, the C library inside the confluent-kafka wheel, through ctypes: what its Python binding lacks."""
