-- A unit's card was read: noted with the most sensitive class that its reader may find on it.
select audit.note('read', 'unit', cast(:unit_id as uuid), c.fields_class)
from (values (1, 'P6', 'P6_state'), (2, 'P4', 'P4'), (3, 'P4', 'cases'))
    c (rank, fields_class, class)
where access.role() is not null and access.may(c.class, 'read')
order by c.rank
limit 1
