-- Things known by an identifier that the source gave, older than the file or held by it.
insert into in_scope (kind, identifier_id, thing_id, is_held)
select k.kind, e.id, coalesce(e.address_id, e.building_id, e.parcel_id, e.street_id),
    e.as_of >= :as_of or e.value = any(cast(:mentioned as text[]))
    or split_part(e.value, ':', 1) = any(cast(:mentioned as text[]))
from external_identifier e
left join address a on a.id = e.address_id
left join building b on b.id = e.building_id
left join parcel p on p.id = e.parcel_id
left join street st on st.id = e.street_id
cross join lateral (
    select case
        when a.id is not null then 'address'
        when b.id is not null then 'footprint'
        when p.id is not null then 'parcel'
        when st.id is not null then 'street'
    end as kind, coalesce(a.geom, b.geom, p.geom) as geom
) k
where e.source_id = :source and e.valid_to = 'infinity' and e.unit_id is null
    and k.kind = any(cast(:kinds as text[]))
    and k.kind in (select distinct kind from staged)
    and coalesce(
        a.municipality_code, b.municipality_code, p.municipality_code, st.municipality_code
    ) = :code
    and (
        cast(:west as double precision) is null
        or st_within(k.geom, st_makeenvelope(:west, :south, :east, :north, 7791))
    )
    and (
        cast(:part as text) is null or p.id is null
        or concat_ws(
            '/', coalesce(p.cadastral_section, '-'), p.sheet, p.sheet_annex, p.sheet_development
        ) = :part
    )
