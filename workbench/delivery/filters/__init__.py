"""Which rows of the delivery log are wanted: a line that a person types, matched over the columns, live."""
