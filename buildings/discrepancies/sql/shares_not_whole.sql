-- The shares of ownership that one source gives of a unit, all of them known, do not make the whole.
insert into found_discrepancy (
    kind, subject, about, unit_id, reference_id, first_value, first_source_id, first_as_of,
    second_value, second_source_id, second_as_of, is_synthetic
)
select 'shares_not_whole',
    r.unit_id || ' ' || r.source_id || coalesce(' ' || r.reference_id, ''), 'share',
    r.unit_id, r.reference_id,
    trim_scale(round(sum(r.share_num::numeric / r.share_den), 4))::text, r.source_id, max(r.as_of),
    '1', r.source_id, max(r.as_of), bool_or(r.is_synthetic)
from unit_right r
where r.unit_id is not null and r.valid_from <= :on_date and r.valid_to > :on_date
    and r.right_type in ('ownership', 'bare_ownership')
group by r.unit_id, r.source_id, r.reference_id
having count(*) = count(r.share_num)
    and abs(sum(r.share_num::numeric / r.share_den) - 1) > 0.0005
