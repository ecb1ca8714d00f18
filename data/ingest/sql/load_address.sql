-- Addresses; a row that matched nothing is a new one. One that another source gave keeps its spelling; its place is replaced by a better
-- or first one, and then the provenance with it.
with incoming as (
    select s.seq, coalesce(s.target_id, gen_random_uuid()) as target_id,
        s.target_id is null as is_new, s.geom, f.*, a.source_id = :source as is_own,
        a.source_id = :source and a.as_of > :as_of as is_stale,
        s.target_id is not null and a.source_id <> :source and s.geom is not null and (
            a.geom is null
            or a.source_id <> all(:imported)
            or array_position(cast(:ranking as text[]), a.reliability::text)
            <= array_position(cast(:ranking as text[]), cast(:reliability as text))
        ) as takes_over,
        a.geom::bytea is not distinct from coalesce(s.geom, a.geom)::bytea as is_same_place,
        (a.street_name, a.house_number, a.number_suffix, a.number_text)
        is not distinct from (f.street_name, f.house_number, f.number_suffix, f.number_text)
        as is_same_name,
        s.is_known, e.street_id
    from staged s
    cross join lateral jsonb_to_record(s.facts) as f (
        street_name text, house_number smallint, number_suffix text, number_text text
    )
    left join address a on a.id = s.target_id
    left join external_identifier e on e.scheme = 'anncsu_street'
        and e.value = s.facts ->> 'street_code' and e.street_id is not null
        and e.valid_from <= :as_of and e.valid_to > :as_of
    where s.outcome is null and s.kind = 'address'
), decided as (
    select *,
        case
            when is_new then 'loaded'
            when is_stale then 'unchanged'
            when is_own and not (is_same_place and is_same_name) then 'updated'
            when takes_over and not is_same_place then 'updated'
            when not is_known then 'updated'
            else 'unchanged'
        end as outcome
    from incoming
), inserted as (
    insert into address (
        id, municipality_code, street_id, street_name, house_number, number_suffix, number_text,
        geom, source_id, as_of, reliability
    )
    select target_id, :code, street_id, street_name, house_number, number_suffix, number_text,
        geom, :source, :as_of, :reliability
    from decided
    where is_new
), renewed as (
    update address a
    set street_name = d.street_name, house_number = d.house_number,
        number_suffix = d.number_suffix, number_text = d.number_text,
        geom = coalesce(d.geom, a.geom), as_of = :as_of
    from decided d
    where a.id = d.target_id and d.is_own and not d.is_stale
        and (d.outcome = 'updated' or a.as_of < :as_of)
), moved as (
    update address a
    set geom = d.geom, source_id = :source, as_of = :as_of, reliability = :reliability
    from decided d
    where a.id = d.target_id and d.takes_over and not d.is_same_place
)
update staged s
set outcome = d.outcome, target_id = d.target_id, is_new = d.is_new
from decided d
where d.seq = s.seq
