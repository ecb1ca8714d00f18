-- What a zone is called. A zone with a polygon keeps the polygon's provenance.
with incoming as (
    select s.seq, f.*, z.id, z.description is null as is_first,
        z.description is not null
            and (z.band, z.description, z.link_zone)
            is not distinct from (f.band, f.description, f.link_zone) as is_same
    from staged s
    cross join lateral jsonb_to_record(s.facts)
        as f (zone_code text, semester text, band text, description text, link_zone text)
    left join omi_zone z
        on (z.municipality_code, z.zone_code, z.semester) = (:code, f.zone_code, f.semester)
    where s.outcome is null and s.kind = 'omi_description'
), inserted as (
    insert into omi_zone (
        municipality_code, zone_code, semester, band, description, link_zone, source_id, as_of,
        reliability
    )
    select :code, zone_code, semester, band, description, link_zone, :source, :as_of, :reliability
    from incoming
    where id is null
), written as (
    update omi_zone z
    set band = i.band, description = i.description, link_zone = i.link_zone
    from incoming i
    where z.id = i.id and not i.is_same
)
update staged s
set outcome = case when i.is_same then 'unchanged' when i.is_first then 'loaded' else 'updated' end
from incoming i
where i.seq = s.seq
