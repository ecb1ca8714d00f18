-- What the register knows of a unit only from the cadastre follows the cadastre.
with told as (
    select distinct on (c.unit_id) c.unit_id, c.cadastral_category as category, c.floor_order,
        case when c.floor_code not like '%SM%' then c.floor_code end as floor_code,
        case when c.area_m2 between 1 and 99999 then round(c.area_m2)::integer end as area_m2,
        case when c.consistency_unit = 'rooms' then c.consistency_value end as rooms,
        case when c.cadastral_class ~ '^(U|[0-9]{1,2})$' and c.cadastral_category !~ '^[DEF]/'
            then c.cadastral_class end as class,
        case when c.consistency_unit = 'rooms' or mod(c.consistency_value, 1) = 0
            then c.consistency_value end as size,
        c.consistency_unit,
        case when c.cadastral_category !~ '^F/' then c.income_eur end as income_eur
    from staged s
    join cadastral_unit c on c.id = s.target_id
    where s.kind = 'cadastral_unit' and s.outcome in ('loaded', 'updated')
        and c.unit_id is not null and c.valid_to = 'infinity'
        and c.special_lot is distinct from 'suppressed'
    order by c.unit_id, c.valid_from desc, c.progressive desc
)
update unit u
set cadastral_category = t.category, floor_code = t.floor_code, floor_order = t.floor_order,
    cadastral_area_m2 = t.area_m2, rooms = t.rooms, cadastral_class = t.class,
    consistency_value = t.size,
    consistency_unit = case when t.size is not null then t.consistency_unit end,
    cadastral_income_eur = t.income_eur, as_of = :as_of
from told t
where u.id = t.unit_id and u.source_id = :source
    and (
        u.cadastral_category, u.floor_code, u.floor_order, u.cadastral_area_m2, u.rooms,
        u.cadastral_class, u.consistency_value, u.cadastral_income_eur
    ) is distinct from (
        t.category, t.floor_code, t.floor_order, t.area_m2, t.rooms, t.class, t.size,
        t.income_eur
    )
