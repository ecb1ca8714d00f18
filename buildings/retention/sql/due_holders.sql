-- Persons whose last right ended long ago; who never had one counts from the day they were told of.
select 'person' as entity, p.id::text as entity_id, null::text as counted_as,
    extract(year from h.since)::int as counted_year, h.since
from person p
cross join lateral (
    select coalesce(max(r.until), p.as_of) as since
    from (
        select u.valid_to as until from unit_right u where u.person_id = p.id
        union all
        select t.valid_to from cadastral_title t where t.person_id = p.id
    ) r
) h
where p.erased_on is null and h.since < 'infinity'
    and h.since + make_interval(months => :months) <= :as_of
order by h.since, p.id
limit :most
