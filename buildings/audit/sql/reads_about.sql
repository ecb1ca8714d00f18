-- Who read what about some persons and flats: themselves, the flats on which the persons had a
-- right while they had it, and the cases, episodes and reports of those flats.
with persons as (
    select p.id from person p where p.id = any (cast(:persons as uuid[]))
), flats as (
    select u.id, date '-infinity' as valid_from, date 'infinity' as valid_to
    from unnest(cast(:units as uuid[])) u (id)
    union
    select r.unit_id, r.valid_from, r.valid_to
    from unit_right r join persons p on p.id = r.person_id
    where r.unit_id is not null
), things as (
    select p.id, date '-infinity' as valid_from, date 'infinity' as valid_to from persons p
    union
    select f.id, f.valid_from, f.valid_to from flats f
    union
    select c.id, f.valid_from, f.valid_to from housing_case c join flats f on f.id = c.unit_id
    union
    select o.id, f.valid_from, f.valid_to from occupation_episode o join flats f on f.id = o.unit_id
    union
    select o.id, f.valid_from, f.valid_to from occupation_report o join flats f on f.id = o.unit_id
)
select e.id, e.at, e.actor_name, e.role, o.name as organisation, e.verb, e.entity, e.entity_id,
    e.fields_class, e.purpose_code, e.case_id, e.result_count
from audit_entry e
left join organisation o on o.id = e.organisation
where e.verb = any (:reads) and e.entity_id in (select t.id from things t) and exists (
        select from things t
        where t.id = e.entity_id
            and (e.at at time zone 'Europe/Rome')::date >= t.valid_from
            and (e.at at time zone 'Europe/Rome')::date < t.valid_to
    )
order by e.at, e.id
