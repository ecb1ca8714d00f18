-- Which class of owner a body is; the newest word counts.
with incoming as (
    select s.seq, f.*, o.tax_code is not null as is_known, coalesce(
        o.as_of > :as_of
        or (o.owner_class, o.name) is not distinct from (f.owner_class, f.name), false
    ) as is_same
    from staged s
    cross join lateral jsonb_to_record(s.facts) as f (tax_code text, owner_class text, name text)
    left join owner_body o on o.tax_code = f.tax_code
    where s.outcome is null and s.kind = 'owner_body'
), inserted as (
    insert into owner_body (tax_code, owner_class, name, source_id, as_of, reliability)
    select tax_code, owner_class, name, :source, :as_of, :reliability
    from incoming
    where not is_known
), renewed as (
    update owner_body o
    set owner_class = i.owner_class, name = i.name, source_id = :source, as_of = :as_of,
        reliability = :reliability
    from incoming i
    where o.tax_code = i.tax_code and not i.is_same
)
update staged s
set outcome = case when not i.is_known then 'loaded' when i.is_same then 'unchanged' else 'updated' end
from incoming i
where i.seq = s.seq
