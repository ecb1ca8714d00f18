-- Indexes that the steps join on, made once the rows are in.
create index staged_key on staged (kind, key);
create index staged_geom on staged using gist (geom);
analyze staged
