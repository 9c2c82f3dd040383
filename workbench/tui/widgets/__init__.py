"""Small widgets that know nothing of Kafka."""
