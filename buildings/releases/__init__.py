"""Releases: quarterly figures for the public, the council and research; frozen when published."""
