"""Stories on a real PostGIS, one folder a package."""
