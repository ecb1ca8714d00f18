-- A flat that two proceedings seized has one door: the later row that says another lock is refused.
with said as (
    select s.seq, coalesce(r.unit_id, s.reference_id) as flat, s.row_number,
        s.facts ->> 'lock_state' as lock_state
    from staged s
    join unit_reference r on r.id = s.reference_id
    where s.outcome is null and s.kind = 'custody' and s.facts ->> 'lock_state' <> 'unknown'
), compared as (
    select seq, lock_state, first_value(lock_state) over w as first_state,
        first_value(row_number) over w as first_row
    from said
    window w as (partition by flat order by seq)
)
update staged s
set outcome = 'refused', reason = 'said_twice', column_name = 'serratura',
    detail = c.first_row::text
from compared c
where c.seq = s.seq and c.lock_state <> c.first_state
