"""Which unit a row of a source means: its naming, the match, the decisions."""
