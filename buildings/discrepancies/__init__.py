"""What sources tell differently: opened by itself, closed by a decision or when they agree."""
