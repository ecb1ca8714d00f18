-- Flats of which the file's sender said something that the file has a column for. A row that is
-- refused speaks of its flat all the same.
with named as (
    select distinct facts -> 'naming' ->> 'sender' as sender, facts -> 'naming' ->> 'key' as key
    from staged
    where kind = 'office'
), covered as (
    select distinct c.dimension
    from staged s
    cross join lateral jsonb_array_elements_text(s.facts -> 'covers') as c (dimension)
    where s.kind = 'office'
)
insert into in_scope (kind, thing_id, is_held)
select 'office_flat', h.reference_id,
    bool_or(
        h.as_of >= :as_of or n.key is not null or r.key = any(cast(:mentioned as text[]))
    )
from unit_status h
join unit_reference r on r.id = h.reference_id
left join named n on n.sender = r.sender and n.key = r.key
where 'office_flat' = any(cast(:kinds as text[])) and h.source_id = :source
    and h.valid_to = 'infinity' and h.value <> 'unknown' and r.municipality_code = :code
    and r.sender in (select sender from named)
    and h.dimension in (select dimension from covered)
group by h.reference_id
