"""The declared sources: each file says where one comes from, what it holds and how to read it."""
