"""What `satellite bench` measures on the reference district; by hand, never asserted in tests."""
