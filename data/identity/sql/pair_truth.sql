-- For learning: each labelled row with its true unit, and with units that it does not mean.
drop table if exists pair;
create temp table pair on commit drop as
select n.reference_id, i.unit_id
from named n
join truth t on t.key = n.key
join external_identifier i on i.scheme = 'cadastral_unit' and i.value = t.value;
create temp table unlike on commit drop as
select n.reference_id, v.unit_id
from named n
join truth t on t.key = n.key
cross join lateral (
    select v.unit_id
    from seen_unit v
    where not exists (
        select from external_identifier i where i.unit_id = v.unit_id and i.value = t.value
    )
    order by md5(n.key || v.unit_id)
    limit 100
) v
