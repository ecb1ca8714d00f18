"""Alembic's environment and revisions; tables change only here."""
