-- Codes that name a unit by themselves and that nobody explained yet: they will be asked.
insert into condominium_bridge (condominium_id, sender, code, source_id, as_of, reliability)
select distinct cast(s.facts ->> 'condominium_id' as uuid), s.facts ->> 'sender',
    upper(s.facts -> 'naming' ->> 'other_code'), cast(:source as text), cast(:as_of as date),
    cast(:reliability as text)
from staged s
where s.outcome is distinct from 'refused' and s.facts -> 'naming' ->> 'other_code' is not null
    and s.facts -> 'naming' ->> 'unit_number' is null
    and s.facts -> 'naming' ->> 'subunit' is null
on conflict (condominium_id, sender, code) do nothing
