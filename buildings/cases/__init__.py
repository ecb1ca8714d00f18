"""Housing cases followed by the offices."""
