-- Zone polygons; a zone may be known already from its description or its values.
with incoming as (
    select s.seq, s.geom, f.zone_code, f.semester, f.band, z.id,
        z.geom is null as is_first,
        z.geom is not null and (
            (z.source_id = :source and z.as_of > :as_of)
            or (z.geom::bytea = s.geom::bytea and z.band is not distinct from f.band)
        ) as is_same
    from staged s
    cross join lateral jsonb_to_record(s.facts) as f (zone_code text, semester text, band text)
    left join omi_zone z
        on (z.municipality_code, z.zone_code, z.semester) = (:code, f.zone_code, f.semester)
    where s.outcome is null and s.kind = 'omi_polygon'
), inserted as (
    insert into omi_zone
        (municipality_code, zone_code, semester, band, geom, source_id, as_of, reliability)
    select :code, zone_code, semester, band, geom, :source, :as_of, :reliability
    from incoming
    where id is null
), written as (
    update omi_zone z
    set geom = i.geom, band = i.band, source_id = :source, as_of = :as_of,
        reliability = :reliability
    from incoming i
    where z.id = i.id and (not i.is_same or (z.source_id = :source and z.as_of < :as_of))
)
update staged s
set outcome = case when i.is_same then 'unchanged' when i.is_first then 'loaded' else 'updated' end
from incoming i
where i.seq = s.seq
