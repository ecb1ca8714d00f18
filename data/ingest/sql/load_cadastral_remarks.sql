-- Reserves and deductions told under the records of units and land.
insert into cadastral_remark (
    cadastral_unit_id, land_parcel_id, kind, code, lot, source_id, as_of, reliability
)
select case s.kind when 'cadastral_unit' then s.target_id end,
    case s.kind when 'land_parcel' then s.target_id end,
    told.kind, r.code, r.lot, :source, :as_of, :reliability
from staged s
cross join lateral (
    values ('reserve', s.facts -> 'reserves'), ('deduction', s.facts -> 'deductions')
) as told (kind, list)
cross join lateral jsonb_to_recordset(told.list) as r (code text, lot text)
where s.kind in ('cadastral_unit', 'land_parcel') and s.outcome in ('loaded', 'updated')
order by s.seq
