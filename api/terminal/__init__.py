"""What commands show in the terminal: progress and failures, in both languages."""
