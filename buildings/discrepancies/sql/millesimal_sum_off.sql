-- Tables of shares in force, drafts among them, that do not sum to 1000 within half a share.
insert into found_discrepancy (
    kind, subject, about, condominium_id, first_value, first_source_id, first_as_of,
    second_value, second_source_id, second_as_of, is_synthetic
)
select 'millesimal_sum_off', t.id::text, t.kind::text, t.condominium_id,
    trim_scale(coalesce(s.total, 0))::text, t.source_id, t.as_of,
    '1000', t.source_id, t.as_of, t.is_synthetic
from millesimal_table t
cross join lateral (
    select sum(m.share) as total from millesimal_share m where m.table_id = t.id
) s
where t.valid_from <= :on_date and t.valid_to > :on_date
    and abs(coalesce(s.total, 0) - 1000) > 0.5
