-- On which ground the reader may pass each class on; null where they may not.
select c.class, m.mode
from unnest(cast(:classes as text[])) c (class)
cross join lateral access.may_leave(c.class) m
