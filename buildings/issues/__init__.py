"""Condominium issues: what is wrong with a building's common life."""
