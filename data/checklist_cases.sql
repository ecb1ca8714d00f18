-- The cases asked for, with the naming of their unit as the register has it.
select k.id, k.protocol_no, k.case_type::text as case_type, a.street_name, a.number_text,
    t.staircase_code, u.floor_code, u.unit_number, e.value as cadastral_reference
from housing_case k
left join unit u on u.id = k.unit_id
left join building b on b.id = coalesce(u.building_id, k.building_id)
left join staircase t on t.id = u.staircase_id
left join address a on a.id = coalesce(u.address_id, t.address_id, b.address_id)
left join lateral (
    select i.value
    from external_identifier i
    where i.unit_id = u.id and i.scheme = 'cadastral_unit' and i.valid_to = 'infinity'
    order by i.valid_from desc, i.value
    limit 1
) e on true
left join housing_case_state s on s.case_id = k.id
    and s.valid_from <= :on_date and s.valid_to > :on_date
where (
        cast(:named as text[]) is null
        or k.id::text = any(cast(:named as text[]))
        or k.protocol_no = any(cast(:named as text[]))
    )
    and (cast(:state as text) is null or s.state = cast(:state as text))
order by a.street_name nulls last, a.number_text, t.staircase_code, u.floor_order, u.unit_number,
    k.fid
