"""Redevelopment interventions, their money and what they reach."""
