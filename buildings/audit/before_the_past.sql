-- Reading as it was known makes the transaction read-only: what may be read is noted before that.
select audit.touch(c.fields_class, lower(c.class))
from (values
    ('P4', 'P4'), ('P4', 'P4_owners'), ('P4', 'cases'), ('P5', 'P5'), ('P6', 'P6'),
    ('P6', 'P6_state'), ('P6', 'reports')
) c (fields_class, class)
where access.role() is not null and access.may(c.class, 'read')
