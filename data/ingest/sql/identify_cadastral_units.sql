-- The identifiers by which the register knows a unit: those of its living records. One that
-- another unit holds stays with it.
insert into external_identifier (
    scheme, value, unit_id, valid_from, source_id, as_of, reliability
)
select distinct on (i.value) 'cadastral_unit', i.value, c.unit_id,
    greatest(least(c.valid_from, :as_of), (
        select max(e.valid_to)
        from external_identifier e
        where e.scheme = 'cadastral_unit' and e.value = i.value
    )), :source, :as_of, :reliability
from staged s
join cadastral_unit c on c.id = s.target_id
join cadastral_unit_identifier i on i.cadastral_unit_id = c.id and i.role = 'own'
where s.kind = 'cadastral_unit' and s.outcome in ('loaded', 'updated', 'unchanged')
    and c.unit_id is not null and c.valid_to = 'infinity'
    and c.special_lot is distinct from 'suppressed'
    and not exists (
        select from external_identifier e
        where e.scheme = 'cadastral_unit' and e.value = i.value and e.valid_to = 'infinity'
    )
order by i.value, s.seq
on conflict do nothing
