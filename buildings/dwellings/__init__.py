"""Real dwellings where they differ from cadastral units: split, merged."""
