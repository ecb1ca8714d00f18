"""Public projects."""
