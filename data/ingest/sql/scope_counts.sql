-- Things of each kind that the register has within the scope, and those that the file lacks.
select t.kind, count(*) as known, count(*) filter (where not t.is_held) as missing
from (
    select kind, bool_or(is_held) as is_held from in_scope group by kind, thing_id, row_id
) t
group by t.kind
order by t.kind
