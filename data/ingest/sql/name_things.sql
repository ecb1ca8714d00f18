-- How people call things of the register, and the thing that they are part of or about, if any.
with wanted as (
    select * from unnest(cast(:tables as text[]), cast(:ids as text[])) as w (kind, id)
)
select 'unit' as kind, u.id::text as id,
    concat_ws(
        ', ', coalesce(a.street_name || ' ' || a.number_text, a.street_name, b.name),
        'sc. ' || st.staircase_code, 'p. ' || u.floor_code, 'int. ' || u.unit_number
    ) as name, null as about, null as about_id
from wanted w
join unit u on u.id = cast(w.id as uuid)
join building b on b.id = u.building_id
left join staircase st on st.id = u.staircase_id
left join address a on a.id = coalesce(u.address_id, st.address_id, b.address_id)
where w.kind = 'unit'
union all
select w.kind, w.id,
    concat_ws(
        ', ', nullif(concat_ws(' ', r.street_name, r.number_text), ''),
        'sc. ' || r.staircase_code, 'p. ' || r.floor_code, 'int. ' || r.unit_number,
        nullif(concat_ws('/', r.sheet, r.parcel_number, r.subunit), ''), r.other_code
    ), null, null
from wanted w join unit_reference r on r.id = cast(w.id as uuid) where w.kind = 'unit_reference'
union all
select w.kind, w.id,
    coalesce(nullif(concat_ws(' ', a.street_name, a.number_text), ''), b.name, e.value), null, null
from wanted w
join building b on b.id = cast(w.id as uuid)
left join address a on a.id = b.address_id
left join lateral (
    select e.value from external_identifier e where e.building_id = b.id order by e.id limit 1
) e on true
where w.kind = 'building'
union all
select w.kind, w.id, 'sc. ' || t.staircase_code, 'building', t.building_id::text
from wanted w join staircase t on t.id = cast(w.id as uuid) where w.kind = 'staircase'
union all
select w.kind, w.id, concat_ws(' ', a.street_name, coalesce(a.number_text, a.house_number::text)),
    null, null
from wanted w join address a on a.id = cast(w.id as uuid) where w.kind = 'address'
union all
select w.kind, w.id, s.name, null, null
from wanted w join street s on s.id = cast(w.id as uuid) where w.kind = 'street'
union all
select w.kind, w.id,
    concat_ws('/', p.cadastral_section, 'fg. ' || p.sheet, 'part. ' || p.parcel_number), null, null
from wanted w join parcel p on p.id = cast(w.id as uuid) where w.kind = 'parcel'
union all
select w.kind, w.id, c.name, null, null
from wanted w join condominium c on c.id = cast(w.id as uuid) where w.kind = 'condominium'
union all
select w.kind, w.id, coalesce(c.protocol_no, c.opened_on::text),
    case when c.unit_id is not null then 'unit' when c.reference_id is not null
        then 'unit_reference' else 'building' end,
    coalesce(c.unit_id, c.reference_id, c.building_id)::text
from wanted w join housing_case c on c.id = cast(w.id as uuid) where w.kind = 'housing_case'
union all
select w.kind, w.id, e.opened_on::text,
    case when e.unit_id is not null then 'unit' else 'unit_reference' end,
    coalesce(e.unit_id, e.reference_id)::text
from wanted w join occupation_episode e on e.id = cast(w.id as uuid) where w.kind = 'occupation_episode'
union all
select w.kind, w.id, o.received_on::text,
    case when o.unit_id is not null then 'unit' else 'unit_reference' end,
    coalesce(o.unit_id, o.reference_id)::text
from wanted w join occupation_report o on o.id = cast(w.id as uuid) where w.kind = 'occupation_report'
union all
select w.kind, w.id, i.title_it,
    case when i.unit_id is not null then 'unit' when i.reference_id is not null
        then 'unit_reference' when i.condominium_id is not null then 'condominium'
        else 'building' end,
    coalesce(i.unit_id, i.reference_id, i.condominium_id, i.building_id)::text
from wanted w join condominium_issue i on i.id = cast(w.id as uuid) where w.kind = 'condominium_issue'
union all
select w.kind, w.id, i.name_it, null, null
from wanted w join intervention i on i.id = cast(w.id as uuid) where w.kind = 'intervention'
union all
select w.kind, w.id, concat_ws(', ', 'R.G.E. ' || s.rge_number || '/' || s.rge_year, s.lot),
    case when s.unit_id is not null then 'unit' else 'unit_reference' end,
    coalesce(s.unit_id, s.reference_id)::text
from wanted w join enforcement_sale s on s.id = cast(w.id as uuid) where w.kind = 'enforcement_sale'
union all
select w.kind, w.id, d.label, 'building', d.building_id::text
from wanted w join dwelling d on d.id = cast(w.id as uuid) where w.kind = 'dwelling'
union all
select w.kind, w.id, z.zone_code || ' ' || z.semester, null, null
from wanted w join omi_zone z on z.id = cast(w.id as uuid) where w.kind = 'omi_zone'
union all
select w.kind, w.id, p.cup, null, null
from wanted w join public_project p on p.id = cast(w.id as uuid) where w.kind = 'public_project'
union all
select w.kind, w.id, coalesce(i.value, c.immobile_id), null, null
from wanted w
join cadastral_unit c on c.id = cast(w.id as uuid)
left join lateral (
    select i.value from cadastral_unit_identifier i
    where i.cadastral_unit_id = c.id order by i.position limit 1
) i on true
where w.kind = 'cadastral_unit'
union all
select w.kind, w.id, concat_ws('/', 'fg. ' || l.sheet, 'part. ' || l.parcel_number, l.subunit),
    null, null
from wanted w join land_parcel l on l.id = cast(w.id as uuid) where w.kind = 'land_parcel'
union all
select w.kind, w.id, s.section_code, null, null
from wanted w join census_section s on s.id = cast(w.id as uuid) where w.kind = 'census_section'
union all
select w.kind, w.id, b.name, null, null
from wanted w join body b on b.id = cast(w.id as uuid) where w.kind = 'body'
union all
select w.kind, w.id, a.name, null, null
from wanted w join administrator a on a.id = cast(w.id as uuid) where w.kind = 'administrator'
union all
select w.kind, w.id, t.label, 'condominium', t.condominium_id::text
from wanted w join millesimal_table t on t.id = cast(w.id as uuid) where w.kind = 'millesimal_table'
union all
select w.kind, w.id, m.name, null, null
from wanted w join municipality m on w.id in (m.id::text, m.code) where w.kind = 'municipality'
union all
select w.kind, w.id, d.name, null, null
from wanted w join district d on d.id = cast(w.id as uuid) where w.kind = 'district'
