-- The rights that titles on units give, each on the unit that the living or latest record means.
create temporary table cadastral_right on commit drop as
select :code || '/' || t.title_key as source_key, t.person_id, t.body_id, t.right_type,
    t.right_code, t.share_num, t.share_den, c.reference_id, c.unit_id, t.valid_from, t.valid_to,
    t.as_of,
    case when t.regime_code in ('C', 'D', 'De', 'P', 'S') then t.regime_code end as regime
from cadastral_title t
cross join lateral (
    select u.reference_id, u.unit_id
    from cadastral_unit u
    where u.municipality_code = t.municipality_code and u.immobile_id = t.immobile_id
        and u.cadastral_section is not distinct from t.cadastral_section
    order by u.valid_to desc, u.progressive desc
    limit 1
) c
where t.municipality_code = :code and t.immobile_kind = 'F'
    and exists (select from staged where kind in ('cadastral_title', 'cadastral_unit'))
