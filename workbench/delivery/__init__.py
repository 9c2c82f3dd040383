"""From a record to its delivery report: the worker, the log, the statistics."""
