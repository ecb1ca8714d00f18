"""Tests of the readers, on files and texts of our own."""
