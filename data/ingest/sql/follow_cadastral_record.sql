-- What is told under a record shares its fate.
with heads as (
    select distinct on (key) key, outcome, row_number, detail
    from staged
    where kind in ('cadastral_unit', 'land_parcel') and outcome is not null
    order by key, outcome in ('skipped', 'refused'), seq
)
update staged s
set outcome = h.outcome,
    reason = case h.outcome
        when 'refused' then 'record_refused' when 'skipped' then 'record_skipped'
    end,
    detail = case when h.outcome in ('refused', 'skipped') then h.row_number::text else '' end
from heads h
where s.kind = 'cadastral_line' and s.outcome is null and h.key = s.facts ->> 'record'
