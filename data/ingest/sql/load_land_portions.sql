-- The portions told under the records of land, in their order.
insert into land_portion (
    land_parcel_id, position, portion_code, quality_code, quality, land_class, area_m2,
    dominical_income_eur, agrarian_income_eur, source_id, as_of, reliability
)
select s.target_id, p.n, p.portion_code, p.quality_code, p.quality, p.land_class, p.area_m2,
    p.dominical_income_eur, p.agrarian_income_eur, :source, :as_of, :reliability
from staged s
cross join lateral rows from (
    jsonb_to_recordset(s.facts -> 'portions') as (
        portion_code text, quality_code text, quality text, land_class text, area_m2 numeric,
        dominical_income_eur numeric, agrarian_income_eur numeric
    )
) with ordinality as p (
    portion_code, quality_code, quality, land_class, area_m2, dominical_income_eur,
    agrarian_income_eur, n
)
where s.kind = 'land_parcel' and s.outcome in ('loaded', 'updated')
