"""The OGC API at `/ogc/`: Features and Tiles of every declared layer, by generic code."""
