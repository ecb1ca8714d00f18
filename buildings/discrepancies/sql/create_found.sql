-- Where finders put what they find; emptied for each search. One search at a time.
create temporary table if not exists found_discrepancy (
    kind text not null, subject text not null, about text,
    unit_id uuid, building_id uuid, condominium_id uuid, reference_id uuid,
    first_value text not null, first_source_id text not null, first_as_of date not null,
    second_value text not null, second_source_id text not null, second_as_of date not null,
    is_synthetic boolean not null,
    primary key (kind, subject)
) on commit drop;
truncate found_discrepancy;
select pg_advisory_xact_lock(1518000802);
