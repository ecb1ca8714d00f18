-- The file's own doors, by their keys, for the buildings and staircases that name them.
insert into door (address_id, street_key, number_key)
select s.target_id, s.facts ->> 'street_key', s.facts ->> 'number_key'
from staged s
where s.kind = 'address' and s.outcome in ('loaded', 'updated', 'unchanged')
    and not exists (
        select from door d
        where d.street_key = s.facts ->> 'street_key' and d.number_key = s.facts ->> 'number_key'
    )
