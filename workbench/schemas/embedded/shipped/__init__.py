"""The schemas of the embedded cluster's topics: NAME-vN with the suffix of their kind."""
