"""Why somebody reads: assignments, stated purposes, and shares between offices."""
