"""One-time links by which administrators deliver without an account."""
