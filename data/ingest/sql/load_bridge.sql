-- The meaning of each code: a new one is written, another meaning takes the place of the old.
with written as (
    insert into condominium_bridge as b (
        condominium_id, sender, code, staircase_code, floor_code, unit_number, subunit,
        answered_on, source_id, as_of, reliability
    )
    select cast(s.facts ->> 'condominium_id' as uuid), s.facts ->> 'sender', s.facts ->> 'code',
        s.facts ->> 'staircase_code', s.facts ->> 'floor_code', s.facts ->> 'unit_number',
        s.facts ->> 'subunit', :as_of, :source, :as_of, :reliability
    from staged s
    where s.kind = 'bridge' and s.outcome is null
    on conflict (condominium_id, sender, code) do update
    set staircase_code = excluded.staircase_code, floor_code = excluded.floor_code,
        unit_number = excluded.unit_number, subunit = excluded.subunit,
        answered_on = excluded.answered_on, source_id = excluded.source_id,
        as_of = excluded.as_of, reliability = excluded.reliability
    where (b.staircase_code, b.floor_code, b.unit_number, b.subunit) is distinct from
        (excluded.staircase_code, excluded.floor_code, excluded.unit_number, excluded.subunit)
    returning b.code
)
update staged s
set outcome = case
    when w.code is null then 'unchanged'
    when b.code is null then 'loaded'
    else 'updated'
end
from staged n
left join written w on w.code = n.facts ->> 'code'
left join condominium_bridge b
    on b.condominium_id = cast(n.facts ->> 'condominium_id' as uuid)
    and b.sender = n.facts ->> 'sender' and b.code = n.facts ->> 'code'
where n.seq = s.seq and s.kind = 'bridge' and s.outcome is null
