"""Transaction time: what was written when, kept append-only, and the register as it was known."""
