-- Otherwise by its place in the cadastre; of several (a sheet drawn twice) the first is taken.
with places as (
    select distinct on (s.seq) s.seq, p.id
    from staged s
    join parcel p on p.municipality_code = :code
        and p.sheet = s.facts ->> 'sheet'
        and p.parcel_number = s.facts ->> 'parcel_number'
        and p.sheet_annex = s.facts ->> 'sheet_annex'
        and p.sheet_development = s.facts ->> 'sheet_development'
        and p.cadastral_section is not distinct from s.facts ->> 'cadastral_section'
        and (p.ended_on is null or not p.is_synthetic)
    where s.outcome is null and s.kind = 'parcel' and s.target_id is null
    order by s.seq, p.ended_on is not null, p.fid
)
update staged s
set target_id = p.id
from places p
where p.seq = s.seq
