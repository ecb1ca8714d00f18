-- Namings by a code that the bridge explains: what it means is written beside the code, and where
-- that is one unit of the condominium the naming is tied to it. A decision is never touched.
with meant as (
    select r.id, b.staircase_code, b.floor_code, b.unit_number, b.subunit, b.condominium_id
    from unit_reference r
    join condominium_bridge b on b.condominium_id = r.condominium_id
        and r.sender = 'administrator_units:' || b.sender and b.code = upper(r.other_code)
        and b.answered_on is not null
    where r.condominium_id in (
            select cast(s.facts ->> 'condominium_id' as uuid) from staged s
        )
        and (r.state in ('waiting', 'review', 'unmatched') or r.method = 'bridge')
        and not exists (
            select from reference_decision d where d.reference_id = r.id and d.undone_at is null
        )
),
found as (
    select m.id, min(u.id::text)::uuid as unit_id, count(distinct u.id) as count
    from meant m
    join unit u on u.condominium_id = m.condominium_id
        or exists (
            select from building b
            where b.id = u.building_id and b.condominium_id = m.condominium_id
                and u.condominium_id is null
        )
    left join staircase st on st.id = u.staircase_id
    where (m.staircase_code is null or st.staircase_code = m.staircase_code)
        and (m.floor_code is null or u.floor_code = m.floor_code)
        and (m.unit_number is null
            or ltrim(upper(u.unit_number), '0') = ltrim(upper(m.unit_number), '0'))
        and (m.subunit is null or exists (
            select from external_identifier e
            where e.unit_id = u.id and e.scheme = 'cadastral_unit' and e.valid_to > :as_of
                and split_part(e.value, '/', 5) = m.subunit
        ))
    group by m.id
)
update unit_reference r
set staircase_code = coalesce(m.staircase_code, r.staircase_code),
    floor_code = coalesce(m.floor_code, r.floor_code),
    unit_number = coalesce(m.unit_number, r.unit_number),
    subunit = coalesce(m.subunit, r.subunit),
    unit_id = case when f.count = 1 then f.unit_id end,
    state = case when f.count = 1 then 'matched' else 'waiting' end,
    method = case when f.count = 1 then 'bridge' end,
    score = case when f.count = 1 then 1 end,
    reasons = case when f.count = 1 then '["bridge"]'::jsonb else '[]'::jsonb end,
    matched_at = case when f.count = 1 then clock_timestamp() end
from meant m
left join found f on f.id = m.id
where r.id = m.id
    and (
        (r.staircase_code, r.floor_code, r.unit_number, r.subunit) is distinct from (
            coalesce(m.staircase_code, r.staircase_code), coalesce(m.floor_code, r.floor_code),
            coalesce(m.unit_number, r.unit_number), coalesce(m.subunit, r.subunit)
        )
        or r.unit_id is distinct from case when f.count = 1 then f.unit_id end
    )
