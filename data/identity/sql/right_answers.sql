-- How many namings of the speed measure were tied to the unit that their key is.
select count(*) filter (where unit_id is not null), count(*) filter (where unit_id::text = split_part(key, '#', 1))
from unit_reference
where sender = 'speed'
