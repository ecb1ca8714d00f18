"""Occupation reports and the episodes they are linked to."""
