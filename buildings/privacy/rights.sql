-- What the reader may read of each class: some rows, or every one.
select c.class, access.may(c.class, 'read') as some, access.sees_all(c.class) as every
from unnest(cast(:classes as text[])) c (class)
