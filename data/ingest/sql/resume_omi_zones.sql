-- A zone that the file draws again goes on.
with back as (
    update omi_zone z
    set ended_on = null, as_of = greatest(z.as_of, :as_of)
    from staged s
    where s.kind = 'omi_polygon' and s.outcome in ('updated', 'unchanged')
        and z.municipality_code = :code and z.ended_on <= :as_of
        and s.key = concat_ws(' ', z.zone_code, z.semester)
    returning s.seq
)
update staged s set outcome = 'updated' from back where s.seq = back.seq
