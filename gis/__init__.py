"""The floor: settings, PostGIS, CRS, layers and SQL builders; nothing here knows what a flat is."""
