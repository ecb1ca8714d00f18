-- Footprints. An own, invented or less reliable building takes every fact; another real one is
-- only completed.
with incoming as (
    select s.seq, s.target_id, s.is_new, s.geom, f.*, b.fid,
        b.source_id = :source or b.is_synthetic or (
            b.source_id = any(:imported)
            and array_position(cast(:ranking as text[]), b.reliability::text)
            < array_position(cast(:ranking as text[]), cast(:reliability as text))
        ) as takes_all,
        b.source_id = :source and b.as_of > :as_of as is_stale,
        d.address_id,
        (
            select t.id from district t
            where t.municipality_code = :code and st_contains(t.geom, st_pointonsurface(s.geom))
            order by t.fid limit 1
        ) as district_id,
        s.is_known
    from staged s
    cross join lateral jsonb_to_record(s.facts) as f (
        name text, floors_above_ground smallint, floors_text text, height_m numeric(5, 1),
        built_year smallint
    )
    left join building b on b.id = s.target_id
    left join lateral (
        select fd.address_id from footprint_door fd
        where fd.seq = s.seq
        order by fd.is_tagged desc, fd.address_id
        limit 1
    ) d on true
    where s.outcome is null and s.kind = 'footprint'
), merged as (
    select i.seq, i.target_id, i.is_new, i.is_stale, i.takes_all, i.is_known,
        case when i.takes_all then i.geom else b.geom end as geom,
        case when i.takes_all then coalesce(i.name, b.name)
            else coalesce(b.name, i.name) end as name,
        case when i.takes_all then coalesce(i.floors_above_ground, b.floors_above_ground)
            else coalesce(b.floors_above_ground, i.floors_above_ground) end as floors_above_ground,
        case when i.takes_all then coalesce(i.floors_text, b.floors_text)
            else coalesce(b.floors_text, i.floors_text) end as floors_text,
        case when i.takes_all then coalesce(i.height_m, b.height_m)
            else coalesce(b.height_m, i.height_m) end as height_m,
        case when i.takes_all then coalesce(i.built_year, b.built_year)
            else coalesce(b.built_year, i.built_year) end as built_year,
        coalesce(b.address_id, i.address_id) as address_id,
        coalesce(b.district_id, i.district_id) as district_id,
        (b.geom::bytea, b.name, b.floors_above_ground, b.floors_text, b.height_m, b.built_year,
            b.address_id, b.district_id, b.is_synthetic) as before
    from incoming i
    join building b on b.id = i.target_id
    where not i.is_new
), decided as (
    select *, case
        when is_stale then 'unchanged'
        when is_known and before is not distinct from (geom::bytea, name, floors_above_ground,
            floors_text, height_m, built_year, address_id, district_id, false) then 'unchanged'
        else 'updated'
    end as outcome
    from merged
), inserted as (
    insert into building (
        id, municipality_code, district_id, address_id, name, floors_above_ground, floors_text,
        height_m, built_year, geom, source_id, as_of, reliability
    )
    select target_id, :code, district_id, address_id, name, floors_above_ground, floors_text,
        height_m, built_year, geom, :source, :as_of, :reliability
    from incoming
    where is_new
), written as (
    update building b
    set geom = d.geom, name = d.name, floors_above_ground = d.floors_above_ground,
        floors_text = d.floors_text, height_m = d.height_m, built_year = d.built_year,
        address_id = d.address_id, district_id = d.district_id,
        source_id = case when d.takes_all then :source else b.source_id end,
        as_of = case when d.takes_all then :as_of else b.as_of end,
        reliability = case when d.takes_all then :reliability else b.reliability end
    from decided d
    where b.id = d.target_id and not d.is_stale
        and (d.outcome = 'updated' or (d.takes_all and b.as_of < :as_of))
)
update staged s
set outcome = coalesce(d.outcome, 'loaded')
from incoming i
left join decided d on d.seq = i.seq
where i.seq = s.seq
