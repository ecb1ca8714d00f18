-- Records of the cadastre's books within the file's scope; of plans only those of its units.
-- `is_older`: the staged file is not the one whose scope it is but an older one.
with held as (
    select kind, key from staged where not cast(:is_older as boolean)
    union
    select k.kind, m.key
    from unnest(cast(:kinds as text[])) as k (kind)
    cross join unnest(cast(:mentioned as text[])) as m (key)
), units as (
    select distinct facts ->> 'immobile_id' as immobile_id
    from staged
    where kind in ('cadastral_plan', 'cadastral_plan_room') and not cast(:is_older as boolean)
    union
    select immobile_id
    from cadastral_plan
    where municipality_code = :code and source_id = :source and as_of >= :as_of
        and cast(:is_older as boolean)
    union
    select immobile_id
    from cadastral_plan_room
    where municipality_code = :code and source_id = :source and as_of >= :as_of
        and cast(:is_older as boolean)
), living as (
    select 'cadastral_unit' as kind, c.id, c.as_of,
        concat_ws('/', coalesce(c.cadastral_section, '-'), c.immobile_id, c.progressive) as key
    from cadastral_unit c
    where c.municipality_code = :code and c.source_id = :source and c.valid_to = 'infinity'
    union all
    select 'land_parcel', c.id, c.as_of,
        concat_ws('/', coalesce(c.cadastral_section, '-'), c.immobile_id, c.progressive)
    from land_parcel c
    where c.municipality_code = :code and c.source_id = :source and c.valid_to = 'infinity'
    union all
    select 'cadastral_title', t.id, t.as_of, t.title_key
    from cadastral_title t
    where t.municipality_code = :code and t.source_id = :source and t.valid_to = 'infinity'
    union all
    select 'cadastral_plan', c.id, c.as_of,
        concat_ws(
            '/', coalesce(c.cadastral_section, '-'), c.immobile_id, ltrim(c.protocol, '0'),
            coalesce(c.sheet_number, '')
        )
    from cadastral_plan c
    where c.municipality_code = :code and c.source_id = :source and c.valid_to = 'infinity'
        and c.immobile_id in (select immobile_id from units)
    union all
    select 'cadastral_plan_room', c.id, c.as_of,
        concat_ws('/', coalesce(c.cadastral_section, '-'), c.immobile_id, c.polygon_number)
    from cadastral_plan_room c
    where c.municipality_code = :code and c.source_id = :source and c.valid_to = 'infinity'
        and c.immobile_id in (select immobile_id from units)
)
insert into in_scope (kind, thing_id, is_held)
select l.kind, l.id, l.as_of >= :as_of or h.key is not null
from living l
left join held h on h.kind = l.kind and h.key = l.key
where l.kind = any(cast(:kinds as text[]))
