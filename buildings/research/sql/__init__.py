"""What each released table is counted from, one query a table."""
