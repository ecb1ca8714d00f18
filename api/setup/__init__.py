"""What `./satellite` does before its environment exists; the standard library only."""
