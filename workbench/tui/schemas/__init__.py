"""The schemas screen: what the registry holds, how a value reads under other versions, and registering."""
