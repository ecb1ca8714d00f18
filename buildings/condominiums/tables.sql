-- The tables of shares of a condominium in force on a day, with their sum and how many units they name.
select t.id, t.kind, t.label, t.is_approved, t.approved_on, t.valid_from, t.valid_to,
    coalesce(s.total, 0) as total, coalesce(s.units, 0) as unit_count,
    abs(coalesce(s.total, 0) - 1000) <= 0.5 as is_whole,
    t.source_id, t.as_of, t.reliability, t.is_synthetic
from millesimal_table t
left join lateral (
    select sum(m.share) as total, count(*) as units from millesimal_share m where m.table_id = t.id
) s on true
where t.condominium_id = cast(:condominium_id as uuid)
    and t.valid_from <= :on_date and t.valid_to > :on_date
order by array_position(
    array['property', 'stairs', 'lift', 'heating', 'water', 'other'], t.kind::text
), t.label
