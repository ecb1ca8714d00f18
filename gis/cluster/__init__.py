"""PostgreSQL with PostGIS for this checkout: found or installed, made, started, shared, stopped.

`gis.cluster.private.private_cluster` is the face; `gis.cluster.external` checks another database.
Modules that the set-up uses before any library is installed import the standard library only.
"""
