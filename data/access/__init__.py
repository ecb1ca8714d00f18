"""Roles, grants and row policies of the database, made to follow the matrix after a migration."""
