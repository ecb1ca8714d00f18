-- A unit of the register for each living record without one whose parcels carry one building.
with waiting as (
    select distinct on (s.reference_id) s.reference_id, s.facts,
        s.facts ->> 'cadastral_category' as category
    from staged s
    join unit_reference r on r.id = s.reference_id
    where s.outcome is null and s.kind = 'cadastral_unit' and r.unit_id is null
        and r.state <> 'dismissed'
        and s.facts ->> 'closing_on' is null
        and s.facts ->> 'special_lot' is distinct from 'suppressed'
        and not exists (
            select from reference_decision d where d.reference_id = r.id and d.undone_at is null
        )
        and not exists (
            select from jsonb_to_recordset(s.facts -> 'identifiers') as i (value text)
            join external_identifier e on e.scheme = 'cadastral_unit' and e.value = i.value
        )
    order by s.reference_id, (s.facts ->> 'progressive')::integer desc
), placed as (
    select w.reference_id, (array_agg(b.id))[1] as building_id
    from waiting w
    cross join lateral jsonb_to_recordset(w.facts -> 'identifiers') as i (
        urban_section text, sheet text, parcel_number text, denominator text
    )
    join parcel p on p.municipality_code = :code and p.sheet = i.sheet and p.ended_on is null
        and p.parcel_number = concat_ws('/', i.parcel_number, i.denominator)
        and coalesce(p.cadastral_section, '') = coalesce(
            i.urban_section, w.facts ->> 'cadastral_section', ''
        )
    join building_parcel bp on bp.parcel_id = p.id
    join building b on b.id = bp.building_id and b.ended_on is null
    group by w.reference_id
    having count(distinct b.id) = 1
), made as (
    select gen_random_uuid() as id, p.reference_id, w.facts, w.category, b.id as building_id,
        b.condominium_id, b.address_id, b.geom, st.id as staircase_id
    from placed p
    join waiting w on w.reference_id = p.reference_id
    join building b on b.id = p.building_id
    left join staircase st on st.building_id = b.id
        and st.staircase_code = upper(w.facts ->> 'staircase_text')
), units as (
    insert into unit (
        id, building_id, staircase_id, condominium_id, address_id, use_class, floor_code,
        floor_order, unit_number, cadastral_category, cadastral_class, consistency_value,
        consistency_unit, cadastral_income_eur, rooms, cadastral_area_m2, geom,
        source_id, as_of, reliability
    )
    select m.id, m.building_id, m.staircase_id, m.condominium_id, m.address_id,
        case
            when m.facts ->> 'special_lot' in ('common_countable', 'common_uncountable')
                then 'common_part'
            when m.category = 'A/10' then 'office'
            when m.category like 'A/%' then 'dwelling'
            when m.category = 'C/1' then 'shop'
            when m.category = 'C/2' then 'cellar'
            when m.category = 'C/6' then 'garage'
            else 'other'
        end,
        case when m.facts ->> 'floor_code' not like '%SM%' then m.facts ->> 'floor_code' end,
        (m.facts ->> 'floor_order')::numeric,
        left(nullif(btrim(m.facts ->> 'door_text', ' 0'), ''), 6),
        m.category, t.class, t.size,
        case when t.size is not null then m.facts ->> 'consistency_unit' end, t.income_eur,
        case when m.facts ->> 'consistency_unit' = 'rooms'
            then (m.facts ->> 'consistency_value')::numeric end,
        case when (m.facts ->> 'area_m2')::numeric between 1 and 99999
            then round((m.facts ->> 'area_m2')::numeric) end,
        st_pointonsurface(m.geom), :source, :as_of, :reliability
    from made m
    cross join lateral (
        select
            case when m.facts ->> 'cadastral_class' ~ '^(U|[0-9]{1,2})$'
                and m.category !~ '^[DEF]/' then m.facts ->> 'cadastral_class' end as class,
            case when m.facts ->> 'consistency_unit' = 'rooms'
                or mod((m.facts ->> 'consistency_value')::numeric, 1) = 0
                then (m.facts ->> 'consistency_value')::numeric end as size,
            case when m.category !~ '^F/' then (m.facts ->> 'income_eur')::numeric
                end as income_eur
    ) t
    returning id
)
update unit_reference r
set unit_id = m.id, state = 'matched', method = 'identifier', score = 1,
    reasons = '["cadastral_same"]', matched_at = clock_timestamp()
from made m
where m.reference_id = r.id and m.id in (select id from units)
