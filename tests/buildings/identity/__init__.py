"""Tests of namings and decisions."""
