"""Who read and wrote what: entries, the chain of their seals, alerts and the monthly sample."""
