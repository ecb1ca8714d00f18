-- Quotations, joined to their zone by municipality, zone and semester.
with incoming as (
    select s.seq, z.id as zone_id, f.*, v.id as value_id,
        (v.source_id = :source and v.as_of > :as_of)
            or (
                v.dwelling_description, v.is_prevailing, v.price_min_eur_m2, v.price_max_eur_m2,
                v.price_surface, v.rent_min_eur_m2_month, v.rent_max_eur_m2_month, v.rent_surface
            ) is not distinct from (
                f.dwelling_description, f.is_prevailing, f.price_min_eur_m2, f.price_max_eur_m2,
                f.price_surface, f.rent_min_eur_m2_month, f.rent_max_eur_m2_month, f.rent_surface
            ) as is_same
    from staged s
    cross join lateral jsonb_to_record(s.facts) as f (
        zone_code text, semester text, dwelling_code text, dwelling_description text,
        condition text, is_prevailing boolean, price_min_eur_m2 numeric(8, 2),
        price_max_eur_m2 numeric(8, 2), price_surface text, rent_min_eur_m2_month numeric(8, 2),
        rent_max_eur_m2_month numeric(8, 2), rent_surface text
    )
    join omi_zone z
        on (z.municipality_code, z.zone_code, z.semester) = (:code, f.zone_code, f.semester)
    left join omi_value v
        on (v.zone_id, v.dwelling_code, v.condition) = (z.id, f.dwelling_code, f.condition)
    where s.outcome is null and s.kind = 'omi_value'
), inserted as (
    insert into omi_value (
        zone_id, dwelling_code, dwelling_description, condition, is_prevailing, price_min_eur_m2,
        price_max_eur_m2, price_surface, rent_min_eur_m2_month, rent_max_eur_m2_month,
        rent_surface, source_id, as_of, reliability
    )
    select zone_id, dwelling_code, dwelling_description, condition, is_prevailing,
        price_min_eur_m2, price_max_eur_m2, price_surface, rent_min_eur_m2_month,
        rent_max_eur_m2_month, rent_surface, :source, :as_of, :reliability
    from incoming
    where value_id is null
), written as (
    update omi_value v
    set dwelling_description = i.dwelling_description, is_prevailing = i.is_prevailing,
        price_min_eur_m2 = i.price_min_eur_m2, price_max_eur_m2 = i.price_max_eur_m2,
        price_surface = i.price_surface, rent_min_eur_m2_month = i.rent_min_eur_m2_month,
        rent_max_eur_m2_month = i.rent_max_eur_m2_month, rent_surface = i.rent_surface,
        source_id = :source, as_of = :as_of, reliability = :reliability
    from incoming i
    where v.id = i.value_id and (not i.is_same or (v.source_id = :source and v.as_of < :as_of))
)
update staged s
set outcome = case
    when i.value_id is null then 'loaded' when i.is_same then 'unchanged' else 'updated'
end
from incoming i
where i.seq = s.seq
