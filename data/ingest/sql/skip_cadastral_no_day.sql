-- A record whose acts leave it no day (made and ended together) held at no time.
with dated as (
    select seq,
        coalesce(facts ->> 'generating_on', facts ->> 'generating_registered_on') as made_on,
        coalesce(facts ->> 'closing_on', facts ->> 'closing_registered_on') as ended_on
    from staged
    where outcome is null and kind in ('cadastral_unit', 'land_parcel', 'cadastral_title')
)
update staged s
set outcome = 'skipped', reason = 'no_day', detail = d.made_on || ' – ' || d.ended_on
from dated d
where d.seq = s.seq and d.ended_on <= d.made_on
