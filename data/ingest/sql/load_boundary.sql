-- The municipality's own limits take the place of none or of an approximate extent.
with incoming as (
    select s.seq, s.geom, s.facts ->> 'istat_code' as istat_code, s.facts ->> 'name' as name,
        m.id, m.geom is null or m.is_approximate as is_first,
        (m.source_id = :source and m.as_of > :as_of)
            or (
                (m.istat_code, m.name, m.is_approximate)
                is not distinct from (s.facts ->> 'istat_code', s.facts ->> 'name', false)
                and m.geom::bytea is not distinct from s.geom::bytea
            ) as is_same
    from staged s
    join municipality m on m.code = :code
    where s.outcome is null and s.kind = 'boundary'
), written as (
    update municipality m
    set istat_code = i.istat_code, name = i.name, geom = i.geom, is_approximate = false,
        source_id = :source, as_of = :as_of, reliability = :reliability
    from incoming i
    where m.id = i.id and (not i.is_same or (m.source_id = :source and m.as_of < :as_of))
)
update staged s
set outcome = case when i.is_same then 'unchanged' when i.is_first then 'loaded' else 'updated' end
from incoming i
where i.seq = s.seq
