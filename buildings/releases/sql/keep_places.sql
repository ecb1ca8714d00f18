-- The places of a release as they are now, those of the given things.
insert into release_place (release_id, level, thing_id, name, height_m, geom)
select :release_id, 'building', b.id, nullif(concat_ws(' ', a.street_name, a.number_text), ''),
    b.height_m, b.geom
from building b
left join address a on a.id = b.address_id
where b.id = any (:things)
union all
select :release_id, 'condominium', c.id, c.name, null, g.geom
from condominium c
left join lateral (
    select st_multi(st_union(b.geom)) as geom
    from building b
    where b.condominium_id = c.id and (b.ended_on is null or b.ended_on > :on_date)
) g on true
where c.id = any (:things)
union all
select :release_id, 'district', d.id, d.name, null, d.geom
from district d
where d.id = any (:things)
