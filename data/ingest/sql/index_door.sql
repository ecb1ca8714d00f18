-- Indexes of the doors, made once they are in.
create index door_keys on door (street_key, number_key);
analyze door
