-- A quotation that the file holds again goes on.
with back as (
    update omi_value v
    set ended_on = null, as_of = greatest(v.as_of, :as_of)
    from omi_zone z, staged s
    where s.kind = 'omi_value' and s.outcome in ('updated', 'unchanged') and z.id = v.zone_id
        and z.municipality_code = :code and v.ended_on <= :as_of
        and s.key = concat_ws(' ', z.zone_code, z.semester, v.dwelling_code, v.condition)
    returning s.seq
)
update staged s set outcome = 'updated' from back where s.seq = back.seq
