-- The parameters of a delivery.
with incoming as (
    select s.seq, f.*, d.id as known_id, d.value = f.value as is_same
    from staged s
    cross join lateral jsonb_to_record(s.facts) as f (base_name text, name text, value text)
    left join cadastral_delivery d on d.municipality_code = :code
        and d.base_name = f.base_name and d.name = f.name and d.as_of = :as_of
    where s.outcome is null and s.kind = 'cadastral_parameter'
), inserted as (
    insert into cadastral_delivery (
        municipality_code, base_name, name, value, source_id, as_of, reliability
    )
    select :code, base_name, name, value, :source, :as_of, :reliability
    from incoming
    where known_id is null
), renewed as (
    update cadastral_delivery d set value = i.value
    from incoming i
    where d.id = i.known_id and not i.is_same
)
update staged s
set outcome = case
    when i.known_id is null then 'loaded' when i.is_same then 'unchanged' else 'updated'
end
from incoming i
where i.seq = s.seq
