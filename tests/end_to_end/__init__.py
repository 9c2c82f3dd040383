"""The whole way of a record, on the embedded cluster and on Apache Kafka, with kcat as the witness."""
