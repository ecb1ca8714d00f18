-- What each waiting naming says, read into codes and numbers.
drop table if exists named, spelling, named_address, seen_unit, standing, unit_key, pair, weighed,
    held_by;
create temp table named (
    reference_id uuid not null, sender text not null, source_id text not null, key text not null,
    municipality_code text not null, condominium_id uuid, spelling_id int, has_street boolean not null,
    numbers int[], is_range boolean not null, suffix text, staircase text, staircase_rank int,
    floors numeric[], doors int[], door_suffix text, sheet text, parcel text, subunits text[],
    units text[], parcels text[], category text, area_m2 numeric, is_bridged boolean not null
) on commit drop;
create temp table spelling (
    spelling_id int not null, municipality_code text not null, street_name text not null,
    level smallint not null
) on commit drop
