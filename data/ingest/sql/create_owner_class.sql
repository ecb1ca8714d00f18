-- The classes of owner as they follow from the rights now.
create temporary table owner_class_now on commit drop as
select *
from unnest(
    cast(:units as uuid[]), cast(:namings as uuid[]), cast(:classes as text[]),
    cast(:days as date[])
) as t (unit_id, reference_id, value, since)
