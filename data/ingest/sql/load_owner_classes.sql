-- Classes that are new, where nothing as good says what the owner is.
insert into unit_status (
    unit_id, reference_id, dimension, value, valid_from, source_id, as_of, reliability
)
select n.unit_id, n.reference_id, 'owner_class', n.value,
    greatest(n.since, (
        select max(s.valid_to)
        from unit_status s
        where s.unit_id = n.unit_id and s.dimension = 'owner_class' and s.source_id = :source
            and s.valid_to <> 'infinity'
    )), :source, :as_of, :reliability
from owner_class_now n
where not exists (
        select from unit_status s
        where s.unit_id = n.unit_id and s.dimension = 'owner_class' and s.source_id = :source
            and s.valid_to = 'infinity'
    )
    and not exists (
        select from unit_status s
        where s.unit_id = n.unit_id and s.dimension = 'owner_class' and s.source_id <> :source
            and s.value <> 'unknown' and s.reliability in ('official', 'confirmed')
            and s.valid_from <= :as_of and s.valid_to > :as_of
    )
