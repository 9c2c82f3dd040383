"""Key bytes to partition, with the working that leads there."""
