-- Positions of the waste charge by their naming and first day; `fine` is their last day.
with incoming as (
    select s.seq, s.reference_id, r.unit_id, f.*, h.id as held_id,
        coalesce(f.ends_on + 1, 'infinity'::date) as valid_to,
        (h.charged_area_m2, h.occupants_count, h.valid_to) is not distinct from
        (f.charged_area_m2, f.occupants_count, coalesce(f.ends_on + 1, 'infinity'::date))
            as is_same
    from staged s
    join unit_reference r on r.id = s.reference_id
    cross join lateral jsonb_to_record(s.facts) as f (
        charged_area_m2 numeric(8, 2), occupants_count smallint, starts_on date, ends_on date
    )
    left join unit_waste_charge h
        on (h.source_id, h.reference_id, h.valid_from) = (:source, s.reference_id, f.starts_on)
    where s.outcome is null and s.kind = 'waste_charge'
), inserted as (
    insert into unit_waste_charge (
        reference_id, unit_id, charged_area_m2, occupants_count, valid_from, valid_to, source_id,
        as_of, reliability
    )
    select reference_id, unit_id, charged_area_m2, occupants_count, starts_on, valid_to, :source,
        :as_of, :reliability
    from incoming
    where held_id is null
), written as (
    update unit_waste_charge h
    set charged_area_m2 = i.charged_area_m2, occupants_count = i.occupants_count,
        valid_to = i.valid_to, as_of = :as_of
    from incoming i
    where h.id = i.held_id and (not i.is_same or h.as_of < :as_of)
)
update staged s
set outcome = case when i.held_id is null then 'loaded' when i.is_same then 'unchanged'
    else 'updated' end
from incoming i
where i.seq = s.seq
