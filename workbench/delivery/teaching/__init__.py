"""Errors taught: what each one means, who can mend it, and the next step with this record's figures."""
