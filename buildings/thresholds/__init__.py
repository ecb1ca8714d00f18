"""Numbers that law or the office may change: dated configuration, never code."""
