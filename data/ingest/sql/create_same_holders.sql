-- Cellars and garages beside the one flat of the same owners in the same building.
create temporary table same_holders on commit drop as
with held as (
    select r.unit_id, max(r.valid_from) as since,
        array_agg(distinct coalesce(r.person_id, r.body_id)
            order by coalesce(r.person_id, r.body_id)) as holders
    from unit_right r
    where r.source_id = :source and r.unit_id is not null
        and r.valid_from <= :as_of and r.valid_to > :as_of
        and r.right_type in ('ownership', 'bare_ownership', 'surface_ownership', 'bare_surface')
    group by r.unit_id
), placed as (
    select h.*, u.building_id,
        u.cadastral_category like 'A/%' and u.cadastral_category <> 'A/10' as is_main,
        u.cadastral_category in ('C/2', 'C/6', 'C/7') as is_appurtenance
    from held h
    join unit u on u.id = h.unit_id
    join building b on b.id = u.building_id and b.municipality_code = :code
)
select a.unit_id, (array_agg(m.unit_id))[1] as main_unit_id,
    max(greatest(a.since, m.since)) as since
from placed a
join placed m on m.building_id = a.building_id and m.holders = a.holders and m.is_main
where a.is_appurtenance
group by a.unit_id
having count(*) = 1
