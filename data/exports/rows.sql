-- Rows without geometry, as the reader sees them.
select f.id::text, {fields}
from {source} f
where {only}
order by {order}
