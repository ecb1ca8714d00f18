"""SQL of the resolution, one file a step."""
