-- Polygons measured on plans; one that a later delivery had ended and that is there again lives on.
with incoming as (
    select s.seq, f.*, c.id as known_id, c.valid_from as known_from,
        coalesce(c.as_of > :as_of, false) as is_stale,
        (c.area_m2, c.kind_code, c.room_kind, c.height_m, c.max_height_m)
        is not distinct from (f.area_m2, f.kind_code, f.room_kind, f.height_m, f.max_height_m)
        and c.valid_to = 'infinity' as is_same
    from staged s
    cross join lateral jsonb_to_record(s.facts) as f (
        cadastral_section text, immobile_id text, polygon_number smallint,
        area_m2 numeric, kind_code text, room_kind text, height_m numeric, max_height_m numeric
    )
    left join cadastral_plan_room c on c.municipality_code = :code and c.immobile_id = f.immobile_id
        and c.cadastral_section is not distinct from f.cadastral_section
        and c.polygon_number = f.polygon_number
    where s.outcome is null and s.kind = 'cadastral_plan_room'
), decided as (
    select *, coalesce(known_from, :as_of) as starts,
        case
            when known_id is null then 'loaded'
            when is_stale or is_same then 'unchanged'
            else 'updated'
        end as fate
    from incoming
), inserted as (
    insert into cadastral_plan_room (
        municipality_code, cadastral_section, immobile_id, polygon_number,
        area_m2, kind_code, room_kind, height_m, max_height_m, valid_from, source_id, as_of, reliability
    )
    select :code, cadastral_section, immobile_id, polygon_number,
        area_m2, kind_code, room_kind, height_m, max_height_m, starts, :source, :as_of, :reliability
    from decided
    where fate = 'loaded'
), renewed as (
    update cadastral_plan_room c
    set (area_m2, kind_code, room_kind, height_m, max_height_m, valid_from, valid_to, as_of)
        = row(d.area_m2, d.kind_code, d.room_kind, d.height_m, d.max_height_m, d.starts, date 'infinity', :as_of)
    from decided d
    where c.id = d.known_id and d.fate = 'updated'
), dated as (
    update cadastral_plan_room c set as_of = :as_of
    from decided d
    where c.id = d.known_id and d.fate = 'unchanged' and c.as_of < :as_of
)
update staged s set outcome = d.fate from decided d where d.seq = s.seq
