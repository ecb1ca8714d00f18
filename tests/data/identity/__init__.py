"""Tests of the resolution of namings."""
