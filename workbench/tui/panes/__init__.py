"""The four panes, in the order in which a record travels."""
