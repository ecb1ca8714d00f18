-- Streets that the register meets first in the file of their street numbers.
with told as (
    select distinct on (f.street_code) f.*, gen_random_uuid() as id
    from staged s
    cross join lateral jsonb_to_record(s.facts) as f (
        street_code text, street_name text, street_municipal_code text, locality text
    )
    where s.outcome is null and s.kind = 'address' and f.street_code is not null
        and not exists (
            select from external_identifier e
            where e.scheme = :scheme and e.value = f.street_code
        )
    order by f.street_code, s.seq
), added as (
    insert into street (
        id, municipality_code, name, municipal_code, locality, source_id, as_of, reliability
    )
    select id, :code, street_name, street_municipal_code, locality, :source, :as_of, :reliability
    from told
    returning id
)
insert into external_identifier (
    scheme, value, street_id, valid_from, source_id, as_of, reliability
)
select :scheme, t.street_code, t.id, :as_of, :source, :as_of, :reliability
from told t
join added a on a.id = t.id
