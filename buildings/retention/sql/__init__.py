"""The queries that find what is due, and the guard of history."""
