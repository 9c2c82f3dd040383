"""Java programs that run Kafka's own classes, for tests that compare ours with them."""
