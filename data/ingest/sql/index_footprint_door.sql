-- Indexes of the footprints' addresses, made once they are in.
create index footprint_door_seq on footprint_door (seq);
create index footprint_door_address on footprint_door (address_id);
analyze footprint_door
