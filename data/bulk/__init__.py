"""Many rows at once: what is common to imports and to the towns that are generated."""
