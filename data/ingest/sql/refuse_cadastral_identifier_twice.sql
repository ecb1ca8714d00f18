-- Two living units under one identifier: the second of the file is refused.
with live as (
    select s.seq, s.row_number, s.facts ->> 'immobile_id' as immobile, i.value
    from staged s
    cross join lateral jsonb_to_recordset(s.facts -> 'identifiers') as i (value text)
    where s.outcome is null and s.kind = 'cadastral_unit' and s.facts ->> 'closing_on' is null
        and s.facts ->> 'special_lot' is distinct from 'suppressed'
), numbered as (
    select seq, immobile, value, first_value(immobile) over w as first_immobile,
        first_value(row_number) over w as first_row
    from live
    window w as (partition by value order by seq)
), twice as (
    select distinct on (seq) seq, value || ' (' || first_row || ')' as detail
    from numbered
    where immobile <> first_immobile
    order by seq, value
)
update staged s
set outcome = 'refused', reason = 'identifier_twice', column_name = 'subalterno', detail = t.detail
from twice t
where t.seq = s.seq
