-- What the transaction under way did to one table: rows new, changed and gone. Names in braces are
-- filled in from the models; `differs` leaves out what only says who told it and as of when.
select count(*) filter (where b.{key} is null) as new,
    count(*) filter (where n.{key} is not null and b.{key} is not null) as changed,
    count(*) filter (where n.{key} is null) as gone
from (select t.* from public.{table} t where t.recorded_in = :this) n
full join (select h.* from history.{table} h where h.superseded_in = :this) b on {same}
where n.{key} is null or b.{key} is null or {differs}
