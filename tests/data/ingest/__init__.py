"""Tests of the one path of every source, on a real PostGIS."""
