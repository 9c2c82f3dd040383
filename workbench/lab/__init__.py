"""Questions about many keys and about other bytes of one key: what stands behind the partition lab."""
