"""Census sections with their counts."""
