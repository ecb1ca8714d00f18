"""Tests of the status of units."""
