"""HTTP and the command line, and only that."""
