-- Streets; what the file leaves blank stays as it was.
with incoming as (
    select s.seq, s.target_id, s.is_new, s.is_known, f.*,
        coalesce(t.as_of > :as_of, false) as is_stale,
        (t.name, t.municipal_code, t.locality, t.access_count) is not distinct from (
            f.name, coalesce(f.municipal_code, t.municipal_code),
            coalesce(f.locality, t.locality), coalesce(f.access_count, t.access_count)
        ) as is_same
    from staged s
    cross join lateral jsonb_to_record(s.facts) as f (
        name text, municipal_code text, locality text, access_count integer
    )
    left join street t on t.id = s.target_id
    where s.outcome is null and s.kind = 'street'
), inserted as (
    insert into street (
        id, municipality_code, name, municipal_code, locality, access_count, source_id, as_of,
        reliability
    )
    select target_id, :code, name, municipal_code, locality, access_count, :source, :as_of,
        :reliability
    from incoming
    where is_new
), written as (
    update street t
    set name = i.name, municipal_code = coalesce(i.municipal_code, t.municipal_code),
        locality = coalesce(i.locality, t.locality),
        access_count = coalesce(i.access_count, t.access_count), as_of = :as_of
    from incoming i
    where t.id = i.target_id and not i.is_stale and (not i.is_same or t.as_of < :as_of)
)
update staged s
set outcome = case
    when i.is_new then 'loaded' when i.is_stale or i.is_same then 'unchanged' else 'updated'
end
from incoming i
where i.seq = s.seq
