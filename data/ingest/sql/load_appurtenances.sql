-- Links that are new; one that somebody told stands instead.
insert into appurtenance (
    unit_id, main_unit_id, is_inferred, valid_from, source_id, as_of, reliability
)
select h.unit_id, h.main_unit_id, true,
    greatest(h.since, (
        select max(a.valid_to)
        from appurtenance a
        where a.unit_id = h.unit_id and a.main_unit_id = h.main_unit_id
            and a.valid_to <> 'infinity'
    )), :source, :as_of, 'inferred'
from same_holders h
where not exists (
    select from appurtenance a where a.unit_id = h.unit_id and a.valid_to = 'infinity'
)
