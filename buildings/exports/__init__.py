"""Files that leave the register and cannot be called back: what they may carry, and their log."""
