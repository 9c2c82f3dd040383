"""What starts the brokers of the tests, and reads back what arrived there."""
