-- A class told from a day on which, as is known now, other owners were there already.
update unit_status s
set value = n.value, valid_from = least(s.valid_from, n.since), as_of = :as_of
from owner_class_now n
where s.unit_id = n.unit_id and s.dimension = 'owner_class' and s.source_id = :source
    and s.valid_to = 'infinity' and s.value <> n.value and n.since <= s.valid_from
    and s.as_of <= :as_of
    and not exists (
        select from unit_status o
        where o.id <> s.id and o.unit_id = s.unit_id and o.dimension = s.dimension
            and o.source_id = s.source_id and o.valid_to > n.since
    )
