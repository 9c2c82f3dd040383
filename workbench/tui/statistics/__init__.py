"""The statistics screen's parts: what is worked out beside the screen, and the lines that are made of it."""
