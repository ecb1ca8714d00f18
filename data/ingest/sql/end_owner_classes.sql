-- A class that follows no longer.
update unit_status s
set valid_to = greatest(s.valid_from + 1, coalesce(n.since, :as_of)), as_of = :as_of
from unit_status o
left join owner_class_now n on n.unit_id = o.unit_id
where o.id = s.id and s.dimension = 'owner_class' and s.source_id = :source
    and s.valid_to = 'infinity' and s.value is distinct from n.value and s.as_of <= :as_of
    and s.unit_id in (
        select u.id from unit u join building b on b.id = u.building_id
        where b.municipality_code = :code
    )
