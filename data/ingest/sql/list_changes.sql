-- The first of those rows, as they were and as they are; what is new comes last.
select case when n.{key} is null then 'gone' when b.{key} is null then 'new' else 'changed' end,
    (select to_jsonb(x) from (select {before}) x), (select to_jsonb(x) from (select {after}) x)
from (select t.* from public.{table} t where t.recorded_in = :this) n
full join (select h.* from history.{table} h where h.superseded_in = :this) b on {same}
where n.{key} is null or b.{key} is null or {differs}
order by {order}
limit :most
