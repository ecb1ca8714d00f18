-- Indexes that the steps join on, made once the rows are in; nothing looks for street numbers by
-- their place.
create index staged_key on staged (kind, key);
create index staged_geom on staged using gist (geom) where kind <> 'address';
analyze staged
