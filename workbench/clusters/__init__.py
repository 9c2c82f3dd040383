"""Where records go: profiles, connections, metadata, and the embedded cluster."""
