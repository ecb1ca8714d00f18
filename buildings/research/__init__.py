"""Pseudonymised extracts for research projects, from published releases' days alone."""
