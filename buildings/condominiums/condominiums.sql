-- Condominiums: all of them, or by id, by a name that resembles the words, at addresses or of buildings; those
-- whose name is most alike first. `lon` and `lat` are of the first building that stands.
with wanted as (
    select c.id, 1::real as likeness from condominium c where c.id = cast(:condominium_id as uuid)
    union all
    select c.id, 1 from condominium c where :every
    union all
    select c.id, word_similarity(:words, c.name) from condominium c
    where :words <> '' and c.name %> :words and word_similarity(:words, c.name) >= :least
    union all
    select c.id, 0 from condominium c where c.address_id = any(cast(:address_ids as uuid[]))
    union all
    select b.condominium_id, 0 from building b
    where b.id = any(cast(:building_ids as uuid[])) and b.condominium_id is not null
)
select c.id, c.name, c.super_condominium_id, sc.name as super_condominium,
    a.street_name, a.number_text, c.note_it, c.note_en,
    n.buildings as building_count, units.units as unit_count,
    c.source_id, c.as_of, c.reliability, c.is_synthetic,
    st_x(n.point) as lon, st_y(n.point) as lat
from (select id, max(likeness) as likeness from wanted group by id) w
join condominium c on c.id = w.id
left join super_condominium sc on sc.id = c.super_condominium_id
left join address a on a.id = c.address_id
cross join lateral (
    select count(*) as buildings,
        st_transform(
            st_pointonsurface((array_agg(b.geom order by b.fid))[1]), :lonlat
        ) as point
    from building b
    where b.condominium_id = c.id and (b.ended_on is null or b.ended_on > :on_date)
) n
cross join lateral (
    select count(*) as units from unit u where u.condominium_id = c.id
) units
order by w.likeness desc, c.name
limit :most
